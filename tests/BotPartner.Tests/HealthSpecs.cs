using BotPartner.Core.Documents;
using BotPartner.Telemetry;
using BotPartner.Tests.Workers;

namespace BotPartner.Tests;

public sealed class HealthSpecs
{
    private readonly Workshop shop = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_ready_when_the_clock_has_looked_and_not_before()
    {
        var health = Of(shop);
        Assert.Equal("The clock has not looked yet at what is due.", await health.Trouble(Stop));
        shop.Documents.Looking = () => throw new StoreUnavailableException("no index for that");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => shop.Clock.Look(Stop));
        Assert.Equal("The clock has not looked yet at what is due.", await health.Trouble(Stop));
        shop.Documents.Looking = null;
        await shop.Clock.Look(Stop);
        Assert.Null(await health.Trouble(Stop));
    }

    [Fact]
    public async Task It_is_not_ready_while_nothing_can_be_written_and_ready_again_by_itself()
    {
        await shop.Clock.Look(Stop);
        var (documents, health) = Parts(shop);
        Assert.Null(await health.Trouble(Stop));
        shop.Documents.Writing = _ => throw new StoreUnavailableException("the disk\nis full");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Save(new(new("p", "n"), "note", "{}"u8.ToArray(), null, null, null), Stop));
        for (var asked = 0; asked < 2; asked++)
        {
            Assert.Equal("The store cannot be written to: the disk is full", await health.Trouble(Stop));
        }

        shop.Documents.Writing = null;
        Assert.Null(await health.Trouble(Stop));
        Assert.Null(await documents.Find(new("health", "probe"), Stop));
    }

    [Fact]
    public async Task Where_nobody_saves_it_finds_out_by_itself_each_minute_and_no_more_often()
    {
        await shop.Clock.Look(Stop);
        var (_, health) = Parts(shop);
        var writes = 0;
        shop.Documents.Writing = _ => writes++;
        Assert.Null(await health.Trouble(Stop));
        Assert.Null(await health.Trouble(Stop));
        Assert.Equal(2, writes); // It saves, and clears away what it saved.
        shop.Documents.Writing = _ => throw new StoreUnavailableException("the disk is full");
        shop.Time.Advance(TimeSpan.FromSeconds(59));
        await shop.Clock.Look(Stop);
        Assert.Null(await health.Trouble(Stop));
        shop.Time.Advance(TimeSpan.FromSeconds(1));
        await shop.Clock.Look(Stop);
        Assert.StartsWith("The store cannot be written to", await health.Trouble(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_gets_nothing_done_for_a_minute_stands_still()
    {
        var health = Of(shop);
        await shop.Clock.Look(Stop);
        shop.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await health.Trouble(Stop));
        shop.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("The clock has stood still for more than a minute.", await health.Trouble(Stop));
        await shop.Clock.Look(Stop);
        Assert.Null(await health.Trouble(Stop));
    }

    private static Health Of(Workshop shop) => Parts(shop).Health;

    private static (IDocuments Documents, Health Health) Parts(Workshop shop)
    {
        var writing = new Writing(shop.Time);
        var documents = new WatchedDocuments(shop.Documents, writing, shop.Time);
        return (documents, new(new StoreProbe(documents, writing, shop.Time), shop.Clock, [], shop.Time));
    }
}
