using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Tensions;

/// <summary>The days and hours in which a partnership works: a tension's limits run in them.</summary>
/// <param name="Days">The working days of a week, as in ISO 8601: 1 for Monday to 7 for Sunday.</param>
/// <param name="From">The hour of the day at which work begins, 0 to 23.</param>
/// <param name="Until">The hour at which it ends, 1 to 24.</param>
public sealed record WorkingTime(IReadOnlyList<int> Days, int From, int Until)
{
    /// <summary>At most so many holidays are kept.</summary>
    public const int MaxHolidays = 366;

    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    /// <summary>Monday to Friday, nine to five, without holidays.</summary>
    public static WorkingTime Default { get; } = new([1, 2, 3, 4, 5], 9, 17);

    /// <summary>Days on which nobody works although the week says so, as ISO 8601 dates.</summary>
    public IReadOnlyList<string> Holidays { get; init; } = [];

    /// <summary>Whether limits can run in it.</summary>
    [JsonIgnore]
    public bool Works => Days.Count > 0 && Days.All(d => d is >= 1 and <= 7) && From >= 0 && From < Until && Until <= 24
        && Holidays.Count <= MaxHolidays && Holidays.All(h => Iso.Parse(h).Success);

    /// <summary>
    /// The moment so many working days later, at the same hour: Friday at three and two days are Tuesday at three. What begins outside
    /// working hours counts from the next ones. In a zone whose clocks change, the hour is that of the clocks there.
    /// </summary>
    /// <param name="from">The moment from which it counts.</param>
    /// <param name="days">How many working days, 0 or more; 0 is the moment itself, or when work begins next.</param>
    /// <param name="zone">Whose days.</param>
    public Instant After(Instant from, int days, DateTimeZone zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentNullException.ThrowIfNull(zone);
        var start = Working(from.InZone(zone).LocalDateTime);
        var day = start.Date;
        for (var left = days; left > 0; left--)
        {
            day = Next(day);
        }

        return days == 0 && start == from.InZone(zone).LocalDateTime ? from : day.At(start.TimeOfDay).InZoneLeniently(zone).ToInstant();
    }

    /// <summary>The moment so many working days later wherever the people are: nobody's time is cut short by where somebody else lives.</summary>
    public Instant After(Instant from, int days, IEnumerable<DateTimeZone> zones) => zones.Max(z => After(from, days, z));

    /// <summary>Whether it is a working day.</summary>
    public bool IsWorking(LocalDate day) => Days.Contains((int)day.DayOfWeek) && !Holidays.Contains(Iso.Format(day), StringComparer.Ordinal);

    /// <summary>A typed list of dates, as ISO 8601; null if one of them is none.</summary>
    public static IReadOnlyList<string>? Dates(string typed)
    {
        var days = typed.Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Iso.Parse).ToArray();
        return days.All(d => d.Success) ? [.. days.Select(d => d.Value).Distinct().Order().Select(d => d.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture))] : null;
    }

    /// <summary>The same moment if people work then, else when they begin next.</summary>
    private LocalDateTime Working(LocalDateTime moment) =>
        !IsWorking(moment.Date) || moment.Hour >= Until ? Next(moment.Date).At(new LocalTime(From, 0))
        : moment.Hour < From ? moment.Date.At(new LocalTime(From, 0))
        : moment;

    /// <summary>The next working day. There always is one: holidays are bounded, and weeks without working days do not work.</summary>
    private LocalDate Next(LocalDate day)
    {
        for (var next = day.PlusDays(1); ; next = next.PlusDays(1))
        {
            if (IsWorking(next))
            {
                return next;
            }
        }
    }
}
