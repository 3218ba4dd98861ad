using System.Globalization;
using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>Reads when something is to come each week, as people type it in any language: <c>weekly MON 09:00</c>, <c>lundi 9h</c>, <c>fri 17.30</c>.</summary>
public sealed partial class WeeklyWords(Texts texts)
{
    private const int ShortestDay = 3;

    /// <summary>Whether it is to come at all; null if neither is said.</summary>
    public bool? Wish(string typed) => Is(typed, "reminders.words.off") ? false : Is(typed, "reminders.words.on") ? true : null;

    /// <summary>The time; what is not said stays as it is. Null if it is none, or says nothing.</summary>
    public Weekly? Read(string typed, Weekly now)
    {
        ArgumentNullException.ThrowIfNull(now);
        IsoDayOfWeek? day = null;
        var hour = "";
        foreach (var word in Words.Fold(typed).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('.', '!')))
        {
            if (char.IsAsciiDigit(word.FirstOrDefault()) || (hour.Length > 0 && Unit().IsMatch(word)))
            {
                hour += word;
            }
            else if (day is null && Weekday(word) is { } found)
            {
                day = found;
            }
            else if (!Is(word, "digest.words.filler"))
            {
                return null;
            }
        }

        return (day, hour) switch
        {
            (null, "") => null,
            ({ } only, "") => now with { Day = only },
            _ => Hour(hour) is { } time ? new(day ?? now.Day, time) : null,
        };
    }

    /// <summary>A time of day as it is typed; null if it is none.</summary>
    public static LocalTime? Hour(string typed)
    {
        if (Clock().Match(Words.Fold(typed).Replace(" ", "", StringComparison.Ordinal)) is not { Success: true } match)
        {
            return null;
        }

        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"] is { Success: true } m ? int.Parse(m.Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"] is { Success: true } half)
        {
            hour = hour is >= 1 and <= 12 ? (hour % 12) + (half.Value == "p" ? 12 : 0) : 24;
        }

        return hour < 24 && minute < 60 ? new LocalTime(hour, minute) : null;
    }

    private IsoDayOfWeek? Weekday(string word)
    {
        foreach (var language in Texts.Languages)
        {
            for (var day = 1; day <= 7; day++)
            {
                var name = Words.Fold(texts.Raw($"date.weekday.{day}", language));
                if ((word.Length >= ShortestDay && name.StartsWith(word, StringComparison.Ordinal)) || word == name + "s")
                {
                    return (IsoDayOfWeek)day;
                }
            }
        }

        return null;
    }

    private bool Is(string typed, string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed).TrimEnd('.', '!'));

    [GeneratedRegex(@"^(h|hs|hrs?|heures?|hours?|horas?|am|pm|a\.?m|p\.?m)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(?<h>\d{1,2})([:.h](?<m>\d{2}))?(h|hs|hrs?|heures?|hours?|horas?)?((?<half>[ap])\.?m\.?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Clock();
}
