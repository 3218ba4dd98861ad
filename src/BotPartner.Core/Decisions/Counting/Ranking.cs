namespace BotPartner.Core.Decisions;

/// <summary>
/// Options in order, by their places from 1; those of equal rank together, ascending. Wire form: <c>rank:2&gt;1=4&gt;3</c>.
/// What is not named comes last, all together.
/// </summary>
public sealed record Ranking(IReadOnlyList<IReadOnlyList<int>> Ranks)
{
    /// <summary>What the wire form begins with.</summary>
    public const string Prefix = "rank:";

    /// <summary>Reads the wire form; null if it is none. An option named twice stays so, for the rule to see.</summary>
    public static Ranking? Parse(string content)
    {
        if (!content.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var ranks = content[Prefix.Length..].Split('>').Select(r => Places.Parse(r, '=')).ToArray();
        return ranks.Contains(null) ? null : new(ranks!);
    }

    /// <summary>The rank of each of so many options, from 0.</summary>
    public int[] Of(int options)
    {
        var rank = new int[options];
        Array.Fill(rank, Ranks.Count);
        for (var r = 0; r < Ranks.Count; r++)
        {
            foreach (var option in Ranks[r])
            {
                rank[option - 1] = r;
            }
        }

        return rank;
    }

    /// <inheritdoc/>
    public override string ToString() => Prefix + string.Join('>', Ranks.Select(r => string.Join('=', r)));
}
