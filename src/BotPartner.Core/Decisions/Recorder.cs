using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary>Writes the record of an ending: from what is sealed, and so the same whoever does it. What was written first stands.</summary>
public sealed class Recorder(Ballots ballots, RecordShelf shelf)
{
    /// <summary>Where the records are.</summary>
    public RecordShelf Shelf => shelf;

    /// <summary>Writes the record of a decision's ending at the place in the chain that the decision took.</summary>
    /// <returns>What stands there: the chain goes on from it.</returns>
    /// <exception cref="StoreUnavailableException">The store does not show, or not take, all of it yet.</exception>
    public async Task<DecisionRecord> Write(string partnership, Decision decision, int rounds, Chain chain, CancellationToken cancellation)
    {
        var ended = new List<SealedRound>();
        for (var round = 1; round <= rounds; round++)
        {
            var boxes = await Boxes(partnership, decision, round, cancellation);
            ended.Add(new(
                Ballots.Voices(boxes),
                boxes.Count == 0 ? null : await Mandates(partnership, decision, round, cancellation),
                await Urn(partnership, decision, round, cancellation)));
        }

        return await shelf.Keep(partnership, Recording.Of(partnership, decision, ended).After(chain.Last, chain.Hash), cancellation);
    }

    /// <summary>What was said in an anonymous round that was counted: what is written for ever waits until the store shows it.</summary>
    private async Task<Urn?> Urn(string partnership, Decision decision, int round, CancellationToken cancellation) =>
        await ballots.Urn(partnership, decision, round, cancellation) is { } urn ? urn
        : decision.Terms.Anonymous && !(decision.Phase == Phase.Withdrawn && round == decision.Round)
            ? throw new StoreUnavailableException("the anonymous ballots of a decision that ended cannot be read yet")
            : null;

    /// <summary>The boxes of a round that is over. A store may show what has just been replaced: what is written for ever waits until it shows them sealed.</summary>
    private async Task<IReadOnlyList<Document<Box>>> Boxes(string partnership, Decision decision, int round, CancellationToken cancellation)
    {
        var boxes = await ballots.Of(partnership, decision.Number, cancellation, round);
        var expected = round < decision.Round ? decision.Earlier![round - 1].Boxes : decision.Boxes;
        var neverOpened = decision.Phase == Phase.Withdrawn && round == decision.Round && boxes.Count == 0;
        return neverOpened || (boxes.Count == expected && boxes.All(b => b.State.Sealed))
            ? boxes
            : throw new StoreUnavailableException($"the boxes of round {round} of a decision that ended cannot be read as sealed yet");
    }

    /// <summary>Who spoke for whom in a round that is over; as with boxes, what is not shown as sealed may be what was there before.</summary>
    private async Task<Mandates?> Mandates(string partnership, Decision decision, int round, CancellationToken cancellation) =>
        decision.MandateCap is null ? null
        : await ballots.Mandates(partnership, decision, round, cancellation) is { Sealed: true } mandates ? mandates
        : throw new StoreUnavailableException($"the mandates of round {round} of a decision that ended cannot be read as sealed yet");
}
