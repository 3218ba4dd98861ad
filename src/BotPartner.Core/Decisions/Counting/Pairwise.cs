namespace BotPartner.Core.Decisions;

/// <summary>The table that ranks options by pairs: row before column.</summary>
public static class Pairwise
{
    /// <summary>The weight of ballots that put the row's option before the column's; equal ranks prefer neither.</summary>
    /// <param name="options">How many.</param>
    /// <param name="rankings">With their weights; null for an abstention.</param>
    public static Weight[][] Of(int options, IEnumerable<(Ranking? Ranking, Weight Weight)> rankings)
    {
        var table = Enumerable.Range(0, options).Select(_ => new Weight[options]).ToArray();
        foreach (var (ranking, weight) in rankings)
        {
            if (ranking?.Of(options) is not { } rank)
            {
                continue;
            }

            for (var row = 0; row < options; row++)
            {
                for (var column = 0; column < options; column++)
                {
                    if (rank[row] < rank[column])
                    {
                        table[row][column] += weight;
                    }
                }
            }
        }

        return table;
    }
}

/// <summary>
/// Schulze's strongest paths. A victory of one option over another is as strong as the weight that prefers it (winning votes), a
/// path as strong as its weakest victory. Found as the widest paths are by Floyd and Warshall.
/// </summary>
public static class StrongestPaths
{
    /// <summary>The strength of the strongest path from the row's option to the column's; zero if there is none.</summary>
    public static Weight[][] Of(IReadOnlyList<IReadOnlyList<Weight>> pairwise)
    {
        var n = pairwise.Count;
        var paths = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => pairwise[i][j] > pairwise[j][i] ? pairwise[i][j] : Weight.Zero).ToArray()).ToArray();
        for (var through = 0; through < n; through++)
        {
            for (var from = 0; from < n; from++)
            {
                for (var to = 0; to < n; to++)
                {
                    var weaker = paths[from][through] < paths[through][to] ? paths[from][through] : paths[through][to];
                    if (from != to && weaker > paths[from][to])
                    {
                        paths[from][to] = weaker;
                    }
                }
            }
        }

        return paths;
    }

    /// <summary>The options in tiers, by their places from 1: each tier holds those that none of the rest stands before.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Tiers(IReadOnlyList<IReadOnlyList<Weight>> paths)
    {
        var tiers = new List<int[]>();
        var rest = Enumerable.Range(0, paths.Count).ToArray();
        while (rest.Length > 0)
        {
            // Never empty: Schulze proved that what stands before is transitive.
            var tier = rest.Where(o => !rest.Any(other => paths[other][o] > paths[o][other])).ToArray();
            tiers.Add([.. tier.Select(o => o + 1)]);
            rest = [.. rest.Except(tier)];
        }

        return tiers;
    }
}
