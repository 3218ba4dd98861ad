using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>The hours in which people are written to unasked: from nine to five where they are.</summary>
public static class Decent
{
    private const int From = 9;
    private const int Until = 17;

    /// <summary>This moment if it is one, else the next nine o'clock.</summary>
    public static Instant Next(Instant moment, DateTimeZone zone)
    {
        var local = moment.InZone(zone);
        return local.Hour is >= From and < Until ? moment
            : Morning(local.Hour < From ? local.Date : local.Date.PlusDays(1), zone);
    }

    /// <summary>Nine o'clock of a day.</summary>
    public static Instant Morning(LocalDate day, DateTimeZone zone) => Deadline.Moment(day.At(new LocalTime(From, 0)), zone);

    /// <summary>A zone by its name; UTC for one that is not known.</summary>
    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
