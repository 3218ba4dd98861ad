using System.Collections.Concurrent;
using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;
using BotPartner.Workers;
using NodaTime;

namespace BotPartner.Tests.Workers;

/// <summary>Documents that are woken each by itself: however many are due, none waits for one that fails or takes long, and the clock shows that it goes on.</summary>
public sealed class LoneSpecs
{
    private static readonly Kind<Note> Lone = Note.Kind with { Name = "lone" };
    private readonly Workshop shop = new();
    private readonly ConcurrentQueue<string> done = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hundreds_due_at_the_same_minute_are_woken_some_at_a_time_and_each_one_done_is_a_sign_of_life()
    {
        var (at, most, gate) = (0, 0, new SemaphoreSlim(0));
        shop.Woken = async keys =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref at));
            await gate.WaitAsync(Stop);
            await Done(keys);
            Interlocked.Decrement(ref at);
        };
        for (var i = 0; i < 200; i++)
        {
            await Due($"{i:000}");
        }

        var look = shop.Clock.Look(Stop);
        await Workshop.Until(() => Volatile.Read(ref at) == Duties.Together);
        Assert.Null(shop.Clock.LastTick);
        for (var i = 1; i <= 200; i++)
        {
            // Each takes half a minute: by the old reckoning the clock stood still after two.
            shop.Time.Advance(TimeSpan.FromSeconds(30));
            gate.Release();
            await Workshop.Until(() => shop.Clock.LastTick == shop.Now);
        }

        await look;
        Assert.Equal((200, Duties.Together), (done.Distinct().Count(), most));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_fails_holds_back_no_other_is_not_repeated_at_once_and_comes_back_ever_later(bool forTheStore)
    {
        var tries = new ConcurrentQueue<Instant>();
        shop.Woken = keys =>
        {
            if (Assert.Single(keys).Id != "bad")
            {
                return Done(keys);
            }

            tries.Enqueue(shop.Now);
            throw forTheStore ? new StoreUnavailableException("one box is busy") : new InvalidOperationException("broken");
        };
        foreach (var id in new[] { "a", "bad", "c", "d" })
        {
            await Due(id);
        }

        await shop.Tick();
        Assert.Equal(["a", "c", "d"], done.Order());
        Assert.Equal(shop.Now, shop.Clock.LastTick);
        Assert.Single(tries);
        await shop.Pass(40);
        var gaps = tries.Zip(tries.Skip(1), (a, b) => (b - a).TotalSeconds).ToArray();
        Assert.InRange(tries.Count, 5, 7);
        Assert.Equal(gaps.Order(), gaps);
        Assert.Equal(3, done.Count);
    }

    [Fact]
    public async Task Where_the_store_is_down_the_look_fails_and_nothing_is_forgotten()
    {
        shop.Woken = _ => throw new StoreUnavailableException("down");
        await Due("a");
        await Due("b");
        shop.Documents.Writing = _ => throw new StoreUnavailableException("down");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => shop.Clock.Look(Stop));
        Assert.Null(shop.Clock.LastTick);
        shop.Documents.Writing = null;
        shop.Woken = Done;
        await shop.Pass(20);
        Assert.Equal(["a", "b"], done.Order());
    }

    [Fact]
    public async Task What_was_done_before_one_of_a_batch_failed_is_not_done_again()
    {
        shop.Woken = async keys =>
        {
            foreach (var key in keys)
            {
                await (key.Id == "bad" ? throw new StoreUnavailableException("one box is busy") : Done([key]));
            }
        };
        foreach (var id in new[] { "a", "bad", "c" })
        {
            await shop.Edit(id, n => n with { Wake = shop.Now });
        }

        await shop.Tick();
        Assert.Equal(["a", "c"], done.Order());
        Assert.True((await shop.Load("bad")).Wake > shop.Now);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private Task Due(string id) => shop.Change.Run(
        Lone, Workshop.Key(id), null, n => (n ?? Lone.New(Workshop.Key(id), Note.Empty)) with { Wake = shop.Now }, Stop);

    private async Task Done(IReadOnlyList<Key> keys)
    {
        foreach (var key in keys)
        {
            done.Enqueue(key.Id);
            var kind = (await shop.Documents.Find(key, Stop))!.Kind;
            await shop.Change.Run(Note.Kind with { Name = kind }, key, null, n => n! with { Wake = null }, Stop);
        }
    }
}
