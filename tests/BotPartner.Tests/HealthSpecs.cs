using BotPartner.Core.Documents;
using BotPartner.Tests.Workers;

namespace BotPartner.Tests;

public sealed class HealthSpecs
{
    private readonly Workshop shop = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_ready_when_the_clock_has_looked_and_not_before()
    {
        var health = new Health(shop.Documents, shop.Clock, [], shop.Time);
        Assert.Equal("The clock has not looked yet at what is due.", await health.Trouble(Stop));
        shop.Documents.Looking = () => throw new StoreUnavailableException("no index for that");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => shop.Clock.Look(Stop));
        Assert.Equal("The clock has not looked yet at what is due.", await health.Trouble(Stop));
        shop.Documents.Looking = null;
        await shop.Clock.Look(Stop);
        Assert.Null(await health.Trouble(Stop));
    }

    [Fact]
    public async Task A_clock_that_gets_nothing_done_for_a_minute_stands_still()
    {
        var health = new Health(shop.Documents, shop.Clock, [], shop.Time);
        await shop.Clock.Look(Stop);
        shop.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await health.Trouble(Stop));
        shop.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("The clock has stood still for more than a minute.", await health.Trouble(Stop));
        await shop.Clock.Look(Stop);
        Assert.Null(await health.Trouble(Stop));
    }
}
