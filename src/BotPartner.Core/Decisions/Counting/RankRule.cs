using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>
/// The method of Markus Schulze, with winning votes. <see cref="Pairwise"/>: how much weight prefers each option to each other.
/// <see cref="StrongestPaths"/>: how strong a chain of victories leads from one to the other. An option stands before another when
/// its strongest path there is stronger than the one back. The first tier are the options that none stands before, the
/// next those that none of the rest stands before, and so on. Several in the first tier are tied.
/// </summary>
/// <remarks>
/// To move the winner up on a ballot never makes it lose. One more ballot that prefers the winner to another option can hand the
/// win to that other: H. Moulin showed it of every method that chooses the option which beats each other one by pairs.
/// </remarks>
public sealed class RankRule : Rule
{
    /// <summary>What rankings are tallied under.</summary>
    public const string Ranked = "rank";

    internal RankRule()
    {
    }

    /// <inheritdoc/>
    public override bool TakesOptions => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices(Method method) => [Choice.Abstain];

    /// <inheritdoc/>
    public override Reading Read(Method method, string content) => content == Choice.Abstain ? content : Ranking.Parse(content) switch
    {
        null => Reading.Wrong(content, Text.Say("ballot.choice.missing")),
        { Ranks: var ranks } when ranks.Any(r => r.Any(o => o > method.Options!.Count)) => Reading.Wrong(content, Text.Say("ballot.option.unknown")),
        { Ranks: var ranks } when ranks.Sum(r => r.Count) > ranks.SelectMany(r => r).Distinct().Count() => Reading.Wrong(content, Text.Say("ballot.option.twice")),
        { } ranking => ranking.ToString(),
    };

    /// <inheritdoc/>
    public override Text Label(Method method, string content) => Ranking.Parse(content) is { } ranking
        ? new Text.Joined(Between([.. ranking.Ranks.Select(r => new Text.Joined(Between([.. r.Select(o => new Text.Verbatim(method.Options![o - 1]))], " = ")))], " > "))
        : base.Label(method, content);

    /// <inheritdoc/>
    public override (Result Result, Working Working) Decide(Method method, IReadOnlyList<Paper> papers, Roll roll)
    {
        var pairwise = Pairwise.Of(method.Options!.Count, papers.Select(p => (Ranking.Parse(p.Content), p.Weight)));
        var paths = StrongestPaths.Of(pairwise);
        var tiers = StrongestPaths.Tiers(paths);
        return (Decisions.Tiers.ResultOf(tiers), new Working { Pairwise = pairwise, Paths = paths, Tiers = tiers });
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Columns(Method method) => [Ranked, Choice.Abstain];

    /// <inheritdoc/>
    protected override IEnumerable<string> ColumnsOf(string content) => [content == Choice.Abstain ? content : Ranked];

    private static List<Text> Between(IReadOnlyList<Text> items, string sign) =>
        [.. items.SelectMany((item, i) => i == 0 ? [item] : new[] { new Text.Verbatim(sign), item })];
}
