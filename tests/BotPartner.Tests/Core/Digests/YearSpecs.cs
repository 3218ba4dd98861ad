using BotPartner.Core.Chat;
using BotPartner.Core.Digests;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Tests.Core.Digests;

/// <summary>A year of digests, hour by hour, wherever a partnership may be: each week once, at its minute by the clock on the wall.</summary>
public sealed class YearSpecs
{
    private static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);
    private static readonly Instant Start = Instant.FromUtc(2026, 10, 1, 0, 30);
    private static readonly Instant End = Instant.FromUtc(2027, 10, 4, 0, 30);

    private static readonly string[] Zones =
    [
        "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Africa/Dakar", "Europe/Paris", "Europe/London",
        "Europe/Dublin", "Europe/Berlin", "Europe/Kyiv", "Europe/Chisinau", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/St_Johns", "America/Halifax",
        "America/Santiago", "Pacific/Easter", "America/Asuncion", "America/Havana", "America/Nuuk", "America/Mexico_City", "America/Bogota", "Asia/Kolkata",
        "Asia/Tehran", "Asia/Kabul", "Asia/Yangon", "Asia/Beirut", "Asia/Jerusalem", "Asia/Gaza", "Asia/Tokyo", "Africa/Cairo", "Africa/El_Aaiun",
        "Australia/Sydney", "Australia/Adelaide", "Australia/Eucla", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Antarctica/Troll",
    ];

    // The usual; in the hour that many clocks skip or repeat, on the day that most do and around it; the edges of a week.
    private static readonly Weekly[] Times =
    [
        Weekly.Usual, new(IsoDayOfWeek.Sunday, new(2, 30)), new(IsoDayOfWeek.Sunday, new(1, 45)), new(IsoDayOfWeek.Sunday, new(0, 15)), new(IsoDayOfWeek.Saturday, new(23, 40)),
        new(IsoDayOfWeek.Monday, new(0, 0)), new(IsoDayOfWeek.Sunday, new(23, 59)), new(IsoDayOfWeek.Friday, new(0, 30)), new(IsoDayOfWeek.Thursday, new(17, 30)),
    ];

    public static TheoryData<string> All => [.. Zones];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_week_has_one_at_its_minute_and_none_is_missing(string zone)
    {
        foreach (var weekly in Times)
        {
            var due = new List<Instant>();
            var place = First(weekly, zone);
            for (var hour = Start; hour < End; hour += Duration.FromHours(1))
            {
                while (place.Due < hour + Duration.FromHours(1))
                {
                    due.Add(place.Due!.Value);
                    place = place.Issued(weekly, place.Due!.Value);
                }
            }

            Assert.Equal(Wanted(weekly, zone), due);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void After_three_days_without_a_bot_one_comes_late_and_none_twice(string zone)
    {
        foreach (var weekly in Times)
        {
            var wanted = Wanted(weekly, zone);
            for (var week = 2; week < wanted.Count - 2; week += 7)
            {
                // The bot is gone from a day and a half before until as long after.
                var (gone, back) = (wanted[week] - Duration.FromHours(36), wanted[week] + Duration.FromHours(36));
                var sent = Run(First(weekly, zone), weekly, gone, back);
                Assert.Equal([.. wanted.Take(week), back, .. wanted.Skip(week + 1)], sent.Select(s => s.At));
                Assert.Equal(wanted[week - 1] - Edition.Lag, sent[week].From);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Weeks_that_were_missed_are_told_at_once_and_the_next_comes_at_its_time(string zone)
    {
        foreach (var weekly in Times)
        {
            var wanted = Wanted(weekly, zone);
            var back = wanted[14] + Duration.FromDays(3);
            var sent = Run(First(weekly, zone), weekly, wanted[10] - Duration.FromHours(1), back);
            Assert.Equal([.. wanted.Take(10), back, .. wanted.Skip(15)], sent.Select(s => s.At));
            Assert.Equal(wanted[9] - Edition.Lag, sent[10].From);
        }
    }

    [Fact]
    public void However_its_day_hour_and_zone_change_a_place_has_one_a_week_and_loses_none()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var dice = new Random(seed);
            var (weekly, zone) = (Times[dice.Next(Times.Length)], Zones[dice.Next(Zones.Length)]);
            var (place, from) = (First(weekly, zone), Start);
            var weeks = new List<LocalDate> { Week(place) };
            for (var now = Start; now < End;)
            {
                var change = now + Duration.FromMinutes(dice.Next(1, 20 * 24 * 60));
                while (place.Due <= change)
                {
                    Assert.True(place.Due >= now, "what is due is not before what was done");
                    now = place.Due!.Value;
                    Assert.Equal(from, place.From);
                    place = place.Issued(weekly, now);
                    from = Instant.Max(from, now - Edition.Lag);

                    // Only where its week was over before a decent hour came, and in the next it comes when that one's is due, too, one stands for both.
                    if (Week(place) != weeks[^1].PlusWeeks(1))
                    {
                        Assert.Equal((weeks[^1].PlusWeeks(2), Week(place)), (Week(place), Weeks.Of(now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date)));
                        weeks.Add(weeks[^1].PlusWeeks(1));
                    }

                    weeks.Add(Week(place));
                }

                now = change;
                (weekly, zone) = (dice.Next(3) == 0 ? weekly : new((IsoDayOfWeek)dice.Next(1, 8), new(dice.Next(24), dice.Next(60))), dice.Next(3) == 0 ? zone : Zones[dice.Next(Zones.Length)]);
                var set = place.Set(Link(weekly, zone), zone, now);

                // Before the first no week is over. Of one that is not over nothing is lost, and what is to come comes within the week that it is for.
                if (weeks.Count == 1)
                {
                    weeks[0] = Week(set);
                }

                Assert.Equal(weeks[^1], Week(set));
                Assert.True(set.Due >= now && set.Due < Weeks.Moment(Weekly.Usual with { Time = LocalTime.Midnight }, Week(set).PlusWeeks(2), DateTimeZoneProviders.Tzdb[zone]) + Duration.FromHours(27));
                place = set;
            }

            Assert.Equal(Enumerable.Range(0, weeks.Count).Select(i => weeks[0].PlusWeeks(i)), weeks);
            Assert.InRange(weeks.Count, 52, 57);
        }
    }

    [Theory]
    [InlineData("1T23:00", 8, 21, 30, 8, 23, 0)] // As it was chosen, today.
    [InlineData("2T14:00", 6, 15, 0, 7, 14, 0)] // Tomorrow at that hour, in the same week.
    [InlineData("1T09:00", 11, 22, 0, 12, 9, 0)] // Late on Sunday: with the next week's, which is due in the morning.
    [InlineData("5T15:00", 11, 22, 0, 12, 9, 0)] // Late on Sunday: in the morning.
    [InlineData("1T07:00", 11, 22, 0, 12, 7, 0)]
    public void A_week_whose_moment_is_over_by_a_new_time_is_not_told_in_the_night(string at, int day, int hour, int minute, int due, int dueHour, int dueMinute)
    {
        // Told last in the week of the 28th of September; this week's would come late on Sunday.
        var place = First(new(IsoDayOfWeek.Sunday, new(23, 30)), "UTC");
        place = place.Issued(new(IsoDayOfWeek.Sunday, new(23, 30)), place.Due!.Value);
        var (wanted, moment) = (Instant.FromUtc(2026, 10, due, dueHour, dueMinute), Instant.FromUtc(2026, 10, day, hour, minute));
        Assert.Equal(wanted, place.Set(Link(Weekly.Parse(at)!, "UTC"), "UTC", moment).Due);
    }

    [Fact]
    public void Turned_off_and_on_again_it_comes_at_its_next_time_and_tells_a_week_at_most()
    {
        var link = Link(Weekly.Usual, "Europe/Paris");
        var place = First(Weekly.Usual, "Europe/Paris");
        place = place.Issued(Weekly.Usual, place.Due!.Value);
        var (friday, later) = (Instant.FromUtc(2026, 10, 9, 12, 0), Instant.FromUtc(2027, 3, 3, 12, 0));
        Assert.Equal(place, place.Set(link with { NoDigest = true }, place.Zone, friday).Set(link, place.Zone, friday));
        Assert.Null(place.Set(link with { NoDigest = true }, place.Zone, friday).Due);
        var again = place.Set(link with { NoDigest = true }, place.Zone, friday).Set(link, place.Zone, later);
        Assert.Equal((Instant.FromUtc(2027, 3, 8, 8, 0), later - Duration.FromDays(7)), (again.Due, again.From));

        // Off and on within a week does not make two of it.
        var monday = place.Due!.Value;
        var told = place.Issued(Weekly.Usual, monday);
        Assert.Equal(told.Due, told.Set(link with { NoDigest = true }, told.Zone, monday).Set(link, told.Zone, monday + Duration.FromHours(1)).Due);
    }

    [Fact]
    public void A_day_that_a_country_left_out_has_its_digest_as_the_next_begins()
    {
        var week = new LocalDate(2011, 12, 26);
        Assert.Equal(
            new LocalDateTime(2011, 12, 31, 0, 0), Weeks.Moment(new(IsoDayOfWeek.Friday, new(9, 0)), week, DateTimeZoneProviders.Tzdb["Pacific/Apia"]).InZone(DateTimeZoneProviders.Tzdb["Pacific/Apia"]).LocalDateTime);
    }

    private static List<(Instant At, Instant From)> Run(PlaceDigest place, Weekly weekly, Instant gone, Instant back)
    {
        var sent = new List<(Instant At, Instant From)>();
        while (place.Due < End)
        {
            var now = place.Due!.Value is var due && due >= gone && due < back ? back : due;
            sent.Add((now, place.From));
            place = place.Issued(weekly, now);
        }

        return sent;
    }

    private static Link Link(Weekly weekly, string zone) => new(Hall, "en") { DigestAt = weekly.ToString(), TimeZone = zone };

    private static PlaceDigest First(Weekly weekly, string zone) => PlaceDigest.First(Link(weekly, zone), zone, Start);

    private static LocalDate Week(PlaceDigest place) => LocalDatePattern.Iso.Parse(place.Week).Value;

    /// <summary>By looking at every day: the minute on the wall, the first of two, and where there is none the one at which the clock goes on.</summary>
    private static List<Instant> Wanted(Weekly weekly, string name)
    {
        var zone = DateTimeZoneProviders.Tzdb[name];
        var all = new List<Instant>();
        for (var day = Start.InUtc().Date.PlusDays(-1); day < End.InUtc().Date.PlusDays(2); day = day.PlusDays(1))
        {
            if (day.DayOfWeek == weekly.Day)
            {
                var map = zone.MapLocal(day.At(weekly.Time));
                all.Add(map.Count > 0 ? map.First().ToInstant() : map.LateInterval.Start);
            }
        }

        return [.. all.Where(m => m > Start && m < End)];
    }
}
