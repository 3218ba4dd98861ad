using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Ends a round whose boxes are to be sealed: seals, counts, and says what came of it. Each step may be repeated.</summary>
public sealed class EndRound(Change change, Roster roster, Ballots ballots, PourUrns urns)
{
    private const int Together = 32;

    /// <summary>Carries an ending through; does nothing for a decision that is not closing.</summary>
    public async Task Follow(Key key, Instant now, CancellationToken cancellation)
    {
        var found = await change.Load(DecisionKinds.Decision, key, cancellation);
        if (found is not { State: { Phase: Phase.Closing } closing })
        {
            return;
        }

        await SealMandates(key.Partition, closing, cancellation);
        await Seal(key.Partition, closing, cancellation);
        await Silence(key.Partition, closing, cancellation);
        var boxes = await ballots.Of(key.Partition, closing.Number, cancellation, closing.Round);
        if (boxes.Count != closing.Boxes || boxes.Any(b => !b.State.Sealed))
        {
            // A store may show what was there a moment ago; what is counted must be what was sealed.
            throw new StoreUnavailableException("the boxes of a closing decision do not all read as sealed");
        }

        var urn = await urns.Follow(key.Partition, closing, boxes, cancellation);
        var mandates = await ballots.Mandates(key.Partition, closing, cancellation);
        if (closing.MandateCap is not null && mandates is not { Sealed: true })
        {
            throw new StoreUnavailableException("the mandates of a closing decision do not read as sealed");
        }

        var voices = Ballots.Voices(boxes, mandates);
        var partnership = await roster.Latest(key.Partition, cancellation);
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State.Phase: Phase.Closing } && current.State.Round == closing.Round
                ? Counted(current, voices, urn, partnership!, now)
                : new Verdict<Decision>.Leave(),
            cancellation);
    }

    private async Task SealMandates(string partnership, Decision decision, CancellationToken cancellation)
    {
        if (decision.MandateCap is null)
        {
            return;
        }

        var sealing = await change.Run(
            DecisionKinds.Mandates,
            DecisionKinds.MandatesKey(partnership, decision.Number, decision.Round),
            null,
            current => current is null or { State.Sealed: true } ? new Verdict<Mandates>.Leave() : current with { State = current.State with { Sealed = true }, Wake = null },
            cancellation);
        if (sealing.Document is not { State.Sealed: true })
        {
            throw new StoreUnavailableException("the mandates of a closing decision could not be sealed");
        }
    }

    private async Task Seal(string partnership, Decision decision, CancellationToken cancellation) => await Parallel.ForEachAsync(
        Enumerable.Range(0, decision.Boxes),
        new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
        async (index, ct) =>
        {
            var sealing = await change.Run(
                DecisionKinds.Box,
                DecisionKinds.BoxKey(partnership, decision.Number, index, decision.Round),
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

    /// <summary>Nobody is reminded of what is over, not even late.</summary>
    private Task Silence(string partnership, Decision decision, CancellationToken cancellation) => change.Run(
        DecisionKinds.Reminders,
        DecisionKinds.RemindersKey(partnership, decision.Number, decision.Round),
        null,
        current => current is null or { Wake: null, Owes.Count: 0 } ? new Verdict<Reminders>.Leave() : current with { Wake = null, Owes = [] },
        cancellation);

    private static Document<Decision> Counted(Document<Decision> current, IReadOnlyList<Voice> voices, Urn? urn, Partnership partnership, Instant now)
    {
        var decision = current.State;
        var outcome = urn is null
            ? Count.Of(decision.Terms, [.. voices.Select(v => new Vote(v.Voter, v.Ballot?.Choice, v.Via))])
            : PourUrns.Counted(decision.Terms, [.. voices.Select(v => v.Voter)], urn);
        if (decision.Amendment is not null)
        {
            return Amending.Over(current, outcome, Amending.Objections(voices, decision.Method).Count > 0, partnership, now);
        }

        var to = partnership.Addressees;
        var ended = decision with { Cast = outcome.Cast, ClosedAt = now, Revision = decision.Revision + 1 };
        if (decision.Withdrawal is not null)
        {
            return Withdrawn(current with { State = ended }, partnership, now);
        }

        var closed = ended with { Phase = Phase.Closed, Outcome = outcome };
        return (current with { State = closed, Wake = now })
            .Owing(new(DecisionCards.Slot, closed.Revision, DecisionCards.Closed(closed, voices, current.Key.Partition, urn), to))
            .Owing(new(OutcomeSlot(closed), 1, DecisionCards.Outcome(closed), to) { Under = DecisionCards.Slot });
    }

    /// <summary>The decision, taken back, with what its places are told. It wakes at once, to be recorded.</summary>
    public static Document<Decision> Withdrawn(Document<Decision> current, Partnership partnership, Instant now)
    {
        var withdrawn = current.State with { Phase = Phase.Withdrawn, Amendment = null };
        return (current with { State = withdrawn, Wake = now })
            .Owing(new(DecisionCards.Slot, withdrawn.Revision, LifeCards.Withdrawn(withdrawn), partnership.Addressees))
            .Owing(new("withdrawn", 1, LifeCards.WithdrawnMessage(withdrawn), partnership.Addressees) { Under = DecisionCards.Slot });
    }

    private static string OutcomeSlot(Decision decision) => decision.Round == 1 ? "outcome" : $"outcome:{decision.Round}";
}
