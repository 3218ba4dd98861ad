using System.Collections.Concurrent;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary>A voter with what counts for it, if anything does.</summary>
public sealed record Voice(Voter Voter, Ballot? Ballot)
{
    /// <summary>The name of the voter that it gave its mandate to; null if it gave none.</summary>
    public string? Holder { get; init; }

    /// <summary>Whether its ballot lies in an urn, where nobody finds it again.</summary>
    public bool InUrn { get; init; }

    /// <summary>Whether anything counts for it.</summary>
    public bool TookPart => Ballot is not null || InUrn;

    /// <summary>The voter whose ballot counts here under the mandate; null for its own.</summary>
    public string? Via { get; init; }

    /// <summary>Where delegates must agree: what each of them said.</summary>
    public IReadOnlyList<Ballot> Spoken { get; init; } = [];

    /// <summary>Whether its delegates spoke and do not agree yet, so that it has no ballot of its own.</summary>
    public bool Divided => Spoken.Count > 0 && Delegates.Agreed(Delegates.MustAgree, Spoken) is null;
}

/// <summary>The ballot boxes of decisions.</summary>
public sealed class Ballots(IDocuments documents, Change change)
{
    private const int Page = 200;
    private const int Remembered = 10_000;
    private readonly ConcurrentDictionary<(Key Decision, int Round), (int Boxes, Terms Terms)> opened = new();

    /// <summary>What is fixed once a round has opened; null before, and for a decision that does not exist.</summary>
    public async ValueTask<(int Boxes, Terms Terms)?> Fixed(Key decision, int round, CancellationToken cancellation)
    {
        if (opened.TryGetValue((decision, round), out var known))
        {
            return known;
        }

        var found = await change.Load(DecisionKinds.Decision, decision, cancellation);
        if (found is null || round > found.State.Round || (round == found.State.Round && found.State.Phase is Phase.Opening or Phase.Asking))
        {
            return null;
        }

        if (opened.Count >= Remembered)
        {
            opened.Clear();
        }

        return opened[(decision, round)] = (round == found.State.Round ? found.State.Boxes : found.State.Earlier![round - 1].Boxes, found.State.Terms);
    }

    /// <summary>A decision as it stands; null if there is none.</summary>
    public async Task<Decision?> Decision(string partnership, int number, CancellationToken cancellation) =>
        (await change.Load(DecisionKinds.Decision, DecisionKinds.Key(partnership, number), cancellation))?.State;

    /// <summary>A box as it stands; null if there is none.</summary>
    public async Task<Box?> Box(Key key, CancellationToken cancellation) => (await change.Load(DecisionKinds.Box, key, cancellation))?.State;

    /// <summary>All boxes of a round, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<Document<Box>>> Of(string partnership, int number, CancellationToken cancellation, int round = 1)
    {
        var prefix = DecisionKinds.BoxPrefix(number, round);
        var boxes = new List<Document<Box>>();

        // No more than there are: beyond them lie the boxes of later decisions.
        var all = (await Fixed(DecisionKinds.Key(partnership, number), round, cancellation))?.Boxes ?? int.MaxValue;
        for (var after = prefix; ;)
        {
            var take = Math.Min(Page, all - boxes.Count);
            var page = await documents.List(partnership, DecisionKinds.Box.Name, after, take, cancellation);
            foreach (var entry in page)
            {
                if (!entry.Key.Id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return boxes;
                }

                boxes.Add(DecisionKinds.Box.Read(entry));
            }

            if (page.Count < take || boxes.Count >= all)
            {
                return boxes;
            }

            after = page[^1].Key.Id;
        }
    }

    /// <summary>Who speaks for whom in the running round; null where mandates are not allowed.</summary>
    public Task<Mandates?> Mandates(string partnership, Decision decision, CancellationToken cancellation) =>
        Mandates(partnership, decision, decision.Round, cancellation);

    /// <summary>Who spoke for whom in a round; null where mandates are not allowed.</summary>
    public async Task<Mandates?> Mandates(string partnership, Decision decision, int round, CancellationToken cancellation) => decision.MandateCap is null
        ? null
        : (await change.Load(DecisionKinds.Mandates, DecisionKinds.MandatesKey(partnership, decision.Number, round), cancellation))?.State;

    /// <summary>All that was said in a round whose ballots were anonymous; null for another round, and before it is sealed.</summary>
    public async Task<Urn?> Urn(string partnership, Decision decision, int round, CancellationToken cancellation) => decision.Terms.Anonymous
        ? (await change.Load(DecisionKinds.Urn, DecisionKinds.UrnKey(partnership, decision.Number, round), cancellation))?.State
        : null;

    /// <summary>Everybody who may vote in the running round with what counts for them, by name.</summary>
    public async Task<IReadOnlyList<Voice>> Voices(string partnership, Decision decision, CancellationToken cancellation) =>
        Voices(await Of(partnership, decision.Number, cancellation, decision.Round), await Mandates(partnership, decision, cancellation));

    /// <summary>What the partners that objected to the round before have answered so far.</summary>
    public async Task<IReadOnlyList<Objector>> Asked(string partnership, Decision decision, CancellationToken cancellation)
    {
        var asked = new List<Objector>();
        foreach (var objection in Amending.Objections(Voices(await Of(partnership, decision.Number, cancellation, decision.Round - 1)), decision.Method))
        {
            var key = DecisionKinds.ObjectorKey(partnership, decision.Number, decision.Round, objection.Voter.Id);
            if (await change.Load(DecisionKinds.Objector, key, cancellation) is { } found)
            {
                asked.Add(found.State);
            }
        }

        return asked;
    }

    /// <summary>Everybody who may vote with what counts for them, by name. A ballot of one's own beats a mandate.</summary>
    public static IReadOnlyList<Voice> Voices(IEnumerable<Document<Box>> boxes, Mandates? mandates = null)
    {
        var own = boxes
            .SelectMany(VoicesIn)
            .OrderBy(v => v.Voter.Name, StringComparer.OrdinalIgnoreCase).ThenBy(v => v.Voter.Id, StringComparer.Ordinal).ToArray();
        if (mandates is null || mandates.All.Count == 0)
        {
            return own;
        }

        var byId = own.ToDictionary(v => v.Voter.Id);
        return [.. mandates
            .Votes(own.Select(v => v.Voter), own.Where(v => v.Ballot is not null).ToDictionary(v => v.Voter.Id, v => v.Ballot!.Choice))
            .Select(vote => byId[vote.Voter.Id] with
            {
                Holder = mandates.HolderFor(vote.Voter.Id) is { } holder && byId.TryGetValue(holder, out var held) ? held.Voter.Name : null,
                Via = vote.Via,
                Ballot = vote.Via is { } via ? byId[via].Ballot! with { Reason = null, Principle = null } : byId[vote.Voter.Id].Ballot,
            })];
    }

    private static IEnumerable<Voice> VoicesIn(Document<Box> box)
    {
        var inUrn = box.State.Urn?.TookPart.ToHashSet();
        return box.State.Voters.Select(v => new Voice(v, box.State.Ballots.GetValueOrDefault(v.Id))
        {
            Spoken = box.State.SpokenFor(v.Id),
            InUrn = inUrn?.Contains(v.Id) == true,
        });
    }
}
