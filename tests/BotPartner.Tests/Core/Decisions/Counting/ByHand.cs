using System.Globalization;
using System.Numerics;
using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>
/// The rules once more, by another way of thinking: big integers, strings taken apart with nothing of the product, caps in closed
/// form, ceilings by looking, strongest paths by walking every path. Slow and plain; the product must say the same.
/// </summary>
internal static class ByHand
{
    /// <summary>The outcome in one line.</summary>
    public static string Count(Election election)
    {
        var terms = election.Terms;
        var votes = election.Votes;
        var weights = Capped([.. votes.Select(v => Millionths(v.Voter.Weight?.ToString() ?? "1"))], terms.CapPercent);
        var total = Sum(weights);
        var cast = Sum(weights.Where((_, i) => votes[i].Content is not null));
        var needed = Ceiling(terms.QuorumPercent, total, weights.All(w => w % 1_000_000 == 0) ? 1_000_000 : 1);
        var silent = votes.Select(v => v.Voter.Constituency).Distinct().Any(c => votes.All(v => v.Voter.Constituency != c || v.Content is null));
        var quorate = cast > 0 && cast >= needed && !(terms.EachConstituency && silent);
        var spoken = votes.Select((v, i) => (v.Content, Weight: weights[i], v.Voter.Constituency)).Where(v => v.Content is not null).Select(v => (v.Content!, v.Weight, v.Constituency)).ToArray();
        var everyone = votes.Select((v, i) => (v.Voter.Constituency, Weight: weights[i])).ToArray();
        var (result, working) = terms.Method.Id switch
        {
            Method.ConsentId => (Array.Exists(spoken, s => s.Item1 == "object") ? "Objected" : "Adopted", ""),
            Method.ChooseId => Choose(terms.Method, spoken),
            Method.RankId => Walks.Rank(terms.Method.Options!.Count, [.. spoken.Select(s => (s.Item1, s.Weight))]),
            _ => Shares(terms.Method, spoken, everyone),
        };
        return $"{(quorate ? result : "NoQuorum")} {cast}/{total}>={needed} {working}";
    }

    /// <summary>What weights come to: the level from the fraction it is, tried with ever more of the heaviest cut down.</summary>
    public static BigInteger[] Capped(BigInteger[] weights, int? cap)
    {
        if (cap is not { } c)
        {
            return weights;
        }

        var sorted = weights.OrderDescending().ToArray();
        var level = sorted[^1];
        for (var cut = 0; cut < sorted.Length; cut++)
        {
            var rest = Sum(sorted.Skip(cut));
            var whole = 100 - (c * cut);
            if (whole > 0 && c * rest >= whole * sorted[cut])
            {
                level = cut == 0 ? sorted[0] : BigInteger.Divide(c * rest, whole);
                break;
            }
        }

        return [.. weights.Select(w => BigInteger.Min(w, level))];
    }

    public static BigInteger Millionths(string weight)
    {
        var point = weight.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? weight + "000000" : weight[..point] + weight[(point + 1)..].PadRight(6, '0');
        return BigInteger.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static (string Result, string Working) Shares(
        Method method, (string Content, BigInteger Weight, string Constituency)[] spoken, (string Constituency, BigInteger Weight)[] everyone)
    {
        string[] yes = method.Id == Method.MajorityId ? ["for"] : method.Supporting == 3 ? ["endorse", "support", "mixed"] : ["endorse", "support"];
        string Of(Func<string, bool> where, out bool met)
        {
            var votes = Sum(spoken.Where(s => where(s.Constituency) && yes.Contains(s.Content)).Select(s => s.Weight));
            var of = method.OfElectorate
                ? Sum(everyone.Where(e => where(e.Constituency)).Select(e => e.Weight))
                : Sum(spoken.Where(s => where(s.Constituency) && s.Content != "abstain").Select(s => s.Weight));
            var threshold = method.Threshold ?? new(1, 2, true);
            var over = (votes * threshold.Denominator) - (of * threshold.Numerator);
            met = of > 0 && (over > 0 || (over.IsZero && !threshold.Strict));
            return $"{votes}/{of}:{met}";
        }

        var working = Of(_ => true, out var met);
        foreach (var constituency in everyone.Select(e => e.Constituency).Distinct().Order(StringComparer.Ordinal))
        {
            working += $" {constituency} {Of(c => c == constituency, out var here)}";
            met &= here || !method.EachConstituency;
        }

        var vetoed = method.Veto && Array.Exists(spoken, s => s.Content == "oppose");
        return (vetoed ? "Objected" : met ? "Adopted" : "Rejected", working);
    }

    private static (string Result, string Working) Choose(Method method, (string Content, BigInteger Weight, string Constituency)[] spoken)
    {
        var scores = Enumerable.Range(1, method.Options!.Count).ToDictionary(
            o => o, o => Sum(spoken.Where(s => $",{s.Content.Split(':')[^1]},".Contains($",{o},", StringComparison.Ordinal)).Select(s => s.Weight)));
        var best = scores.Values.Max();
        var order = scores.Values.Distinct().OrderDescending().Select(score => string.Join('=', scores.Where(s => s.Value == score).Select(s => s.Key)));
        return (scores.Values.Count(s => s == best) > 1 ? "Tied" : "Chosen", $"{string.Join(' ', scores.Values)} {string.Join('>', order)}");
    }

    private static BigInteger Ceiling(int percent, BigInteger of, BigInteger step)
    {
        var near = percent * of / 100 / step * step;
        while (near * 100 < percent * of)
        {
            near += step;
        }

        return near;
    }

    private static BigInteger Sum(IEnumerable<BigInteger> items) => items.Aggregate(BigInteger.Zero, (a, b) => a + b);
}
