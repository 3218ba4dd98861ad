using System.Globalization;
using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Tensions;

/// <summary>Reads what is typed about the protocol, in any language. What a form sends is read the same way.</summary>
public sealed partial class AgreeWords(Texts texts)
{
    private const int MostWords = 4;

    /// <summary>The field whose word comes first, and what follows it as it was typed; null if none does.</summary>
    public (AgreedField Field, string Value)? Split(string typed) =>
        First(typed, AgreedFields.All, f => f.Id) is var (field, value) ? (field, value) : null;

    /// <summary>The stage whose guide is meant (null if it is not said which), and what follows; null if it is not about guides.</summary>
    public (Stage? Stage, string Value)? Guide(string typed) =>
        First(typed, ["guide"], w => w) is not var (_, rest) ? null
        : First(rest, Stages.All, s => s.Id()) is var (stage, value) ? (stage, value) : (null, rest);

    /// <summary>Whether it is to be taken away.</summary>
    public bool Off(string typed) => typed.Length == 0 || Is(typed, "off");

    /// <summary>Whether it is to be as it usually is.</summary>
    public bool Usual(string typed) => Is(typed, "usual");

    /// <summary>A number of days, with or without the word.</summary>
    public int? Days(string typed)
    {
        var plain = Plain(typed).Trim();
        var digits = string.Concat(plain.TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && (plain[digits.Length..].Trim() is var unit && unit.Length == 0 || Is(unit, "day")) ? days : null;
    }

    /// <summary>Days of a week, as in <c>mon-fri</c>, <c>Monday to Wednesday and Friday</c> or <c>1,2,3</c>; null if something else is said.</summary>
    public IReadOnlyList<int>? Week(string typed)
    {
        var days = new SortedSet<int>();
        var (last, until) = (0, false);
        foreach (var word in Dashes().Replace(Words.Fold(typed), " - ").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "-" || Is(word, "to"))
            {
                if (last == 0 || until)
                {
                    return null;
                }

                until = true;
            }
            else if (Day(word) is { } day)
            {
                for (var d = until ? last : day; d != day; d = (d % 7) + 1)
                {
                    days.Add(d);
                }

                days.Add(day);
                (last, until) = (day, false);
            }
            else if (!Is(word, "and"))
            {
                return null;
            }
        }

        return days.Count == 0 || until ? null : [.. days];
    }

    /// <summary>Whole hours of a day, as in <c>9-17</c>, <c>8h à 16h</c> or <c>9 am to 5 pm</c>; null if something else is said.</summary>
    public static (int From, int Until)? Hours(string typed)
    {
        var said = Span().Match(Dashes().Replace(Words.Fold(typed), "-"));
        if (!said.Success || said.Groups["fromhalf"].Success != said.Groups["untilhalf"].Success)
        {
            return null;
        }

        var (from, until) = (Hour("from"), Hour("until"));

        // Midnight is where a day ends, too.
        until = until == 0 && said.Groups["untilhalf"].Success ? 24 : until;
        return from is >= 0 and <= 23 && until <= 24 && from < until ? (from, until) : null;

        int Hour(string which)
        {
            var hour = int.Parse(said.Groups[which].Value, CultureInfo.InvariantCulture);
            return said.Groups[which + "half"].Value switch
            {
                "" => hour,
                _ when hour is 0 or > 12 => -1,
                "am" => hour % 12,
                _ => (hour % 12) + 12,
            };
        }
    }

    /// <summary>Without the invisible characters that writing from right to left brings along.</summary>
    public static string Plain(string typed) => string.Concat(typed.Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format));

    private int? Day(string word) => word is [>= '1' and <= '7'] ? word[0] - '0'
        : Enumerable.Range(1, 7).Where(d => Is(word, $"day.{d}")).Select(d => (int?)d).FirstOrDefault();

    private bool Is(string typed, string id)
    {
        var bare = Words.Fold(typed).Trim('.', '!', ':', '=', ' ');
        return Texts.Languages.SelectMany(l => texts.Raw($"protocol.words.{id}", l).Split('|')).Any(w => Words.Fold(w) == bare);
    }

    private (T Named, string Left)? First<T>(string typed, IEnumerable<T> all, Func<T, string> id)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(MostWords, words.Length); count > 0; count--)
        {
            var said = string.Join(' ', words.Take(count));
            foreach (var named in all)
            {
                if (Is(said, id(named)))
                {
                    return (named, Verbs.After(typed, count));
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@" ?[\-\u2010-\u2015\u2212] ?", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^((from|de|du|entre|between) )?(?<from>[0-9]{1,2})([:.h]00|h| ?h| ?(?<fromhalf>am|pm))?(-| ?(to|until|a|hasta|jusqu'a|et|y|and) )(las )?(?<until>[0-9]{1,2})([:.h]00|h| ?h| ?(?<untilhalf>am|pm))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Span();
}
