using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>
/// One of the options, or as many as the method lets a ballot approve of. The option with the greatest weight of ballots is
/// chosen; if several have it they are tied, and no order or name breaks the tie. Who approves of none abstains.
/// </summary>
/// <remarks>One more ballot for an option never takes the choice away from it.</remarks>
public sealed class ChooseRule : Rule
{
    internal ChooseRule()
    {
    }

    /// <inheritdoc/>
    public override bool TakesOptions => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices(Method method) => method.Approvals is null or 1
        ? [.. Enumerable.Range(1, method.Options?.Count ?? 0).Select(o => new Approval([o]).ToString()), Choice.Abstain]
        : [Choice.Abstain];

    /// <inheritdoc/>
    public override Reading Read(Method method, string content)
    {
        if (content == Choice.Abstain)
        {
            return content;
        }

        var most = method.Approvals ?? 1;
        return Approval.Parse(content) switch
        {
            null => Reading.Wrong(content, Text.Say("ballot.choice.missing")),
            { Options: var chosen } when chosen.Any(o => o > method.Options!.Count) => Reading.Wrong(content, Text.Say("ballot.option.unknown")),
            { Options: var chosen } when chosen.Distinct().Count() < chosen.Count => Reading.Wrong(content, Text.Say("ballot.option.twice")),
            { Options: var chosen } when chosen.Count > most => Reading.Wrong(content, Text.Say("ballot.options.many", ("max", most))),
            { } approval => approval.ToString(),
        };
    }

    /// <inheritdoc/>
    public override Text Label(Method method, string content) => Approval.Parse(content) is { } approval
        ? new Text.Listed([.. approval.Options.Select(o => new Text.Verbatim(method.Options![o - 1]))])
        : base.Label(method, content);

    /// <inheritdoc/>
    public override (Result Result, Working Working) Decide(Method method, IReadOnlyList<Paper> papers, Roll roll)
    {
        var scores = new Weight[method.Options!.Count];
        foreach (var paper in papers)
        {
            foreach (var option in Approval.Parse(paper.Content)?.Options ?? [])
            {
                scores[option - 1] += paper.Weight;
            }
        }

        var tiers = Enumerable.Range(1, scores.Length).GroupBy(o => scores[o - 1]).OrderByDescending(g => g.Key).Select(g => (int[])[.. g]).ToArray();
        return (Tiers.ResultOf(tiers), new Working { Scores = scores, Tiers = tiers });
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Columns(Method method) =>
        [.. Enumerable.Range(1, method.Options!.Count).Select(o => o.ToString()), Choice.Abstain];

    /// <inheritdoc/>
    protected override IEnumerable<string> ColumnsOf(string content) =>
        Approval.Parse(content) is { } approval ? approval.Options.Select(o => o.ToString()) : base.ColumnsOf(content);
}

/// <summary>Options in order, those that nothing puts before one another together.</summary>
internal static class Tiers
{
    /// <summary>A single first one is chosen; several are tied.</summary>
    public static Result ResultOf(IReadOnlyList<IReadOnlyList<int>> tiers) => tiers[0].Count == 1 ? Result.Chosen : Result.Tied;
}
