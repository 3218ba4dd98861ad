using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Digests;

/// <summary>The digests of a partnership: where each of its places stands. What is due is built, owed and noted here in one save.</summary>
/// <param name="Places">One for each connected place.</param>
public sealed record Digest(IReadOnlyList<PlaceDigest> Places);

/// <summary>Where a place stands. Editions are counted by weeks: one for each week of its calendar, however its time or zone changes.</summary>
/// <param name="Place">Where.</param>
/// <param name="Zone">The IANA zone that it was planned in.</param>
/// <param name="At">The time that it was planned for, as <see cref="Weekly.ToString"/> writes it.</param>
/// <param name="Week">The week of the last edition, or the one before the first: its Monday, <c>uuuu-MM-dd</c>.</param>
/// <param name="From">From when on the next one tells.</param>
/// <param name="Due">When the next one comes; null for never.</param>
public sealed record PlaceDigest(Place Place, string Zone, string At, string Week, Instant From, Instant? Due)
{
    /// <summary>Whether none has come here yet: no week of it is over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool New { get; init; }

    // Turned on again after long, it does not tell all that was.
    private static readonly Duration LookBack = Duration.FromDays(7);

    /// <summary>A place that is new here: its first edition comes at its next time.</summary>
    public static PlaceDigest First(Link link, string zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new PlaceDigest(link.Place, zone, link.Digest.ToString(), Name(Weeks.Latest(link.Digest, Tzdb(zone), now)), now, null) { New = true }.On(link);
    }

    /// <summary>As it is planned by how the place is set now.</summary>
    public PlaceDigest Set(Link link, string zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(link);
        var (weekly, asked) = (link.Digest, this with { Place = link.Place, Zone = zone, At = link.Digest.ToString() });
        if (link.NoDigest)
        {
            return asked with { Due = null };
        }

        if (Due is null)
        {
            var (latest, done) = (Weeks.Latest(weekly, Tzdb(zone), now), Day(Week));
            return (asked with { Week = Name(LocalDate.Max(latest, done)), From = Instant.Max(From, now - LookBack) }).On(link);
        }

        if ((Zone, At) == (asked.Zone, asked.At) || Due <= now)
        {
            return asked;
        }

        return New ? First(link, zone, now) with { From = From } : asked with { Due = Next(weekly, Tzdb(zone), now) };
    }

    /// <summary>After an edition at this moment: it stands for all weeks whose moment has come, and the next one tells from where it ended.</summary>
    public PlaceDigest Issued(Weekly weekly, Instant now)
    {
        var week = LocalDate.Max(Day(Week).PlusWeeks(1), Weeks.Latest(weekly, Tzdb(Zone), now));
        return this with { New = false, Week = Name(week), From = Instant.Max(From, now - Edition.Lag), Due = Weeks.Moment(weekly, week.PlusWeeks(1), Tzdb(Zone)) };
    }

    /// <summary>A zone by its name; UTC for one that is not known.</summary>
    internal static DateTimeZone Tzdb(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;

    private PlaceDigest On(Link link) => link.NoDigest ? this : this with { Due = Weeks.Moment(link.Digest, Day(Week).PlusWeeks(1), Tzdb(Zone)) };

    /// <summary>The moment of the next week. Where that is over by the new time, no week is lost: it is the next such hour of the week, or else the next decent one.</summary>
    private Instant Next(Weekly weekly, DateTimeZone zone, Instant now)
    {
        var week = Day(Week).PlusWeeks(1);
        if (Weeks.Moment(weekly, week, zone) is var moment && moment > now)
        {
            return moment;
        }

        var (today, decent, following) = (now.InZone(zone).Date, Decisions.Decent.Next(now, zone), Weeks.Moment(weekly, week.PlusWeeks(1), zone));
        return Enumerable.Range(0, 2)
            .Select(today.PlusDays)
            .Where(d => Weeks.Of(d) == week)
            .Select(d => (Instant?)Weeks.Moment(weekly with { Day = d.DayOfWeek }, week, zone))
            .FirstOrDefault(m => m > now) ?? (following > now ? Instant.Min(following, decent) : decent);
    }

    private static string Name(LocalDate week) => LocalDatePattern.Iso.Format(week);

    private static LocalDate Day(string week) => LocalDatePattern.Iso.Parse(week).Value;
}

/// <summary>The documents of this folder and what they are called.</summary>
public static class DigestKinds
{
    /// <summary>The digests of a partnership.</summary>
    public static readonly Kind<Digest> Digest = new("digest", 1, CoreJson.Default.DocumentDigest);

    /// <summary>Where they are stored.</summary>
    public static Key Key(string partnership) => new(partnership, "digest");
}
