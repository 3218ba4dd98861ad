using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary>
/// Makes one whole of the sealed urns of a round, and empties them, so that no part's own sum remains. Each step may be repeated:
/// the whole is written once, and nothing is emptied before it is.
/// </summary>
public sealed class PourUrns(Change change, Ballots ballots)
{
    private const int Together = 32;

    /// <summary>All that was said in the round of a closing decision; null where ballots bear names.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="decision">Closing.</param>
    /// <param name="boxes">All its boxes, sealed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Urn?> Follow(string partnership, Decision decision, IReadOnlyList<Document<Box>> boxes, CancellationToken cancellation)
    {
        if (!decision.Terms.Anonymous)
        {
            return null;
        }

        var whole = await ballots.Urn(partnership, decision, decision.Round, cancellation) ?? await Pour(partnership, decision, boxes, cancellation);
        await Parallel.ForEachAsync(
            boxes.Where(b => b.State.Urn!.Slips.Count > 0),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (box, ct) => await Empty(box.Key, ct));
        return whole;
    }

    /// <summary>The whole of these urns. One that misses its quorum, or was taken back, is not opened. Pure.</summary>
    public static Urn Whole(Decision decision, IReadOnlyCollection<Box> boxes)
    {
        var all = Urn.Of([.. boxes.Select(b => b.Urn!)]);
        return decision.Withdrawal is null && Counted(decision.Terms, [.. boxes.SelectMany(b => b.Voters)], all).Quorate ? all : all.Emptied;
    }

    /// <summary>What the whole comes to.</summary>
    public static Outcome Counted(Terms terms, IReadOnlyCollection<Voter> voters, Urn whole) =>
        Count.Of(terms, voters, whole.TookPart.ToHashSet(), whole.Slips.Select(s => s.Choice));

    private async Task<Urn> Pour(string partnership, Decision decision, IReadOnlyList<Document<Box>> boxes, CancellationToken cancellation)
    {
        if (boxes.Any(b => b.State.Urn!.Slips.Count != b.State.Urn.TookPart.Count))
        {
            // Emptied already, by a process whose whole this one does not see yet.
            throw new StoreUnavailableException("an urn of a closing decision was emptied, and the whole cannot be read yet");
        }

        var key = DecisionKinds.UrnKey(partnership, decision.Number, decision.Round);
        var whole = Whole(decision, [.. boxes.Select(b => b.State)]);
        var poured = await change.Run(
            DecisionKinds.Urn, key, null, current => current is null ? DecisionKinds.Urn.New(key, whole) : new Verdict<Urn>.Leave(), cancellation);
        return poured.Document?.State ?? throw new StoreUnavailableException("the urns of a closing decision could not be poured together");
    }

    private async Task Empty(Key key, CancellationToken cancellation)
    {
        var emptied = await change.Run(
            DecisionKinds.Box,
            key,
            null,
            current => current is { State: { Sealed: true, Urn: { Slips.Count: > 0 } urn } }
                ? current with { State = current.State with { Urn = urn.Emptied } }
                : new Verdict<Box>.Leave(),
            cancellation);
        if (emptied.Document is not { State.Urn.Slips.Count: 0 })
        {
            throw new StoreUnavailableException("an urn of a closing decision could not be emptied");
        }
    }
}
