namespace BotPartner.Core.Decisions;

/// <summary>What each voter weighs once the cap has been applied.</summary>
/// <remarks>
/// The cap is a share of the weight <em>that is counted</em>, not of what was agreed before: nobody holds more than it. All that
/// is above a level is cut down to the level, and the level is the highest of six decimals for which
/// <c>100 · level ≤ cap · Σ min(weight, level)</c>. With too few voters no level will do (three voters cannot each hold at most
/// 30%): then all count alike, which is as near to the cap as can be.
/// </remarks>
public static class Weights
{
    /// <summary>The weights by <see cref="Voter.Id"/>.</summary>
    /// <param name="voters">As frozen when the decision opened.</param>
    /// <param name="capPercent">1 to 100, or null for no cap.</param>
    public static IReadOnlyDictionary<string, Weight> Of(IReadOnlyCollection<Voter> voters, int? capPercent)
    {
        var level = capPercent is { } cap && voters.Count > 0 ? Level([.. voters.Select(v => v.Weighs)], cap) : new(long.MaxValue);
        return voters.ToDictionary(v => v.Id, v => v.Weighs < level ? v.Weighs : level);
    }

    /// <summary>The level that weights are cut down to: searched for by halves, since what fits at one level fits at all below.</summary>
    public static Weight Level(IReadOnlyCollection<Weight> weights, int capPercent)
    {
        long fits = weights.Min().Millionths, above = weights.Max().Millionths + 1;
        while (above - fits > 1)
        {
            var middle = fits + ((above - fits) / 2);
            if ((Int128)100 * middle <= (Int128)capPercent * weights.Sum(w => Math.Min(w.Millionths, middle)))
            {
                fits = middle;
            }
            else
            {
                above = middle;
            }
        }

        return new(fits);
    }
}
