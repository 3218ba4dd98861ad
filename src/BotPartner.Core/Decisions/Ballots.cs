using System.Collections.Concurrent;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary>A voter with what they said, if they did.</summary>
public sealed record Voice(Voter Voter, Ballot? Ballot);

/// <summary>The ballot boxes of decisions.</summary>
public sealed class Ballots(IDocuments documents, Change change)
{
    private const int Page = 200;
    private const int Remembered = 10_000;
    private readonly ConcurrentDictionary<Key, (int Boxes, Method Method)> opened = new();

    /// <summary>What is fixed once a decision has opened; null before, and for a decision that does not exist.</summary>
    public async ValueTask<(int Boxes, Method Method)?> Fixed(Key decision, CancellationToken cancellation)
    {
        if (opened.TryGetValue(decision, out var known))
        {
            return known;
        }

        var found = await change.Load(DecisionKinds.Decision, decision, cancellation);
        if (found is null or { State.Phase: Phase.Opening })
        {
            return null;
        }

        if (opened.Count >= Remembered)
        {
            opened.Clear();
        }

        return opened[decision] = (found.State.Boxes, found.State.Method);
    }

    /// <summary>All boxes of a decision, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<Document<Box>>> Of(string partnership, int number, CancellationToken cancellation)
    {
        var prefix = DecisionKinds.BoxPrefix(number);
        var boxes = new List<Document<Box>>();
        for (var after = prefix; ;)
        {
            var page = await documents.List(partnership, DecisionKinds.Box.Name, after, Page, cancellation);
            foreach (var entry in page)
            {
                if (!entry.Key.Id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return boxes;
                }

                boxes.Add(DecisionKinds.Box.Read(entry));
            }

            if (page.Count < Page)
            {
                return boxes;
            }

            after = page[^1].Key.Id;
        }
    }

    /// <summary>Everybody who may vote with what they said, by name.</summary>
    public static IReadOnlyList<Voice> Voices(IEnumerable<Document<Box>> boxes) =>
        [.. boxes
            .SelectMany(b => b.State.Voters.Select(v => new Voice(v, b.State.Ballots.GetValueOrDefault(v.Id))))
            .OrderBy(v => v.Voter.Name, StringComparer.OrdinalIgnoreCase).ThenBy(v => v.Voter.Id, StringComparer.Ordinal)];
}
