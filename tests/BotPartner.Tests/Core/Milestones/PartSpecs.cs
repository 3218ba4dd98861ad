using BotPartner.Core.Chat;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>What the digest says of milestones and celebrations.</summary>
public sealed class PartSpecs
{
    [Fact]
    public async Task It_tells_what_is_late_due_soon_and_done_and_what_is_next()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        foreach (var (title, on) in new[] { ("Late", "2026-03-05"), ("Soon", "2026-03-20"), ("Far", "2026-06-01"), ("Done", "2026-03-20"), ("Dropped", "2026-03-06") })
        {
            await desk.Do(chamber.Say("south", $"milestone add {title} by {on} owner south"));
        }

        await desk.Do(chamber.Say("south", "milestone drop 5"));
        chamber.Time.Advance(TimeSpan.FromDays(6));
        await desk.Do(chamber.Say("south", "milestone done 4 counted"));
        await desk.Do(chamber.Say("south", "milestone credit 4"));
        await desk.Do(chamber.Say("west", "kudos 4"));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();

        var (milestones, celebrations) = await Of(chamber, chamber.Now - Duration.FromDays(7), chamber.Now);
        Assert.Equal([1, 1, 1], milestones.Headlines.Select(h => h.Count));
        Assert.Equal([1, 2, 1], ((Element.Bars)milestones.Body[1]).Lines.Select(l => (int)l.Count));
        Assert.Equal(["milestones.bar.done", "milestones.bar.due", "milestones.bar.late"], ((Element.Bars)milestones.Body[1]).Lines.Select(l => ((Text.Said)l.Label).Key));
        Assert.Equal(new LocalDate(2026, 3, 20), Assert.Single(milestones.Next).On);
        Assert.True(milestones.News);
        var body = new Card("", "", [.. milestones.Body, .. celebrations.Body]).Read();
        Assert.Contains("1 · Late", body, StringComparison.Ordinal);
        Assert.Contains("Our first step: Done (south) 👏 1", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Dropped", body, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(celebrations.Headlines).Count);
        Assert.DoesNotContain(milestones.Body.Concat(celebrations.Body), e => e is Element.Buttons);

        // A week later what was done is told no more.
        (milestones, celebrations) = await Of(chamber, chamber.Now, chamber.Now + Duration.FromDays(7));
        Assert.Equal([0, 1, 1], milestones.Headlines.Select(h => h.Count));
        Assert.Same(DigestPart.Nothing, celebrations);
    }

    [Fact]
    public async Task Where_nothing_is_promised_there_is_nothing_to_tell()
    {
        var chamber = await new Chamber().Found();
        var (milestones, celebrations) = await Of(chamber, chamber.Now, chamber.Now);
        Assert.Same(DigestPart.Nothing, milestones);
        Assert.Same(DigestPart.Nothing, celebrations);
    }

    [Theory]
    [InlineData("Pacific/Auckland", 0, 1)]
    [InlineData("Pacific/Honolulu", 1, 0)]
    public async Task What_is_late_is_late_on_the_partnerships_calendar_wherever_it_is_read(string zone, int due, int late)
    {
        var chamber = await new Chamber().Found();
        await chamber.Process().Do(chamber.Say("south", "milestone add Wells dug by 2026-03-20 owner south"));
        foreach (var reader in new[] { "UTC", "Pacific/Auckland", "Pacific/Honolulu" })
        {
            // In Auckland the 21st has begun, in Honolulu it is the 20th.
            var at = Instant.FromUtc(2026, 3, 20, 20, 0);
            var (milestones, _) = await Of(chamber, at - Duration.FromDays(7), at, zone, reader);
            Assert.Equal([0, due, late], milestones.Headlines.Select(h => h.Count));
        }
    }

    [Fact]
    public async Task One_is_said_in_the_singular()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "milestone add Wells dug by 2026-03-20 owner south"));
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Do(chamber.Say("west", "kudos 1"));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        var (milestones, celebrations) = await Of(chamber, chamber.Now - Duration.FromDays(7), chamber.Now);
        foreach (var (language, done, kudos) in new[] { ("en", "milestone done", "kudos given"), ("fr", "jalon atteint", "félicitation"), ("es", "hito cumplido", "felicitación") })
        {
            var reader = BotPartner.Core.Languages.Reader.Of(language, "UTC");
            Assert.Equal(done, Promises.Texts.Plain(milestones.Headlines[0].Label, reader));
            Assert.Equal(kudos, Promises.Texts.Plain(celebrations.Headlines[0].Label, reader));
        }
    }

    private static async Task<(DigestPart Milestones, DigestPart Celebrations)> Of(Chamber chamber, Instant from, Instant until, string zone = "UTC", string reader = "UTC")
    {
        var shelf = new MilestoneShelf(chamber.Documents, new Change(chamber.Documents, new DueSignal()));
        var edition = new Edition(Chamber.Id, new Partnership("Alliance", zone, [], [], from), Audience.All, from, until, DateTimeZoneProviders.Tzdb[reader]);
        return (await new MilestonesPart(shelf).Of(edition, TestContext.Current.CancellationToken), await new CelebrationsPart(shelf).Of(edition, TestContext.Current.CancellationToken));
    }
}
