using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>Owners are reminded a week before and on the day, once each, by day where they are; late ones are not nagged about.</summary>
public sealed class ReminderSpecs
{
    private static readonly Instant Added = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Theory]
    [InlineData("Europe/Paris", "2026-03-29", 22, 29)]
    [InlineData("America/New_York", "2026-03-15", 8, 15)]
    [InlineData("Pacific/Kiritimati", "2026-03-20", 13, 20)]
    [InlineData("Etc/GMT+12", "2026-03-20", 13, 20)]
    [InlineData("Asia/Kolkata", "2026-03-20", 13, 20)]
    public void Each_gets_both_at_nine_where_they_live_also_when_clocks_change(string zone, string on, int week, int day)
    {
        var told = Simulate(Promise(on), [Somebody("a", zone), Somebody("b", "UTC")]);
        var local = told.Where(t => t.Who == "a").Select(t => t.At.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime).ToArray();
        Assert.Equal([new LocalDateTime(2026, 3, week, 9, 0), new LocalDateTime(2026, 3, day, 9, 0)], local);
        Assert.Equal(2, told.Count(t => t.Who == "b"));
    }

    [Fact]
    public void What_is_added_within_the_week_is_reminded_of_on_the_day_alone_and_a_moved_day_anew()
    {
        Assert.Equal(["day"], Simulate(Promise("2026-03-05"), [Somebody("a", "UTC")]).Select(t => t.Stage));
        Assert.Empty(Simulate(Promise("2026-03-01"), [Somebody("a", "UTC")]));
        var moved = Simulate(Promise("2026-03-20"), [Somebody("a", "UTC")], (at, m) => at == Instant.FromUtc(2026, 3, 14, 0, 0) ? m with { On = "2026-04-10", Planned = at, Reminded = [] } : m);
        Assert.Equal([Instant.FromUtc(2026, 3, 13, 9, 0), Instant.FromUtc(2026, 4, 3, 9, 0), Instant.FromUtc(2026, 4, 10, 9, 0)], moved.Select(t => t.At));
    }

    [Fact]
    public void After_an_outage_the_week_is_still_told_and_the_day_that_is_over_is_not()
    {
        var told = Simulate(Promise("2026-03-20"), [Somebody("a", "UTC")], away: (Instant.FromUtc(2026, 3, 12, 0, 0), Instant.FromUtc(2026, 3, 16, 3, 0)));
        Assert.Equal([Instant.FromUtc(2026, 3, 16, 9, 0), Instant.FromUtc(2026, 3, 20, 9, 0)], told.Select(t => t.At));
        told = Simulate(Promise("2026-03-20"), [Somebody("a", "UTC")], away: (Instant.FromUtc(2026, 3, 20, 0, 0), Instant.FromUtc(2026, 3, 20, 18, 0)));
        Assert.Single(told);
    }

    [Fact]
    public void Many_are_reminded_few_at_a_time_and_each_once()
    {
        var people = Enumerable.Range(0, 450).Select(i => Somebody($"u{i:000}", "UTC")).ToArray();
        var told = Simulate(Promise("2026-03-20"), people);
        Assert.Equal(900, told.Count);
        Assert.Equal(900, told.Distinct().Count());
    }

    [Fact]
    public async Task Owners_people_are_written_to_unless_they_want_no_reminders_or_it_is_done()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await chamber.Joins("anna", "south");
        await chamber.Joins("bob", "south", delegates: true);
        await chamber.Joins("south2", "south", delegates: true, linkedTo: Key.Hash(Chamber.Delegate("south").Key));
        await desk.Do(chamber.Say("bob", "reminders off"));
        await desk.Do(chamber.Say("south", "milestone add Wells dug by 2026-03-20 owner south"));
        await desk.Do(chamber.Say("south", "milestone add Pumps set by 2026-03-20 owner south"));
        await desk.Do(chamber.Say("north", "milestone add Ours by 2026-03-20"));
        await Until(chamber, desk, Instant.FromUtc(2026, 3, 13, 8, 59));
        Assert.Empty(chamber.Sent);
        await Until(chamber, desk, Instant.FromUtc(2026, 3, 13, 9, 1));
        Assert.Equal(["@north", "@south", "@south"], chamber.Sent.Select(s => s.To.Place.Channel).Order());
        var reminder = chamber.Sent.First(s => s.To.Place.Channel == "@south").Card;
        Assert.Contains("is due on 20 March 2026", reminder.Read(), StringComparison.Ordinal);
        Assert.Contains("est prévu pour le 20 mars 2026", reminder.Read("fr"), StringComparison.Ordinal);
        Assert.Contains("es para el 20 de marzo de 2026", reminder.Read("es"), StringComparison.Ordinal);

        await desk.Do(chamber.Say("south", "milestone done 2"));
        await desk.Do(chamber.Say("north", "milestone drop 3"));
        await Until(chamber, desk, Instant.FromUtc(2026, 3, 20, 8, 0));
        var before = chamber.Sent.Count;
        await Until(chamber, desk, Instant.FromUtc(2026, 3, 20, 9, 1));
        Assert.Contains("is due today", Assert.Single(chamber.Sent.Skip(before)).Card.Read(), StringComparison.Ordinal);
        for (var day = 1; day < 40; day++)
        {
            chamber.Time.Advance(TimeSpan.FromDays(1));
            await desk.Tick();
        }

        Assert.Equal(before + 1, chamber.Sent.Count);
        Assert.Contains("late", (await desk.Do(chamber.Say("west", "milestone 1"))).Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_speaks_for_the_owners_stewards_are_asked_as_such_and_find_it_on_their_page()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "partner add Rivers as civil society"));
        await desk.Do(chamber.Say("north", "milestone add Wells dug by 2026-03-20 owner Rivers"));
        await desk.Do(chamber.Say("north", "milestone add Pumps set by 2026-03-20 owner south"));
        await Until(chamber, desk, Instant.FromUtc(2026, 3, 13, 9, 1));
        var reminder = Assert.Single(chamber.Sent, s => s.To.Place.Channel == "@north").Card.Read();
        Assert.Contains("because you are a steward of the partnership Alliance, and at present nobody speaks for Rivers", reminder, StringComparison.Ordinal);
        Assert.Contains("because you speak for south", Assert.Single(chamber.Sent, s => s.To.Place.Channel == "@south").Card.Read(), StringComparison.Ordinal);

        Assert.Equal(["1 · Wells dug"], await AtHome(chamber, "north"));
        Assert.Equal(["2 · Pumps set"], await AtHome(chamber, "south"));
        Assert.Empty(await AtHome(chamber, "west"));
        await chamber.Joins("river", "Rivers", delegates: true);
        Assert.Empty(await AtHome(chamber, "north"));
        Assert.Equal(["1 · Wells dug"], await AtHome(chamber, "river"));
    }

    private static async Task<string[]> AtHome(Chamber chamber, string who)
    {
        var stop = TestContext.Current.CancellationToken;
        var change = new Change(chamber.Documents, new DueSignal());
        var home = new MilestonesAtHome(new(chamber.Documents, change), new(new(chamber.Documents), null!), chamber.Time);
        var partnership = (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(Chamber.Id), stop))!.State;
        var member = (await change.Load(Kinds.Member, Kinds.MemberKey(Chamber.Id, Chamber.Delegate(who)), stop))!.State;
        var part = await home.Of(new Seat(Chamber.Id, partnership, Chamber.Delegate(who), member), stop);
        return [.. part.OfType<Element.Facts>().SelectMany(f => f.Lines).Select(l => Promises.Texts.Plain(l.Label, BotPartner.Core.Languages.Reader.Of("en", "UTC")))];
    }

    private static async Task Until(Chamber chamber, Chamber.Desk desk, Instant at)
    {
        chamber.Time.Advance((at - chamber.Now).ToTimeSpan());
        for (var i = 0; i < 4; i++)
        {
            await desk.Tick();
        }
    }

    private static Milestone Promise(string on) => new(1, "Wells dug", on, Chamber.Delegate("a"), Added) { Planned = Added, Owners = [new("x", "X")] };

    private static OwnerPerson Somebody(string name, string zone) => new(name, Chamber.Delegate(name), "x", zone);

    /// <summary>Lets six weeks pass, quarter of an hour by quarter of an hour; everything owed is sent as soon as it may be.</summary>
    private static List<(string Who, string Stage, Instant At)> Simulate(
        Milestone milestone, IReadOnlyList<OwnerPerson> people, Func<Instant, Milestone, Milestone>? change = null, (Instant From, Instant Until)? away = null)
    {
        var partnership = new Partnership("Alliance", "UTC", [], [], Added);
        var told = new List<(string, string, Instant)>();
        var document = MilestoneKinds.Milestone.New(MilestoneKinds.Key("p", 1), milestone) with { Wake = Added };
        for (var now = Added; now < Added + Duration.FromDays(42); now += Duration.FromMinutes(15))
        {
            if (change?.Invoke(now, document.State) is { } next && next != document.State)
            {
                document = document with { State = next, Wake = now };
            }

            // A process that sleeps until it is woken, and goes on a moment later while there is more.
            for (var i = 0; i < 5 && document.Wake <= now + Duration.FromSeconds(30 * i) && !(now >= away?.From && now < away?.Until); i++)
            {
                document = OwnerReminders.Planned(document, people, partnership, now + Duration.FromSeconds(30 * i));
                foreach (var post in document.Owes)
                {
                    told.AddRange(post.To.Where(t => !(t.NotBefore > now + Duration.FromMinutes(14))).Select(t => (t.Place.Channel[1..], post.Slot.Split(':')[0], now)));
                }

                document = document with { Owes = [] };
            }
        }

        return told;
    }
}
