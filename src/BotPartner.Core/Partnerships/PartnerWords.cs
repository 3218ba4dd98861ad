using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>Reads <c>NAME as CONSTITUENCY [in REGION]</c> in any language.</summary>
public sealed class PartnerWords(Texts texts, Constituency constituencies)
{
    /// <summary>What was understood; what was not is null. A name may itself hold the words <c>as</c> and <c>in</c>.</summary>
    public (string Name, string? Constituency, string? Region) Parse(string typed)
    {
        foreach (var (before, after) in Splits(typed, "partner.add.as"))
        {
            if (constituencies.Parse(after) is { } whole)
            {
                return (before, whole, null);
            }

            foreach (var (group, region) in Splits(after, "partner.add.in"))
            {
                if (constituencies.Parse(group) is { } part && region.Length > 0)
                {
                    return (before, part, region);
                }
            }
        }

        return (typed.Trim(), null, null);
    }

    /// <summary>Every way to cut the words at one of the catalogue's separators, the last cut first.</summary>
    private IEnumerable<(string Before, string After)> Splits(string typed, string separators)
    {
        var words = Texts.Languages.SelectMany(l => texts.Raw(separators, l).Split('|')).Distinct().Select(w => $" {w} ");
        return words
            .SelectMany(w => Indices(typed, w).Select(at => (At: at, w.Length)))
            .OrderByDescending(c => c.At)
            .Select(c => (typed[..c.At].Trim(), typed[(c.At + c.Length)..].Trim()));
    }

    private static IEnumerable<int> Indices(string typed, string word)
    {
        for (var at = typed.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = typed.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            yield return at;
        }
    }
}
