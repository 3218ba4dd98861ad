using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary><c>extend 12 3d</c>, <c>extend 12 friday 17:00</c>, or the form: gives a decision longer. Only later, only while it is open.</summary>
public sealed class ExtendDecision(Change change, ProposerOrSteward who, Ballots ballots, Texts texts) : IFeature
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string FormId = "decision.extend";

    private static readonly string[] Spans = ["P1D", "P3D", "P7D", "P14D", "P30D"];
    private readonly TimeWords times = new(texts);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("extend", (said, rest, ct) =>
        {
            var (number, until) = Numbered.Split(rest);
            return Extend(said, number, null, until, ct);
        }) { Order = 124 },
        new Route.Press(FormId, async (pressed, ct) =>
            await who.Find(pressed, BallotForm.NumberIn(pressed.Args), ct) is var (seat, found, refused) && refused is null
                ? seat!.Answer(found!.State.Phase == Phase.Open ? new Reply.Open(Form(seat.Id, found.State, null, null)) : NotRunning.Answer(seat.Id, found.State))
                : refused!),
        new Route.Submit(FormId, (form, ct) => Extend(
            form, BallotForm.NumberIn(form.Args), form.Values.GetValueOrDefault("by"), form.Values.GetValueOrDefault("until", ""), ct)),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Opener(string partnership, int number) => new(Text.Say("extend.button"), FormId, BallotForm.Args(partnership, number)) { OpensForm = true };

    /// <summary>The form.</summary>
    public static Form Form(string partnership, Decision decision, string? by, string? until) => new(
        FormId,
        Text.Say("extend.title", ("n", decision.Number)),
        Text.Say("extend.submit"),
        [
            new Field.Choice("by", Text.Say("extend.by"), [.. Spans.Select(s => new Option(s, Text.Say("extend.days", ("n", ((Deadline.In)Deadline.Parse(s)!).Period.Days))))])
            {
                Value = by ?? "P3D",
            },
            new Field.Words("until", Text.Say("extend.until")) { MaxLength = 60, Value = until, Hint = Text.Say("extend.until.hint") },
        ])
    {
        Args = BallotForm.Args(partnership, decision.Number),
        Opener = Opener(partnership, decision.Number),
        Intro = Text.Say("extend.now", ("until", decision.ClosesAt)),
    };

    private async Task<Reply> Extend(Request request, int number, string? by, string until, CancellationToken cancellation)
    {
        var (seat, found, refused) = await who.Find(request, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        if (found!.State.Phase != Phase.Open)
        {
            return seat!.Answer(NotRunning.Answer(seat.Id, found.State));
        }

        until = until.Trim();
        if (until.Length == 0 && by is null)
        {
            return seat!.Answer(new Reply.Open(Form(seat.Id, found.State, null, null)));
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(seat!.Partnership.TimeZone) ?? DateTimeZone.Utc;
        (Deadline Deadline, bool In)? read = until.Length > 0 ? times.Deadline(until) : Deadline.Parse(by!) is { } span ? (span, false) : null;
        if (read is not var (deadline, fromNow))
        {
            return seat.Answer(Again(seat.Id, found.State, by, until, Text.Say("extend.unclear", ("typed", until))));
        }

        var voices = await ballots.Voices(seat.Id, found.State, cancellation);
        var extended = await change.Run(
            DecisionKinds.Decision,
            found.Key,
            request,
            current => current is { State.Phase: Phase.Open }
                ? Into(current, deadline.From(fromNow ? request.At : current.State.ClosesAt, zone), request, seat.Partnership, voices)
                : Refusal.Of("refusal.already-closed", ("n", number)),
            cancellation);
        if (extended.Refusal is { } no)
        {
            return seat.Answer(extended.Document is { State: { Phase: Phase.Open } stands } ? Again(seat.Id, stands, by, until, no.Text) : no.ToReply());
        }

        return seat.Answer(Reply.Say(Text.Say("extend.done", ("n", number), ("until", extended.Document!.State.ClosesAt)), LifeCards.Show(seat.Id, number)));
    }

    /// <summary>The decision with its later end. Pure.</summary>
    private static Verdict<Decision> Into(Document<Decision> current, Instant until, Request request, Partnership partnership, IReadOnlyList<Voice> voices)
    {
        var decision = current.State;
        if (decision.ClosesAt <= request.At)
        {
            return Refusal.Of("refusal.already-closed", ("n", decision.Number));
        }

        if (until <= decision.ClosesAt || until > request.At + Proposal.Longest)
        {
            return Refusal.Of(until <= decision.ClosesAt ? "refusal.extend-earlier" : "refusal.extend-far", ("n", decision.Number), ("until", decision.ClosesAt));
        }

        var next = decision with { ClosesAt = until, Extension = new(decision.ClosesAt, request.Person), Revision = decision.Revision + 1 };
        return (current with { State = next, Wake = until })
            .Owing(new(DecisionCards.Slot, next.Revision, DecisionCards.Live(current.Key.Partition, next, voices), partnership.Addressees), CastBallot.Refresh);
    }

    private static Reply.Correct Again(string partnership, Decision decision, string? by, string until, Text why) => new(
        Form(partnership, decision, by, until), new Dictionary<string, Text> { ["until"] = why });
}
