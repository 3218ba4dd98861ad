using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary>Reads times as people type them, in any language: <c>in 3d</c>, <c>2026-12-01 17:00</c>, <c>friday 17:00</c>, <c>in 6m</c>.</summary>
public sealed partial class TimeWords(Texts texts)
{
    /// <summary>The hour that is meant where none is said.</summary>
    public static readonly LocalTime EndOfDay = new(18, 0);

    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    /// <summary>When something ends, and whether it is counted from now in any case: a date is, and a span said with its <c>in</c>; null if it is no time.</summary>
    public (Deadline Deadline, bool In)? Deadline(string typed)
    {
        var words = Words.Fold(typed);
        if (Span().Match(words) is { Success: true } span && int.TryParse(span.Groups["n"].Value, out var n) && n is > 0 and <= 1000)
        {
            return (new Deadline.In(span.Groups["unit"].Value[0] switch
            {
                'h' => Period.FromHours(n),
                'w' or 's' => Period.FromWeeks(n),
                'm' => Period.FromMinutes(n),
                _ => Period.FromDays(n),
            }), span.Groups["in"].Length > 0);
        }

        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var time = EndOfDay;
        if (parts.Length is < 1 or > 2 || (parts.Length == 2 && !Hour.Parse(parts[1].Replace('h', ':')).TryGetValue(default, out time)))
        {
            return null;
        }

        return Day.Parse(parts[0]) is { Success: true, Value: var date } ? (new Deadline.At(date.At(time)), true)
            : Weekday(parts[0]) is { } day ? (new Deadline.On(day, time), false)
            : null;
    }

    /// <summary>A day in the future: <c>2027-03-01</c>, <c>in 6m</c> (months here), <c>in 2 weeks</c>; null if it is none.</summary>
    public static LocalDate? Date(string typed, LocalDate today)
    {
        var words = Words.Fold(typed);
        if (Day.Parse(words) is { Success: true, Value: var date })
        {
            return date;
        }

        return Far().Match(words) is { Success: true } span && int.TryParse(span.Groups["n"].Value, out var n) && n is > 0 and <= 1000
            ? span.Groups["unit"].Value[0] switch
            {
                'm' => today.PlusMonths(n),
                'y' or 'a' => today.PlusYears(Math.Min(n, 100)),
                'w' or 's' => today.PlusWeeks(n),
                _ => today.PlusDays(n),
            }
            : null;
    }

    private IsoDayOfWeek? Weekday(string word)
    {
        foreach (var language in Texts.Languages)
        {
            for (var day = 1; day <= 7; day++)
            {
                if (Words.Fold(texts.Raw($"date.weekday.{day}", language)) == word)
                {
                    return (IsoDayOfWeek)day;
                }
            }
        }

        return null;
    }

    [GeneratedRegex(@"^((?<in>in|dans|en|de) ?)?(?<n>\d{1,4}) ?(?<unit>min|minutes?|minutos?|h|heures?|hours?|horas?|d|days?|j|jours?|dias?|w|weeks?|semaines?|semanas?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Span();

    [GeneratedRegex(@"^((in|dans|en|de) ?)?(?<n>\d{1,4}) ?(?<unit>m|mo|months?|mois|mes|meses|y|years?|ans?|a|anos?|d|days?|j|jours?|dias?|w|weeks?|semaines?|semanas?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Far();
}
