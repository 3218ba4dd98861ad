using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary><c>milestone done 3 [how it was measured]</c>, <c>milestone drop 3</c>, and <c>milestone undo 3</c> for either.</summary>
public sealed class CompleteMilestone(FindMilestone find, Change change, FollowMilestone follow) : IFeature
{
    /// <summary>The button that drops one.</summary>
    public const string DropAction = "milestone.drop";

    /// <summary>The button that takes back that one is done, or dropped.</summary>
    public const string UndoAction = "milestone.undo";

    /// <summary>For how long it can be taken back.</summary>
    public static readonly Duration Undoable = Duration.FromDays(30);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("milestone.done", (said, rest, ct) => Done(said, Numbered.Split(rest).Number, Numbered.Split(rest).Words, ct)) { Order = 132 },
        new Route.Press(MilestoneForm.DoneId, Ask),
        new Route.Submit(MilestoneForm.DoneId, (form, ct) => Done(form, BallotForm.NumberIn(form.Args), form.Values.GetValueOrDefault("measured", "").Trim(), ct)),
        new Route.Command("milestone.drop", (said, rest, ct) => Drop(said, Numbered.Split(rest).Number, ct)),
        new Route.Press(DropAction, (pressed, ct) => Drop(pressed, BallotForm.NumberIn(pressed.Args), ct)) { ForPlace = true },
        new Route.Command("milestone.undo", (said, rest, ct) => Undo(said, Numbered.Split(rest).Number, ct)),
        new Route.Press(UndoAction, (pressed, ct) => Undo(pressed, BallotForm.NumberIn(pressed.Args), ct)) { ForPlace = true },
    ];

    /// <summary>A milestone that people changed: what follows from it is looked after at once, and by the clock if that fails.
    /// Reminders that were not sent yet are planned anew.</summary>
    public static Document<Milestone> Changed(Document<Milestone> current, Milestone next, Instant at)
    {
        ArgumentNullException.ThrowIfNull(current);
        return current with { State = next with { Revision = current.State.Revision + 1 }, Wake = at };
    }

    private async Task<Reply> Ask(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Changing(pressed, BallotForm.NumberIn(pressed.Args), "", cancellation);
        return found is null ? refused!
            : seat!.Answer(found.State.Open ? new Reply.Open(MilestoneForm.Done(seat.Id, found.State, "")) : Ended(seat, found.State));
    }

    private async Task<Reply> Done(Request request, int number, string measured, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Changing(request, number, measured, cancellation);
        if (found is null)
        {
            return refused!;
        }

        if (measured.Length > Milestone.MaxMeasured && found.State.Open)
        {
            return seat!.Answer(new Reply.Correct(
                MilestoneForm.Done(seat.Id, found.State, measured),
                new Dictionary<string, Text> { ["measured"] = Text.Say("milestone.words.length", ("max", Milestone.MaxMeasured), ("n", measured.Length)) }));
        }

        var did = By(seat!, request) with { Measured = measured.Length > 0 ? measured : null };
        var done = await change.Run(
            MilestoneKinds.Milestone,
            found.Key,
            request,
            current => current?.State.Open == true ? Changed(current, current.State with { Done = did }, request.At) : new Verdict<Milestone>.Leave(),
            cancellation);
        await follow.Follow(found.Key, cancellation);
        return seat!.Answer(done switch
        {
            { Refusal: { } refusal } => refusal.ToReply(),

            // Somebody else was first, or did this before: there is one celebration.
            { Repeated: false, Document.State: var milestone } when milestone.Done != did => Ended(seat, milestone),
            { Document.State: var milestone } => Reply.Say(
                Text.Say("milestone.done", ("n", number), ("title", milestone.Title)),
                [
                    .. seat.Member is { Standing: Standing.Admitted } ? [CreditForm.Opener(seat.Id, number)] : Array.Empty<Button>(),
                    CelebrationCards.Show(seat.Id, number),
                    new Button(Text.Say("milestone.undo.button"), UndoAction, MilestoneForm.Args(seat.Id, number)),
                ]),
            _ => Refusal.Of("refusal.milestone.none", ("n", number)).ToReply(),
        });
    }

    private async Task<Reply> Drop(Request request, int number, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Changing(request, number, "", cancellation);
        if (found is null)
        {
            return refused!;
        }

        var dropped = await change.Run(
            MilestoneKinds.Milestone,
            found.Key,
            request,
            current => current?.State.Open == true ? Changed(current, current.State with { Dropped = By(seat!, request) }, request.At) : new Verdict<Milestone>.Leave(),
            cancellation);
        await follow.Follow(found.Key, cancellation);
        return seat!.Answer(dropped.Refusal?.ToReply() ?? (dropped.Document!.State.Dropped is not null
            ? Reply.Say(Text.Say("milestone.dropped", ("n", number), ("title", found.State.Title)), new Button(Text.Say("milestone.undo.button"), UndoAction, MilestoneForm.Args(seat.Id, number)))
            : Ended(seat, dropped.Document.State)));
    }

    private async Task<Reply> Undo(Request request, int number, CancellationToken cancellation)
    {
        var (seat, found, refused) = await find.Changing(request, number, "", cancellation);
        if (found is null)
        {
            return refused!;
        }

        var undone = await change.Run(
            MilestoneKinds.Milestone,
            found.Key,
            request,
            current => current is null or { State.Open: true } ? Refusal.Of("refusal.milestone.open", ("n", number))
                : (current.State.Done ?? current.State.Dropped)!.At + Undoable < request.At ? Refusal.Of("refusal.milestone.long-ago", ("n", number), ("days", (long)Undoable.TotalDays))
                : Changed(current, current.State with { Done = null, Dropped = null }, request.At),
            cancellation);
        await follow.Follow(found.Key, cancellation);
        return seat!.Answer(undone.Refusal is { } refusal
            ? Reply.Say(refusal.Text, MilestoneCards.Show(seat.Id, number))
            : new Reply.Show(MilestoneCards.One(
                seat, undone.Document!.State, FindMilestone.Today(seat, request.At), Text.Say(found.State.Done is not null ? "milestone.undone" : "milestone.pursued", ("n", number)))));
    }

    private static Completion By(Seat seat, Request request) => new(request.Person, request.At)
    {
        Partner = seat.Member is { Standing: Standing.Admitted } member ? member.PartnerName : null,
    };

    /// <summary>That it ended before, and who did that.</summary>
    private static Reply Ended(Seat seat, Milestone milestone) => milestone switch
    {
        { Done: { } done } => Reply.Say(
            Text.Say("milestone.done.already", ("n", milestone.Number), ("who", done.Partner ?? done.By.Name), ("day", Days.Say(done.At, seat.Partnership.TimeZone))),
            CelebrationCards.Show(seat.Id, milestone.Number),
            MilestoneCards.Show(seat.Id, milestone.Number)),
        { Dropped: { } dropped } => Reply.Say(
            Text.Say("milestone.dropped.already", ("n", milestone.Number), ("who", dropped.Partner ?? dropped.By.Name), ("day", Days.Say(dropped.At, seat.Partnership.TimeZone))),
            MilestoneCards.Show(seat.Id, milestone.Number)),
        _ => Refusal.Of("refusal.milestone.open", ("n", milestone.Number)).ToReply(),
    };
}
