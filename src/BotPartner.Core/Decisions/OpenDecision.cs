using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Opens what was proposed: freezes the electorate, sets up the boxes, posts the card. Each step may be repeated.</summary>
public sealed class OpenDecision(Change change, Roster roster, Partners partners, Ballots ballots)
{
    private const int Together = 32;

    /// <summary>Whether there is anybody to vote.</summary>
    public async Task<bool> HasVoters(string partnership, CancellationToken cancellation) =>
        (await partners.All(partnership, cancellation)).Count > 0;

    /// <summary>Carries an opening through; does nothing for a decision that is past it.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        var proposed = await change.Load(DecisionKinds.Decision, key, cancellation);
        if (proposed is not { State: { Phase: Phase.Opening, Number: var number } })
        {
            return;
        }

        var electorate = await Freeze(key.Partition, number, cancellation);
        await SetUp(key.Partition, number, electorate, cancellation);
        var partnership = await roster.Latest(key.Partition, cancellation);
        var boxes = await ballots.Of(key.Partition, number, cancellation);
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State.Phase: Phase.Opening } ? Opened(current, electorate, partnership!, Ballots.Voices(boxes)) : new Verdict<Decision>.Leave(),
            cancellation);
    }

    private static Document<Decision> Opened(
        Document<Decision> current, Electorate electorate, Partnership partnership, IReadOnlyList<Voice> voices)
    {
        var open = current.State with
        {
            Phase = Phase.Open,
            Electorate = electorate.Voters.Count,
            Boxes = electorate.Boxes,
            Revision = 1,
        };
        return (current with { State = open, Wake = open.ClosesAt })
            .Owing(new(DecisionCards.Slot, open.Revision, DecisionCards.Live(current.Key.Partition, open, voices), partnership.Addressees));
    }

    private async Task<Electorate> Freeze(string partnership, int number, CancellationToken cancellation)
    {
        var key = DecisionKinds.ElectorateKey(partnership, number);
        var all = await partners.All(partnership, cancellation);
        var electorate = Electorate.Of([.. all.Select(p => new Voter(p.Id, p.State.Name, p.State.Constituency))]);
        var frozen = await change.Run(
            DecisionKinds.Electorate,
            key,
            null,
            current => current is null ? DecisionKinds.Electorate.New(key, electorate) : new Verdict<Electorate>.Leave(),
            cancellation);
        return frozen.Document!.State;
    }

    private async Task SetUp(string partnership, int number, Electorate electorate, CancellationToken cancellation)
    {
        var shares = electorate.Voters.ToLookup(v => Electorate.BoxOf(v.Id, electorate.Boxes));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, electorate.Boxes),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (index, ct) =>
            {
                var key = DecisionKinds.BoxKey(partnership, number, index);
                await change.Run(
                    DecisionKinds.Box,
                    key,
                    null,
                    current => current is null
                        ? DecisionKinds.Box.New(key, new Box(number, [.. shares[index]], new Dictionary<string, Ballot>(), Sealed: false))
                        : new Verdict<Box>.Leave(),
                    ct);
            });
    }
}
