using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>A milestone as it was typed or filled in, not yet understood.</summary>
/// <param name="Title">What shall be reached.</param>
/// <param name="On">By when.</param>
/// <param name="Owners">Names or ids of partners, with commas between.</param>
/// <param name="Indicator">How we will know.</param>
/// <param name="Decision">The number of a decision.</param>
public sealed record Drafted(string Title, string On, string Owners, string Indicator, string Decision)
{
    /// <summary>Nothing yet.</summary>
    public static readonly Drafted Blank = new("", "", "", "", "");

    /// <summary>How it was measured, of one that is done.</summary>
    public string Measured { get; init; } = "";
}

/// <summary>Reads <c>TITLE by DATE [owner PARTNER[, PARTNER]] [| indicator WORDS] [| decision 12]</c> in any language.</summary>
public sealed class MilestoneWords(Texts texts, DayWords days)
{
    /// <summary>What was understood; where no day was, all of the rest is the title. A title may itself hold the words between.</summary>
    public Drafted Parse(string typed, LocalDate today)
    {
        var (head, indicator, decision) = (new List<string>(), "", "");
        foreach (var part in typed.Split('|', StringSplitOptions.TrimEntries))
        {
            if (head.Count > 0 && After(part, "milestone.words.indicator") is { } known)
            {
                indicator = indicator.Length == 0 ? known : $"{indicator} | {known}";
            }
            else if (head.Count > 0 && decision.Length == 0 && After(part, "milestone.words.decision") is { } number)
            {
                decision = number;
            }
            else
            {
                head.Add(part);
            }
        }

        var whole = string.Join(" | ", head);
        foreach (var (before, after) in Splits(whole, "milestone.words.by"))
        {
            if (days.Read(after, today) is not null)
            {
                return new(before, after, "", indicator, decision);
            }

            foreach (var (on, owners) in Splits(after, "milestone.words.owner"))
            {
                if (days.Read(on, today) is not null)
                {
                    return new(before, on, owners, indicator, decision);
                }
            }
        }

        return new(whole, "", "", indicator, decision);
    }

    /// <summary>What follows one of the words that the catalogue has under this key; null if it begins with none.</summary>
    private string? After(string part, string key)
    {
        foreach (var word in Spellings(key).OrderByDescending(w => w.Length))
        {
            var count = word.Count(c => c == ' ') + 1;
            var typed = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (typed.Length > count && Words.Fold(string.Join(' ', typed.Take(count))).TrimEnd(':') == Words.Fold(word))
            {
                return Verbs.After(part, count);
            }
        }

        return null;
    }

    /// <summary>Every way to cut the words at one of the catalogue's separators, the last cut first, and of those at one place the longest.</summary>
    private IEnumerable<(string Before, string After)> Splits(string typed, string key) => Spellings(key)
        .SelectMany(w => Indices(typed, $" {w} ").Select(at => (At: at, Length: w.Length + 2)))
        .OrderByDescending(c => c.At + c.Length).ThenBy(c => c.At)
        .Select(c => (typed[..c.At].Trim(), typed[(c.At + c.Length)..].Trim()))
        .Where(c => c.Item1.Length > 0);

    private IEnumerable<string> Spellings(string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Distinct();

    private static IEnumerable<int> Indices(string typed, string word)
    {
        for (var at = typed.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = typed.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            yield return at;
        }
    }
}
