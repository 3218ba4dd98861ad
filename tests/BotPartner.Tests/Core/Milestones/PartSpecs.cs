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

    private static async Task<(DigestPart Milestones, DigestPart Celebrations)> Of(Chamber chamber, Instant from, Instant until)
    {
        var shelf = new MilestoneShelf(chamber.Documents, new Change(chamber.Documents, new DueSignal()));
        var edition = new Edition(Chamber.Id, new Partnership("Alliance", "UTC", [], [], from), Audience.All, from, until, DateTimeZone.Utc);
        return (await new MilestonesPart(shelf).Of(edition, TestContext.Current.CancellationToken), await new CelebrationsPart(shelf).Of(edition, TestContext.Current.CancellationToken));
    }
}
