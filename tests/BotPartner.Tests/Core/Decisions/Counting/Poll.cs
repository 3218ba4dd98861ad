using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>An election spelt out: so many times this ballot.</summary>
internal static class Poll
{
    public static readonly Method Half = Method.Majority(Threshold.Half);
    public static readonly Method Gradients = new(Method.GradientsId);

    public static Method Choose(int options, int? approvals = null) => new(Method.ChooseId) { Options = Names(options), Approvals = approvals };

    public static Method Rank(int options) => new(Method.RankId) { Options = Names(options) };

    /// <summary>Counts; whoever is not named stayed silent.</summary>
    public static Outcome Of(Method method, int electorate, params (string Content, int Times)[] ballots) => Of(new Terms(method, 50), electorate, ballots);

    public static Outcome Of(Terms terms, int electorate, params (string Content, int Times)[] ballots)
    {
        var said = ballots.SelectMany(b => Enumerable.Repeat<string?>(b.Content, b.Times)).ToArray();
        return Count.Of(terms, [.. Enumerable.Range(0, electorate).Select(i => new Vote(Voter(i), i < said.Length ? said[i] : null))]);
    }

    public static Voter Voter(int i, string constituency = "business", string? weight = null) =>
        new($"v{i}", $"Voter {i}", constituency) { Weight = weight is null ? null : Weight.Parse(weight) };

    public static string Line(IReadOnlyList<IReadOnlyList<int>>? tiers) => string.Join('>', tiers!.Select(t => string.Join('=', t)));

    public static string[] Rows(IReadOnlyList<IReadOnlyList<Weight>>? table) => [.. table!.Select(r => string.Join(' ', r))];

    private static string[] Names(int options) => [.. Enumerable.Range(1, options).Select(i => $"Option {i}")];
}
