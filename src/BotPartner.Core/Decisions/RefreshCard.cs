using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Lets the card follow the ballots: however many boxes changed, one new content.</summary>
public sealed class RefreshCard(Change change, Roster roster, Ballots ballots, TimeProvider time) : IFeature
{
    private const int Together = 16;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Box.Name, async (keys, ct) =>
        {
            foreach (var decision in keys.GroupBy(k => (k.Partition, Number: DecisionKinds.NumberOf(k), Round: DecisionKinds.RoundOf(k))))
            {
                await Refresh(decision.Key.Partition, decision.Key.Number, decision.Key.Round, [.. decision], ct);
            }
        }),
    ];

    /// <summary>One new content of the card for all boxes that changed; the boxes are at rest afterwards unless they changed again.</summary>
    private async Task Refresh(string partnership, int number, int round, IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        var boxes = await ballots.Of(partnership, number, cancellation, round);
        var voices = Ballots.Voices(boxes);
        var place = await roster.Partnership(partnership, cancellation);
        await change.Run(
            DecisionKinds.Decision,
            DecisionKinds.Key(partnership, number),
            null,
            current => current is { State.Phase: Phase.Open } && current.State.Round == round ? Refreshed(current, voices, place!) : new Verdict<Decision>.Leave(),
            cancellation);

        var read = boxes.ToDictionary(b => b.Key, b => b.Version);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (key, ct) => await change.Run(
                DecisionKinds.Box,
                key,
                null,
                current => current is null or { State.Sealed: true } || (current.Wake is null && current.Version == read.GetValueOrDefault(key))
                    ? new Verdict<Box>.Leave()
                    : current with { Wake = current.Version == read.GetValueOrDefault(key) ? null : CastBallot.NextRefresh(time.Now()) },
                ct));
    }

    private static Document<Decision> Refreshed(Document<Decision> current, IReadOnlyList<Voice> voices, Partnership partnership)
    {
        var decision = current.State with { Cast = voices.Count(v => v.Ballot is not null), Revision = current.State.Revision + 1 };
        return (current with { State = decision }).Owing(
            new(DecisionCards.Slot, decision.Revision, DecisionCards.Live(current.Key.Partition, decision, voices), partnership.Addressees),
            CastBallot.Refresh);
    }
}
