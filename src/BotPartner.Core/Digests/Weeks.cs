using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.TimeZones;

namespace BotPartner.Core.Digests;

/// <summary>Weeks by the calendar of a place, and the one moment that something weekly has in each of them. Pure.</summary>
public static class Weeks
{
    private static readonly ZoneLocalMappingResolver Once = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The week that a day is in, named by its Monday.</summary>
    public static LocalDate Of(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    /// <summary>Its moment in a week: of a time that clocks skip the next that there is, of one that they repeat the first.</summary>
    public static Instant Moment(Weekly weekly, LocalDate week, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(weekly);
        return week.PlusDays((int)weekly.Day - 1).At(weekly.Time).InZone(zone, Once).ToInstant();
    }

    /// <summary>The latest week whose moment has come.</summary>
    public static LocalDate Latest(Weekly weekly, DateTimeZone zone, Instant now)
    {
        var week = Of(now.InZone(zone).Date).PlusWeeks(1);
        while (Moment(weekly, week, zone) > now)
        {
            week = week.PlusWeeks(-1);
        }

        return week;
    }
}
