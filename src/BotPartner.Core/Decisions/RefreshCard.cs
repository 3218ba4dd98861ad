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
                using var because = change.Because(decision);
                await Refresh(decision.Key.Partition, decision.Key.Number, decision.Key.Round, [.. decision], ct);
            }
        }),
        new Route.Wake(DecisionKinds.Mandates.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Given(key, ct);
            }
        }) { Apart = true },
    ];

    /// <summary>One new content of the card for all boxes that changed; the boxes are at rest afterwards unless they changed again.</summary>
    private async Task Refresh(string partnership, int number, int round, IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        var key = DecisionKinds.Key(partnership, number);
        for (var attempt = 0; attempt < Change.Attempts; attempt++)
        {
            // In this order: what is saved was read after what the card says now, so that no process takes back what another showed.
            var before = await change.Load(DecisionKinds.Decision, key, cancellation);
            var boxes = await ballots.Of(partnership, number, cancellation, round);
            var voices = Ballots.Voices(boxes, before is null ? null : await ballots.Mandates(partnership, before.State, cancellation));
            var links = await roster.Latest(partnership, cancellation);
            var overtaken = false;
            var saved = await change.Run(
                DecisionKinds.Decision,
                key,
                null,
                current =>
                {
                    overtaken = current?.State.Revision != before?.State.Revision;
                    return !overtaken && current is { State.Phase: Phase.Open } && current.State.Round == round
                        && Said(current.State, voices) is var said && said != current.State.Shown
                        ? Refreshed(current, voices, said, links!)
                        : new Verdict<Decision>.Leave();
                },
                cancellation);
            if (saved.Refusal is null && !overtaken)
            {
                await Rest(due, boxes, cancellation);
                return;
            }
        }
    }

    /// <summary>A new content for changed mandates, which rest afterwards unless they changed again.</summary>
    private async Task Given(Key key, CancellationToken cancellation)
    {
        var read = (await change.Load(DecisionKinds.Mandates, key, cancellation))?.State;
        await Refresh(key.Partition, DecisionKinds.NumberOf(key), DecisionKinds.RoundOf(key), [], cancellation);
        await change.Run(
            DecisionKinds.Mandates,
            key,
            null,
            current => current is null or { Wake: null } ? new Verdict<Mandates>.Leave()
                : current with { Wake = current.State.Sealed || current.State.All.SequenceEqual(read?.All ?? []) ? null : CastBallot.NextRefresh(time.Now()) },
            cancellation);
    }

    /// <summary>Lets boxes rest that are as they were read; the others are looked at again.</summary>
    private Task Rest(IReadOnlyList<Key> due, IReadOnlyList<Document<Box>> boxes, CancellationToken cancellation)
    {
        var read = boxes.ToDictionary(b => b.Key, b => b.State);
        return Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (key, ct) => await change.Run(
                DecisionKinds.Box,
                key,
                null,
                current =>
                {
                    if (current is null or { State.Sealed: true })
                    {
                        return new Verdict<Box>.Leave();
                    }

                    // Compared by what lies in it: another process may have laid it to rest meanwhile.
                    var shown = read.TryGetValue(key, out var known) && known.HoldsSame(current.State);
                    var settled = shown ? current.Wake is null : current.Wake > time.Now();
                    return settled ? new Verdict<Box>.Leave() : current with { Wake = shown ? null : CastBallot.NextRefresh(time.Now()) };
                },
                ct));
    }

    private static Document<Decision> Refreshed(Document<Decision> current, IReadOnlyList<Voice> voices, string said, Partnership partnership)
    {
        var decision = current.State with
        {
            Cast = SumCards.Turnout(current.State, voices),
            Revision = current.State.Revision + 1,
            Shown = said,
        };
        return (current with { State = decision }).Owing(
            new(DecisionCards.Slot, decision.Revision, DecisionCards.Live(current.Key.Partition, decision, voices), partnership.Addressees),
            CastBallot.Refresh);
    }

    /// <summary>What the voices say, in short: the card that says it need not be sent twice.</summary>
    /// <remarks>Where votes are hidden a changed one changes nothing: a card that is edited again would tell of it.</remarks>
    private static string Said(Decision decision, IReadOnlyList<Voice> voices)
    {
        const string Next = "\u001e", And = "\u001f";
        var hidden = decision.Hidden;
        return Key.Hash(voices
            .SelectMany(v => (string?[])(hidden
                ? [Next, v.Holder]
                : [Next, v.Voter.Id, And, v.Ballot?.Choice, And, v.Ballot?.Reason, And, v.Ballot?.Principle, And, v.Holder, And, v.Divided.ToString()]))
            .Prepend(hidden ? $"{decision.Round}{Next}{SumCards.Turnout(decision, voices)}" : $"{decision.Round}")
            .Select(part => part ?? ""));
    }
}
