using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary><c>milestone credit 3 [what we are proud of]</c>, or the form: a partner says for itself that it contributed. Nobody says it for another.</summary>
public sealed class GiveCredit(FindMilestone find, Change change, Roster roster, OwnersPeople people) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("milestone.credit", (said, rest, ct) => Typed(said, Numbered.Split(rest).Number, Numbered.Split(rest).Words, ct)),
        new Route.Press(CreditForm.Id, (pressed, ct) => Typed(pressed, BallotForm.NumberIn(pressed.Args), "", ct)),
        new Route.Submit(CreditForm.Id, (form, ct) => Give(
            form, BallotForm.NumberIn(form.Args), form.Values.GetValueOrDefault("line", "").Trim(), form.Values.GetValueOrDefault(CreditForm.Part) != CreditForm.No, ct)),
    ];

    private async Task<Reply> Typed(Request request, int number, string line, CancellationToken cancellation)
    {
        if (line.Length > 0)
        {
            return await Give(request, number, line, contributed: true, cancellation);
        }

        var (seat, celebration, refused) = await Own(request, number, line, cancellation);
        var mine = celebration?.State.Credits.FirstOrDefault(c => c.PartnerId == seat!.Member!.PartnerId);
        return celebration is null ? refused!
            : seat!.Answer(new Reply.Open(CreditForm.Of(seat.Id, celebration.State, mine?.Name ?? seat.Member!.PartnerName, mine?.Line ?? "", mine?.By is not null)));
    }

    private async Task<Reply> Give(Request request, int number, string line, bool contributed, CancellationToken cancellation)
    {
        var (seat, found, refused) = await Own(request, number, line, cancellation);
        if (found is null)
        {
            return refused!;
        }

        var member = seat!.Member!;
        if (line.Length > Credit.MaxLine && contributed)
        {
            var mine = found.State.Credits.FirstOrDefault(c => c.PartnerId == member.PartnerId);
            var held = request is Request.Submitted { Args: var args } ? args.GetValueOrDefault(Held.Arg, "") : Held.Of([CreditForm.Line(mine?.Line ?? "")]);
            return seat.Answer(new Reply.Correct(
                CreditForm.Of(seat.Id, found.State, member.PartnerName, line, mine?.By is not null, held),
                new Dictionary<string, Text> { ["line"] = Text.Say("milestone.words.length", ("max", Credit.MaxLine), ("n", line.Length)) }));
        }

        // What a colleague wrote since the form was opened stays where this one wrote nothing new.
        var kept = request is Request.Submitted form && Held.Kept(form.Args, CreditForm.Line(""), form.Values.GetValueOrDefault("line"));
        var invited = await people.Of(seat.Id, seat.Partnership, [member.PartnerId], cancellation);
        var given = await change.Run(
            MilestoneKinds.Celebration,
            found.Key,
            request,
            current => current is null or { State.TakenBack: true }
                ? Refusal.Of("refusal.celebration.none", ("n", number))
                : Into(current, seat, new Credit(member.PartnerId, member.PartnerName) { By = request.Person, At = request.At, Line = line.Length > 0 ? line : null }, contributed, kept, invited),
            cancellation);
        return seat.Answer(given.Refusal?.ToReply() ?? Reply.Say(
            Text.Say(contributed ? "celebration.credited" : "celebration.uncredited", ("partner", new Text.Strong(member.PartnerName)), ("title", found.State.Title)),
            CelebrationCards.Show(seat.Id, number)));
    }

    /// <summary>The celebration with what a partner said of its own part. Pure.</summary>
    private static Verdict<Celebration> Into(Document<Celebration> current, Seat seat, Credit said, bool contributed, bool kept, IReadOnlyList<OwnerPerson> invited)
    {
        var was = current.State;
        var earlier = was.Credits.FirstOrDefault(c => c.PartnerId == said.PartnerId);
        if (!contributed && earlier?.By is null)
        {
            return new Verdict<Celebration>.Leave();
        }

        var now = contributed
            ? (earlier ?? said) with { By = said.By, At = earlier?.By is null ? said.At : earlier.At, Line = kept && earlier?.By is not null ? earlier.Line : said.Line }
            : earlier! with { By = null, At = null, Line = null };
        var next = current with
        {
            State = was with
            {
                // An owner that takes its part back may still say it later; another one is simply not named.
                Credits = [.. was.Credits.Where(c => c.PartnerId != said.PartnerId), .. contributed || now.Owner ? [now] : Array.Empty<Credit>()],
                Revision = was.Revision + 1,
            },
        };
        var shown = Celebrate.Shown(next, seat.Partnership, edit: true);
        var slot = CelebrationCards.InviteSlot(said.PartnerId);
        return !contributed || invited.Count == 0 ? shown

            // Who was invited to say the same reads that it was said; who was not yet is not any more.
            : shown.Withdrawing(o => o.Slot == slot, said.At!.Value).Owing(
                new(slot, next.State.Revision, CelebrationCards.Answered(current.Key.Partition, next.State, now), [.. invited.Select(i => i.Directly)]) { EditOnly = true });
    }

    /// <summary>The seat of somebody who speaks for a partner, and the celebration.</summary>
    private async Task<(Seat? Seat, Document<Celebration>? Celebration, Reply? Refused)> Own(Request request, int number, string typed, CancellationToken cancellation)
    {
        var (seat, milestone, refused) = await find.Of(request, number, typed, cancellation);
        if (milestone is null)
        {
            return (seat, null, refused);
        }

        // Who spoke for a partner a moment ago may do so no longer.
        roster.Forget(seat!.Id, request.Person);
        seat = (await roster.SeatIn(seat.Id, request.Person, cancellation))!;
        if (seat.Member is not { Standing: Standing.Admitted })
        {
            return (seat, null, seat.Answer(Refusal.Of("refusal.celebration.partners").ToReply()));
        }

        return await change.Load(MilestoneKinds.Celebration, MilestoneKinds.CelebrationKey(seat.Id, number), cancellation) is { State.TakenBack: false } found
            ? (seat, found, null)
            : (seat, null, seat.Answer(Reply.Say(Text.Say("refusal.celebration.none", ("n", number)), MilestoneCards.Show(seat.Id, number))));
    }
}
