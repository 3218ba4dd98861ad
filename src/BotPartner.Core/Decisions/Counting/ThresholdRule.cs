namespace BotPartner.Core.Decisions;

/// <summary>What majority and gradients have in common: adopted when the weight in favour reaches a share.</summary>
/// <remarks>
/// One more ballot in favour never turns adoption into rejection, in the whole and in each constituency: it adds to both sides of
/// the fraction, or to the upper one alone. One more ballot <em>against</em> can help a proposal over a missed quorum, as with
/// every quorum of ballots cast; where that must not be, let the threshold be of the electorate.
/// </remarks>
public abstract class ThresholdRule : Rule
{
    private protected ThresholdRule()
    {
    }

    /// <summary>Whether a ballot is in favour.</summary>
    protected abstract bool Favours(Method method, string content);

    /// <summary>Whether a ballot counts among the votes that the share is of, unless it is of the electorate.</summary>
    protected abstract bool Takes(string content);

    /// <inheritdoc/>
    public override (Result Result, Working Working) Decide(Method method, IReadOnlyList<Paper> papers, Roll roll)
    {
        var whole = ShareOf(method, papers, roll.Total);
        var known = papers.All(p => p.Constituency is not null);
        var parts = known
            ? roll.Constituencies.ToDictionary(c => c.Id, c => ShareOf(method, [.. papers.Where(p => p.Constituency == c.Id)], c.Total))
            : [];
        var everywhere = !method.EachConstituency || (known && parts.Values.All(s => s.Met));
        return (whole.Met && everywhere ? Result.Adopted : Result.Rejected, new Working { Share = whole, ShareOfEach = known ? parts : null });
    }

    private Share ShareOf(Method method, IReadOnlyList<Paper> papers, Weight electorate)
    {
        var threshold = method.Threshold ?? Threshold.Half;
        var votes = Sum(papers, p => Favours(method, p.Content));
        var of = method.OfElectorate ? electorate : Sum(papers, p => Takes(p.Content));
        return new(votes, of, threshold.ToString(), threshold.IsMet(votes, of));
    }
}

/// <summary>For, against or abstain. Abstentions count for the quorum, and against it only where the share is of the electorate.</summary>
public sealed class MajorityRule : ThresholdRule
{
    private static readonly string[] All = [Choice.For, Choice.Against, Choice.Abstain];

    internal MajorityRule()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices(Method method) => All;

    /// <inheritdoc/>
    protected override bool Favours(Method method, string content) => content == Choice.For;

    /// <inheritdoc/>
    protected override bool Takes(string content) => content is Choice.For or Choice.Against;
}

/// <summary>
/// Five levels from <see cref="Choice.Endorse"/> to <see cref="Choice.Oppose"/>. Adopted when those on the upper two levels
/// (or three, <see cref="Method.Supporting"/>) reach the share of <em>all</em> who took part (or of the electorate): who is of
/// mixed feelings took part, and is not yet in support. The lowest level is a vote like the others, unless
/// <see cref="Method.Veto"/> is set: then one of it stops the proposal, whatever its weight, and must say why.
/// </summary>
/// <remarks>To move a ballot up never turns adoption into rejection; nor does one more ballot on a supporting level.</remarks>
public sealed class GradientsRule : ThresholdRule
{
    private static readonly string[] All = [Choice.Endorse, Choice.Support, Choice.Mixed, Choice.Doubt, Choice.Oppose];

    internal GradientsRule()
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices(Method method) => All;

    /// <inheritdoc/>
    public override bool NeedsReason(Method method, string content) => method.Veto && content == Choice.Oppose;

    /// <inheritdoc/>
    public override (Result Result, Working Working) Decide(Method method, IReadOnlyList<Paper> papers, Roll roll)
    {
        var (result, working) = base.Decide(method, papers, roll);
        return (method.Veto && papers.Any(p => p.Content == Choice.Oppose) ? Result.Objected : result, working);
    }

    /// <inheritdoc/>
    protected override bool Favours(Method method, string content) => Array.IndexOf(All, content) < (method.Supporting ?? 2);

    /// <inheritdoc/>
    protected override bool Takes(string content) => true;
}
