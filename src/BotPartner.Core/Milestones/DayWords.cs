using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>Reads days as people type them, in any language: <c>2027-03-01</c>, <c>in 6m</c>, <c>friday</c>, <c>1 March 2027</c>, <c>1er mars</c>.</summary>
public sealed class DayWords(Texts texts, TimeWords times)
{
    private static readonly string[] Fillers = ["de", "del", "of", "the", "le", "el", "on"];
    private static readonly string[] Ordinals = ["st", "nd", "rd", "th", "er", "o"];

    /// <summary>The day that is meant; null if none is.</summary>
    public LocalDate? Read(string typed, LocalDate today)
    {
        var words = Words.Fold(typed).TrimEnd('.', '!');
        return words.Length is 0 or > 60 ? null
            : TimeWords.Date(words, today)
            ?? (times.Deadline(words) is { Deadline: Deadline.On { Day: var day } } && !words.Contains(' ', StringComparison.Ordinal) ? today.DayOfWeek == day ? today : today.Next(day) : Named(words, today));
    }

    /// <summary>A day with its month in words; without a year the next one that comes.</summary>
    private LocalDate? Named(string words, LocalDate today)
    {
        int? day = null, month = null, year = null;
        foreach (var word in words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(w => !Fillers.Contains(w)))
        {
            if (month is null && MonthOf(word) is { } named)
            {
                month = named;
            }
            else if (day is null && Plain(word) is >= 1 and <= 31 and var date)
            {
                day = date;
            }
            else if (year is null && word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said >= 1000)
            {
                year = said;
            }
            else
            {
                return null;
            }
        }

        if (day is not { } d || month is not { } m)
        {
            return null;
        }

        // The twenty-ninth of February comes once in four years, or in eight.
        foreach (var y in year is { } only ? [only] : Enumerable.Range(today.Year, 9))
        {
            if (d <= CalendarSystem.Iso.GetDaysInMonth(y, m) && (year is not null || new LocalDate(y, m, d) >= today))
            {
                return new(y, m, d);
            }
        }

        return null;
    }

    private static int? Plain(string word)
    {
        var digits = Ordinals.FirstOrDefault(o => word.EndsWith(o, StringComparison.Ordinal)) is { } ending ? word[..^ending.Length] : word;
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    private int? MonthOf(string word) => word.Length < 3 ? null : Enumerable.Range(1, 12)
        .Where(m => Texts.Languages.Any(l => Words.Fold(texts.Raw($"date.month.{m}", l)) is var name && (name == word || (word.Length == 3 && name.StartsWith(word, StringComparison.Ordinal)))))
        .Cast<int?>().FirstOrDefault();
}

/// <summary>Days as people read them.</summary>
public static class Days
{
    /// <summary>A day, e.g. <c>1 March 2027</c>.</summary>
    public static Text Say(LocalDate day) =>
        Text.Say("milestone.date", ("day", day.Day), ("month", new Text.Said($"date.month.{day.Month}")), ("year", day.Year));

    /// <summary>The day of a moment.</summary>
    public static Text Say(Instant moment, string zone) => Say(moment.InZone(Decent.Zone(zone)).Date);
}
