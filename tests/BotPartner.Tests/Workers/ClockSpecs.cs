using System.Text;
using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;
using NodaTime;

namespace BotPartner.Tests.Workers;

public sealed class ClockSpecs
{
    private readonly Workshop shop = new();
    private readonly List<string> woken = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_are_woken_at_their_time_together_and_not_before()
    {
        var calls = 0;
        shop.Woken = async keys =>
        {
            calls++;
            await Done(keys);
        };
        await Waking("a", 0);
        await Waking("b", 0);
        await Waking("c", 5);
        Assert.Equal(2, await shop.Tick());
        Assert.Equal((1, "a b"), (calls, string.Join(' ', woken)));
        Assert.Equal(shop.Now, shop.Clock.LastTick);
        await shop.Pass(4);
        Assert.Equal(2, woken.Count);
        await shop.Pass(1);
        Assert.Equal("c", woken[^1]);
    }

    [Fact]
    public async Task One_that_fails_holds_up_no_other_and_is_woken_again_ever_later()
    {
        var tries = new List<Instant>();
        shop.Woken = keys =>
        {
            if (keys.Any(k => k.Id == "bad"))
            {
                if (keys.Count == 1)
                {
                    tries.Add(shop.Now);
                }

                throw new InvalidOperationException("broken");
            }

            return Done(keys);
        };
        await Waking("a", 0);
        await Waking("bad", 0);
        await Waking("z", 0);
        await shop.Tick();
        Assert.Equal(["a", "z"], woken);
        await shop.Pass(40);
        var gaps = tries.Zip(tries.Skip(1), (a, b) => (b - a).TotalSeconds).ToArray();
        Assert.InRange(tries.Count, 5, 7);
        Assert.Equal(gaps.Order(), gaps);
    }

    [Fact]
    public async Task One_that_stays_due_though_it_was_woken_is_put_off()
    {
        shop.Woken = keys =>
        {
            woken.AddRange(keys.Select(k => k.Id));
            return Task.CompletedTask;
        };
        await Waking("a", 0);
        Assert.InRange(await shop.Tick(), 2, 10);
        Assert.Equal(3, woken.Count);
        Assert.True((await shop.Load("a")).Wake > shop.Now);
    }

    [Fact]
    public async Task A_kind_that_no_feature_knows_is_left_alone_for_an_hour_but_its_posts_are_sent()
    {
        await shop.Owe("a", "words", 1, "A");
        var entry = (await shop.Documents.Find(Workshop.Key("a"), Stop))!;
        await shop.Documents.Save(entry with { Kind = "future" }, Stop);
        await shop.Edit("b", n => n);
        await shop.Change.Run(Note.Kind with { Name = "future" }, Workshop.Key("a"), null, n => n! with { Wake = shop.Now }, Stop);
        await shop.Tick();
        Assert.Equal(["words"], shop.Sender.To("A"));
        Assert.Equal(shop.Now + Duration.FromHours(1), (await shop.Load("a")).Due);
        Assert.Equal("future", (await shop.Documents.Find(Workshop.Key("a"), Stop))!.Kind);
    }

    [Fact]
    public async Task What_cannot_be_read_is_put_off_and_holds_up_no_other()
    {
        shop.Woken = Done;
        await shop.Documents.Save(new(Workshop.Key("bad"), "note", Encoding.UTF8.GetBytes("{\"state\":"), shop.Now - Duration.FromDays(1), null, null), Stop);
        await Waking("a", 0);
        await shop.Tick();
        Assert.Equal(["a"], woken);
        var bad = (await shop.Documents.Find(Workshop.Key("bad"), Stop))!;
        Assert.True(bad.Due > shop.Now);
        Assert.Equal("{\"state\":", Encoding.UTF8.GetString(bad.Body.Span));
    }

    [Fact]
    public async Task What_the_store_has_down_as_due_without_reason_is_set_right()
    {
        await shop.Edit("a", n => n with { Wake = shop.Now + Duration.FromHours(1) });
        var entry = (await shop.Documents.Find(Workshop.Key("a"), Stop))!;
        await shop.Documents.Save(entry with { Due = shop.Now }, Stop);
        Assert.Equal(1, await shop.Tick());
        Assert.Equal(shop.Now + Duration.FromHours(1), (await shop.Documents.Find(Workshop.Key("a"), Stop))!.Due);
    }

    [Fact]
    public async Task More_than_one_look_takes_is_done_in_one_tick()
    {
        shop.Woken = Done;
        for (var i = 0; i < 600; i++)
        {
            await Waking($"{i}", 0);
        }

        Assert.Equal(600, await shop.Tick());
        Assert.Equal(600, woken.Distinct().Count());
    }

    [Fact]
    public async Task A_store_that_fails_is_told_to_who_asked_and_what_was_due_is_done_later()
    {
        shop.Woken = Done;
        await Waking("a", 0);
        shop.Documents.Looking = () => throw new StoreUnavailableException("down");
        await Assert.ThrowsAsync<StoreUnavailableException>(shop.Tick);
        Assert.Null(shop.Clock.LastTick);
        shop.Documents.Looking = null;
        await shop.Tick();
        Assert.Equal(["a"], woken);
    }

    private Task Waking(string id, int seconds) => shop.Edit(id, n => n with { Wake = shop.Now + Duration.FromSeconds(seconds) });

    private async Task Done(IReadOnlyList<Key> keys)
    {
        foreach (var key in keys)
        {
            woken.Add(key.Id);
            await shop.Edit(key.Id, n => n with { Wake = null });
        }
    }
}
