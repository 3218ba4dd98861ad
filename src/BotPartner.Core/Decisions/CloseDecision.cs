using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary><c>close 12</c>, or the time having come: seals the boxes, counts, publishes. Each step may be repeated.</summary>
public sealed class CloseDecision(Change change, Roster roster, Ballots ballots, OpenDecision open) : IFeature
{
    /// <summary>The wire name of the button.</summary>
    public const string Action = "decision.close";

    private const int Together = 32;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("close", (said, rest, ct) => Close(said, int.TryParse(rest.TrimStart('#'), out var n) ? n : 0, ct)) { Order = 120 },
        new Route.Press(Action, (pressed, ct) => Close(pressed, BallotForm.NumberIn(pressed.Args), ct)),
    ];

    /// <summary>Carries a decision as far as it can go at this moment.</summary>
    public async Task Follow(Key key, Instant now, CancellationToken cancellation)
    {
        await open.Follow(key, cancellation);
        var due = await Begin(key, now, null, cancellation);
        if (due is { Phase: Phase.Closing } closing)
        {
            await Seal(key.Partition, closing, cancellation);
            await Publish(key, closing.Number, now, cancellation);
        }
    }

    /// <summary>The decision, closing if it was open and its time has come or somebody closes it.</summary>
    private async Task<Decision?> Begin(Key key, Instant now, Request? by, CancellationToken cancellation)
    {
        var begun = await change.Run(
            DecisionKinds.Decision,
            key,
            by,
            current => current is { State: { Phase: Phase.Open } decision } && (by is not null || decision.ClosesAt <= now)
                ? current with { State = decision with { Phase = Phase.Closing, ClosedBy = by?.Person }, Wake = now }
                : new Verdict<Decision>.Leave(),
            cancellation);
        return begun.Document?.State;
    }

    private async Task Seal(string partnership, Decision decision, CancellationToken cancellation) => await Parallel.ForEachAsync(
        Enumerable.Range(0, decision.Boxes),
        new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
        async (index, ct) =>
        {
            var sealing = await change.Run(
                DecisionKinds.Box,
                DecisionKinds.BoxKey(partnership, decision.Number, index),
                null,
                current => current is null or { State.Sealed: true }
                    ? new Verdict<Box>.Leave()
                    : current with { State = current.State with { Sealed = true }, Wake = null },
                ct);
            if (sealing.Document is not { State.Sealed: true })
            {
                // Counting an unsealed box could lose a ballot: leave the decision closing, the clock takes it up again.
                throw new StoreUnavailableException($"box {index} of a closing decision could not be sealed");
            }
        });

    private async Task Publish(Key key, int number, Instant now, CancellationToken cancellation)
    {
        var voices = Ballots.Voices(await ballots.Of(key.Partition, number, cancellation));
        var partnership = await roster.Latest(key.Partition, cancellation);
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State.Phase: Phase.Closing } ? Counted(current, voices, partnership!, now) : new Verdict<Decision>.Leave(),
            cancellation);
    }

    private static Document<Decision> Counted(Document<Decision> current, IReadOnlyList<Voice> voices, Partnership partnership, Instant now)
    {
        var decision = current.State;
        var outcome = Count.Of(
            decision.Method, decision.QuorumPercent, decision.Electorate, voices.Where(v => v.Ballot is not null).Select(v => v.Ballot!.Choice));
        var closed = decision with
        {
            Phase = Phase.Closed,
            Cast = outcome.Cast,
            Outcome = outcome,
            ClosedAt = now,
            Revision = decision.Revision + 1,
        };
        var to = partnership.Addressees;
        return (current with { State = closed, Wake = null })
            .Owing(new(DecisionCards.Slot, closed.Revision, DecisionCards.Closed(closed, voices), to))
            .Owing(new("outcome", 1, DecisionCards.Outcome(closed), to) { Under = DecisionCards.Slot });
    }

    private async Task<Reply> Close(Request request, int number, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var key = DecisionKinds.Key(seat.Id, number);
        var found = await change.Load(DecisionKinds.Decision, key, cancellation);
        if (found is null || !seat.Belongs)
        {
            return seat.Answer(Refusal.Of(seat.Belongs ? "refusal.no-decision" : "refusal.stranger", ("n", number)).ToReply());
        }

        if (!seat.Steward && found.State.Proposer.Key != request.Person.Key)
        {
            return seat.Answer(Refusal.Of("refusal.close").ToReply());
        }

        if (found.State.Phase is Phase.Closed && !found.Seen.Contains(Change.Mark(request)))
        {
            return seat.Answer(Refusal.Of("refusal.already-closed", ("n", number)).ToReply());
        }

        await open.Follow(key, cancellation);
        await Begin(key, request.At, request, cancellation);
        await Follow(key, request.At, cancellation);
        return seat.Answer(Reply.Say(Text.Say("close.done", ("n", number))));
    }
}
