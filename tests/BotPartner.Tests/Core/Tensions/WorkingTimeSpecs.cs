using BotPartner.Core.Tensions;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Limits run in working days, where people are.</summary>
public sealed class WorkingTimeSpecs
{
    private static readonly WorkingTime Weeks = WorkingTime.Default with { Holidays = ["2026-12-25", "2027-01-01"] };

    /// <summary>2026-11-20 is a Friday.</summary>
    [Theory]
    [InlineData("2026-11-18T10:30", 2, "2026-11-20T10:30")]
    [InlineData("2026-11-20T15:00", 2, "2026-11-24T15:00")]
    [InlineData("2026-11-20T17:00", 2, "2026-11-25T09:00")] // Work is over: it counts from Monday.
    [InlineData("2026-11-20T16:59:59", 1, "2026-11-23T16:59:59")]
    [InlineData("2026-11-21T12:00", 1, "2026-11-24T09:00")]
    [InlineData("2026-11-18T06:00", 1, "2026-11-19T09:00")]
    [InlineData("2026-11-18T23:59", 1, "2026-11-20T09:00")]
    [InlineData("2026-12-24T11:00", 1, "2026-12-28T11:00")] // Christmas is a Friday.
    [InlineData("2026-12-25T11:00", 1, "2026-12-29T09:00")]
    [InlineData("2026-11-18T10:30", 0, "2026-11-18T10:30")]
    [InlineData("2026-11-21T12:00", 0, "2026-11-23T09:00")]
    [InlineData("2026-11-18T10:00", 60, "2027-02-12T10:00")]
    public void A_limit_is_so_many_working_days_later_at_the_same_hour(string from, int days, string limit) =>
        Assert.Equal(Utc(limit), Weeks.After(Utc(from), days, DateTimeZone.Utc));

    [Theory]
    [InlineData("Europe/Paris", "2026-10-23T16:00", 1, "2026-10-26T16:00", 73)] // Clocks go back on Sunday.
    [InlineData("Europe/Paris", "2026-03-27T16:00", 1, "2026-03-30T16:00", 71)] // And forward.
    [InlineData("Africa/Dakar", "2026-10-23T16:00", 1, "2026-10-26T16:00", 72)]
    [InlineData("Asia/Kathmandu", "2026-10-23T09:15", 1, "2026-10-26T09:15", 72)]
    public void The_hour_is_that_of_the_clocks_there(string zone, string from, int days, string limit, int hours)
    {
        var there = DateTimeZoneProviders.Tzdb[zone];
        var (start, end) = (In(there, from), In(there, limit));
        Assert.Equal(end, Weeks.After(start, days, there));
        Assert.Equal(Duration.FromHours(hours), end - start);
    }

    /// <summary>Where the clock leaps over the hour, the limit is when it has leapt; where the hour comes twice, either is that hour.</summary>
    [Fact]
    public void An_hour_that_the_clocks_leave_out_is_the_one_after_it()
    {
        var nights = new WorkingTime([1, 2, 3, 4, 5, 6, 7], 0, 24);
        var paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        Assert.Equal(In(paris, "2026-03-29T03:30"), nights.After(In(paris, "2026-03-28T02:30"), 1, paris));
        Assert.Equal(new LocalDateTime(2026, 10, 25, 2, 30), nights.After(In(paris, "2026-10-24T02:30"), 1, paris).InZone(paris).LocalDateTime);
    }

    [Fact]
    public void Nobodys_time_is_cut_short_by_where_somebody_else_lives()
    {
        DateTimeZone[] zones = [DateTimeZoneProviders.Tzdb["Pacific/Auckland"], DateTimeZoneProviders.Tzdb["America/Lima"]];

        // Friday noon in Lima is Saturday in Auckland, where it counts from Monday.
        var raised = In(zones[1], "2026-11-20T12:00");
        var limit = Weeks.After(raised, 2, zones);
        Assert.Equal(In(zones[1], "2026-11-24T12:00"), Weeks.After(raised, 2, zones[1]));
        Assert.Equal(In(zones[0], "2026-11-25T09:00"), Weeks.After(raised, 2, zones[0]));
        Assert.Equal(zones.Max(z => Weeks.After(raised, 2, z)), limit);
        Assert.All(zones, z => Assert.True(limit >= Weeks.After(raised, 2, z)));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5 }, 9, 17, true)]
    [InlineData(new[] { 7, 1, 2, 3, 4 }, 8, 16, true)]
    [InlineData(new[] { 7 }, 0, 24, true)]
    [InlineData(new int[0], 9, 17, false)]
    [InlineData(new[] { 0 }, 9, 17, false)]
    [InlineData(new[] { 8 }, 9, 17, false)]
    [InlineData(new[] { 1 }, 9, 9, false)]
    [InlineData(new[] { 1 }, 17, 9, false)]
    [InlineData(new[] { 1 }, -1, 9, false)]
    [InlineData(new[] { 1 }, 9, 25, false)]
    public void Limits_need_days_and_hours_that_come(int[] days, int from, int until, bool works) => Assert.Equal(works, new WorkingTime(days, from, until).Works);

    [Fact]
    public void Holidays_for_a_whole_year_are_waited_out()
    {
        var first = new LocalDate(2026, 12, 1);
        var away = WorkingTime.Default with { Holidays = [.. Enumerable.Range(0, WorkingTime.MaxHolidays).Select(d => LocalDatePattern.Iso.Format(first.PlusDays(d)))] };
        Assert.True(away.Works);
        Assert.Equal(Utc("2027-12-02T09:00"), away.After(Utc("2026-12-01T10:00"), 0, DateTimeZone.Utc));
    }

    [Theory]
    [InlineData("2026-12-25, 2026-01-01\n2026-12-25", "2026-01-01 2026-12-25")]
    [InlineData("", "")]
    [InlineData("25.12.2026", null)]
    [InlineData("2026-02-30", null)]
    public void Dates_are_typed_as_they_are_written_everywhere(string typed, string? read) =>
        Assert.Equal(read, WorkingTime.Dates(typed) is { } dates ? string.Join(' ', dates) : null);

    private static Instant Utc(string local) => In(DateTimeZone.Utc, local);

    private static Instant In(DateTimeZone zone, string local) =>
        (local.Length > 16 ? LocalDateTimePattern.ExtendedIso.Parse(local) : LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local)).Value.InZoneStrictly(zone).ToInstant();
}
