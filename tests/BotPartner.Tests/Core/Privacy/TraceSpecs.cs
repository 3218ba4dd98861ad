using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Privacy;

/// <summary>How long it is kept that somebody who was forgotten had been there: as long as the partnership chose, whenever it chose.</summary>
public sealed class TraceSpecs
{
    [Theory]
    [InlineData(null, 365)]
    [InlineData("settings keep 30 days", 30)]
    [InlineData("settings keep 3650", 3650)]
    public async Task A_trace_is_kept_for_as_long_as_was_chosen_before_and_then_it_is_gone(string? words, int days)
    {
        var (chamber, desk) = await Open();
        if (words is not null)
        {
            await desk.Do(chamber.Say("north", words));
        }

        var at = chamber.Now;
        await Forget(chamber, desk, "south");
        Assert.Equal((at, at + Duration.FromDays(days)), (await Trace(chamber, "south")) is { } trace ? (trace.State.Forgotten, trace.Expires) : default);
        chamber.Time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1));
        Assert.NotNull(await Trace(chamber, "south"));
        chamber.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Trace(chamber, "south"));
    }

    [Fact]
    public async Task What_is_chosen_later_holds_for_who_was_forgotten_before_and_for_nobody_else()
    {
        var (chamber, desk) = await Open();
        var at = chamber.Now;
        await Forget(chamber, desk, "south");
        chamber.Time.Advance(TimeSpan.FromDays(40));
        await Forget(chamber, desk, "west");
        await desk.Do(chamber.Say("north", "settings keep 100 days"));
        await desk.Tick();
        Assert.Equal(at + Duration.FromDays(100), (await Trace(chamber, "south"))!.Expires);
        Assert.Equal(at + Duration.FromDays(140), (await Trace(chamber, "west"))!.Expires);
        Assert.Null((await Trace(chamber, "north"))!.Expires);

        // It is done once: nothing is left to be woken, and a second look changes nothing.
        var versions = ((await Trace(chamber, "south"))!.Version, (await Trace(chamber, "west"))!.Version);
        Assert.Null(await Woken(chamber));
        await desk.Tick();
        Assert.Equal(versions, ((await Trace(chamber, "south"))!.Version, (await Trace(chamber, "west"))!.Version));

        // Whose time is over by that is gone a day later; until then it can be taken back.
        await desk.Do(chamber.Say("north", "settings keep 30 days"));
        await desk.Tick();
        Assert.Equal(chamber.Now + Duration.FromDays(1), (await Trace(chamber, "south"))!.Expires);
        Assert.Equal(at + Duration.FromDays(70), (await Trace(chamber, "west"))!.Expires);
        chamber.Time.Advance(TimeSpan.FromMinutes(20));
        await desk.Do(chamber.Say("north", "settings keep 300 days"));
        await desk.Tick();
        Assert.Equal(at + Duration.FromDays(300), (await Trace(chamber, "south"))!.Expires);
        chamber.Time.Advance(TimeSpan.FromMinutes(20));
        await desk.Do(chamber.Say("north", "settings keep 30 days"));
        await desk.Tick();
        Assert.Equal(chamber.Now + Duration.FromDays(1), (await Trace(chamber, "south"))!.Expires);
        chamber.Time.Advance(TimeSpan.FromDays(1));
        await desk.Tick();
        Assert.Null(await Trace(chamber, "south"));
        Assert.NotNull(await Trace(chamber, "west"));
    }

    [Fact]
    public async Task A_choice_that_is_carried_through_again_puts_off_nothing()
    {
        var (chamber, desk) = await Open();
        await Forget(chamber, desk, "south");
        chamber.Time.Advance(TimeSpan.FromDays(364) + TimeSpan.FromHours(20));
        var trace = (await Trace(chamber, "south"))!;
        Assert.IsType<Verdict<Member>.Leave>(BotPartner.Core.Privacy.KeepTraces.Kept(trace, 365, chamber.Now));
        Assert.IsType<Verdict<Member>.Leave>(BotPartner.Core.Privacy.KeepTraces.Kept(trace, 30, chamber.Now));
    }

    [Fact]
    public async Task Two_machines_and_one_that_dies_on_the_way_come_out_the_same()
    {
        for (var deadly = 2; deadly <= 4; deadly++)
        {
            var (chamber, desk) = await Open();
            var at = chamber.Now;
            await Forget(chamber, desk, "south");
            await Forget(chamber, desk, "west");
            await desk.Do(chamber.Say("north", "settings keep 50 days"));
            var saves = 0;
            chamber.Documents.Writing = _ =>
            {
                if (++saves == deadly)
                {
                    throw new StoreUnavailableException("died");
                }
            };
            try
            {
                await desk.Tick();
            }
            catch (StoreUnavailableException)
            {
            }

            chamber.Documents.Writing = null;
            chamber.Time.Advance(TimeSpan.FromMinutes(20));
            await Task.WhenAll(chamber.Process().Tick(), chamber.Process().Tick());
            await chamber.Process().Tick();
            Assert.All([(await Trace(chamber, "south"))!, (await Trace(chamber, "west"))!], t => Assert.Equal(at + Duration.FromDays(50), t.Expires));
            Assert.Null(await Woken(chamber));
        }
    }

    [Fact]
    public async Task Who_comes_back_is_not_lost_when_it_is_chosen_anew()
    {
        var (chamber, desk) = await Open();
        await Forget(chamber, desk, "south");
        await desk.Do(chamber.Say("south", "join south"));
        await desk.Do(chamber.Say("north", "admit @south") with { Mentions = [Chamber.Delegate("south")] });
        chamber.Time.Advance(TimeSpan.FromDays(31));
        await desk.Do(chamber.Say("north", "settings keep 30"));
        await desk.Tick();
        var back = (await Trace(chamber, "south"))!;
        Assert.Equal((Standing.Admitted, null, null), (back.State.Standing, back.State.Forgotten, back.Expires));
    }

    private static async Task Forget(Chamber chamber, Chamber.Desk desk, string who)
    {
        Assert.Equal(["forget.done"], (await desk.Do(chamber.Press(who, "person.forget", []))).Keys());
        await desk.Tick();
    }

    private static Task<Document<Member>?> Trace(Chamber chamber, string who) => chamber.Member(who);

    private static async Task<Instant?> Woken(Chamber chamber) =>
        Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), TestContext.Current.CancellationToken))!).Wake;

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
