namespace BotPartner.Core.Decisions;

/// <summary>A voter with what counts for it; null if nothing does.</summary>
/// <param name="Voter">Whose vote it is.</param>
/// <param name="Content">What it says, in canonical form.</param>
/// <param name="Via">The voter that spoke under a mandate; null for the voter's own word.</param>
public sealed record Vote(Voter Voter, string? Content, string? Via = null);

/// <summary>The rule book: ballots to an outcome, in whole numbers only.</summary>
public static class Count
{
    private static readonly Dictionary<string, int> Empty = [];

    /// <summary>The smallest whole number that is at least so many percent of so many.</summary>
    public static int Needed(int percent, int electorate) => (int)((((long)percent * electorate) + 99) / 100);

    /// <summary>The least number of voters that meets the quorum, each counting for one.</summary>
    public static int Needed(Terms terms, int electorate) => Least(terms, Needed(terms.QuorumPercent, electorate));

    /// <summary>Whether more are needed than the percentage says: so few would give one another away.</summary>
    public static bool Raised(Terms terms, int electorate) => Needed(terms, electorate) > Needed(terms.QuorumPercent, electorate);

    /// <summary>Counts ballots that are known only by what they say: one voter, one vote.</summary>
    /// <param name="method">How.</param>
    /// <param name="quorumPercent">1 to 100.</param>
    /// <param name="electorate">How many may vote.</param>
    /// <param name="choices">What each ballot says, in any order.</param>
    public static Outcome Of(Method method, int quorumPercent, int electorate, IEnumerable<string> choices)
    {
        var papers = choices.Select(c => new Paper(c, Weight.One, null)).ToArray();
        var needed = Needed(quorumPercent, electorate);
        var turnout = new Turnout(Weight.Of(papers.Length), Weight.Of(electorate), Weight.Of(needed), papers.Length > 0 && papers.Length >= needed, []);
        return Decide(method, papers, new(Weight.Of(electorate), []), new(Result.NoQuorum, electorate, papers.Length, needed, Empty) { Working = new() { Turnout = turnout } });
    }

    /// <summary>Counts the votes of voters.</summary>
    /// <param name="terms">How.</param>
    /// <param name="votes">One for each of the electorate, in any order.</param>
    public static Outcome Of(Terms terms, IReadOnlyCollection<Vote> votes)
    {
        var weights = Weights.Of([.. votes.Select(v => v.Voter)], terms.CapPercent);
        var cast = votes.Where(v => v.Content is not null).ToArray();
        var turnout = TurnoutOf(terms, [.. votes.Select(v => v.Voter)], cast.Select(v => v.Voter.Id).ToHashSet(), weights);
        return Decide(
            terms.Method,
            [.. cast.Select(v => new Paper(v.Content!, weights[v.Voter.Id], v.Voter.Constituency))],
            RollOf(votes.Select(v => v.Voter), weights),
            Before(terms, votes.Count, cast.Length, weights, turnout));
    }

    /// <summary>Counts an urn. Without its quorum it is not opened: its <see cref="Outcome.Counts"/> are empty.</summary>
    /// <param name="terms">How; anonymous.</param>
    /// <param name="voters">The electorate.</param>
    /// <param name="tookPart">Who of it did.</param>
    /// <param name="choices">What the ballots say, in any order.</param>
    public static Outcome Of(Terms terms, IReadOnlyCollection<Voter> voters, IReadOnlySet<string> tookPart, IEnumerable<string> choices)
    {
        var weights = Weights.Of(voters, null);
        var turnout = TurnoutOf(terms, voters, tookPart, weights);
        var before = Before(terms, voters.Count, tookPart.Count, weights, turnout);
        return turnout.Met
            ? Decide(terms.Method, [.. choices.Select(c => new Paper(c, Weight.One, null))], RollOf(voters, weights), before)
            : before;
    }

    /// <summary>A share in tenths of a percent, rounded half up: 2 of 3 is 667.</summary>
    public static long PerMille(long part, long whole) => whole == 0 ? 0 : (long)((((Int128)part * 2000) + whole) / ((Int128)whole * 2));

    private static Outcome Before(Terms terms, int voters, int cast, IReadOnlyDictionary<string, Weight> weights, Turnout turnout) => new(
        Result.NoQuorum, voters, cast, weights.Values.Distinct().Count() > 1 ? 0 : Needed(terms, voters), Empty)
    {
        Working = new() { Turnout = turnout },
    };

    private static int Least(Terms terms, int needed) => terms.Anonymous ? Math.Max(needed, Terms.LeastAnonymous) : needed;

    private static Turnout TurnoutOf(Terms terms, IReadOnlyCollection<Voter> voters, IReadOnlySet<string> tookPart, IReadOnlyDictionary<string, Weight> weights)
    {
        var total = Weight.Sum(weights.Values);
        var cast = Weight.Sum(voters.Where(v => tookPart.Contains(v.Id)).Select(v => weights[v.Id]));
        var step = weights.Values.All(w => w.IsWhole) ? 100 * Weight.Unit : 100;
        var share = (((Int128)terms.QuorumPercent * total.Millionths) + step - 1) / step * step / 100;
        var needed = terms.Anonymous && share < Weight.Of(Terms.LeastAnonymous).Millionths ? Weight.Of(Terms.LeastAnonymous) : new((long)share);
        var constituencies = voters.GroupBy(v => v.Constituency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ConstituencyTurnout(g.Key, g.Count(), g.Count(v => tookPart.Contains(v.Id)))).ToArray();
        var everywhere = !terms.EachConstituency || constituencies.All(c => c.Cast > 0);
        return new(cast, total, needed, cast > Weight.Zero && cast >= needed && everywhere, constituencies);
    }

    private static Roll RollOf(IEnumerable<Voter> voters, IReadOnlyDictionary<string, Weight> weights) => new(
        Weight.Sum(weights.Values),
        [.. voters.GroupBy(v => v.Constituency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, Weight.Sum(g.Select(v => weights[v.Id]))))]);

    private static Outcome Decide(Method method, IReadOnlyList<Paper> papers, Roll roll, Outcome before)
    {
        var (result, working) = method.Rule.Decide(method, papers, roll);
        return before with
        {
            Result = before.Quorate ? result : Result.NoQuorum,
            Counts = method.Rule.Tally(method, papers.Select(p => p.Content)),
            Working = working with { Turnout = before.Working!.Turnout },
        };
    }
}
