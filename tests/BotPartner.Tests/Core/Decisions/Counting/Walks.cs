using System.Numerics;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>Schulze's method from its definition: every path without a circle is walked, and the best kept.</summary>
internal static class Walks
{
    public static (string Result, string Working) Rank(int options, (string Content, BigInteger Weight)[] spoken)
    {
        var ballots = spoken.Where(s => s.Content != "abstain").Select(s => (Ranks: Ranks(s.Content), s.Weight)).ToArray();
        var prefer = new BigInteger[options, options];
        foreach (var (ranks, weight) in ballots)
        {
            for (var a = 0; a < options; a++)
            {
                for (var b = 0; b < options; b++)
                {
                    prefer[a, b] += ranks.GetValueOrDefault(a + 1, 99) < ranks.GetValueOrDefault(b + 1, 99) ? weight : 0;
                }
            }
        }

        var strength = new BigInteger[options, options];
        for (var a = 0; a < options; a++)
        {
            Walk(prefer, a, a, 1 << a, null, (b, weakest) => strength[a, b] = BigInteger.Max(strength[a, b], weakest));
        }

        var tier = Enumerable.Range(0, options).Select(o => Depth(strength, o)).ToArray();
        var order = tier.Distinct().Order().Select(t => string.Join('=', Enumerable.Range(1, options).Where(o => tier[o - 1] == t)));
        return (tier.Count(t => t == 0) > 1 ? "Tied" : "Chosen", $"{Table(prefer)}|{Table(strength)}|{string.Join('>', order)}");
    }

    /// <summary>How long the longest row of options is that stand before this one.</summary>
    private static int Depth(BigInteger[,] strength, int option)
    {
        var depth = 0;
        for (var other = 0; other < strength.GetLength(0); other++)
        {
            if (strength[other, option] > strength[option, other])
            {
                depth = Math.Max(depth, 1 + Depth(strength, other));
            }
        }

        return depth;
    }

    private static void Walk(BigInteger[,] prefer, int start, int at, int visited, BigInteger? weakest, Action<int, BigInteger> arrived)
    {
        for (var next = 0; next < prefer.GetLength(0); next++)
        {
            if ((visited & (1 << next)) == 0 && prefer[at, next] > prefer[next, at])
            {
                var now = weakest is { } w ? BigInteger.Min(w, prefer[at, next]) : prefer[at, next];
                arrived(next, now);
                Walk(prefer, start, next, visited | (1 << next), now, arrived);
            }
        }
    }

    private static Dictionary<int, int> Ranks(string content)
    {
        var ranks = new Dictionary<int, int>();
        var rank = 0;
        var number = 0;
        foreach (var c in content["rank:".Length..] + ">")
        {
            if (char.IsDigit(c))
            {
                number = (number * 10) + (c - '0');
                continue;
            }

            ranks[number] = rank;
            number = 0;
            rank += c == '>' ? 1 : 0;
        }

        return ranks;
    }

    private static string Table(BigInteger[,] table) => string.Join(' ', table.Cast<BigInteger>());
}
