using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Workers;

public sealed class ClockLoopSpecs : IAsyncLifetime
{
    private readonly Workshop shop = new();
    private readonly ClockLoop loop;
    private int woken;
    private int looks;

    public ClockLoopSpecs()
    {
        shop.Documents.Looking = () => Interlocked.Increment(ref looks);
        shop.Woken = async keys =>
        {
            await shop.Edit(keys[0].Id, n => n with { Wake = null });
            Interlocked.Increment(ref woken);
        };
        var clock = shop.Process(shop.Documents, out var courier);
        loop = new(clock, courier, new Pulse(shop.Signal, shop.Time, ClockOptions.Default with { Poll = Duration.FromSeconds(10) }), NullLogger<ClockLoop>.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await loop.StartAsync(Stop);
        await Idle(1);
    }

    public async ValueTask DisposeAsync()
    {
        await loop.StopAsync(Stop);
        loop.Dispose();
    }

    [Fact]
    public async Task What_this_process_announces_is_done_at_its_time()
    {
        await shop.Edit("later", n => n with { Wake = shop.Now + Duration.FromSeconds(3) });
        await shop.Edit("sooner", n => n with { Wake = shop.Now + Duration.FromSeconds(2) });
        shop.Time.Advance(TimeSpan.FromMilliseconds(1900));
        Assert.Equal(0, Volatile.Read(ref woken));
        await Passing(100, () => Volatile.Read(ref woken) == 1);
        await Passing(1000, () => Volatile.Read(ref woken) == 2);
    }

    [Fact]
    public async Task What_another_process_saved_is_found_at_the_next_look()
    {
        var other = new Change(shop.Documents, new DueSignal());
        await other.Run(Storage.Note.Kind, Workshop.Key("n"), null, _ => Storage.Note.Kind.New(Workshop.Key("n"), Storage.Note.Empty) with { Wake = shop.Now }, Stop);
        shop.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, Volatile.Read(ref woken));
        await Passing(1000, () => Volatile.Read(ref woken) == 1);
    }

    [Fact]
    public async Task A_failing_store_is_asked_ever_more_seldom_and_found_again()
    {
        shop.Documents.Looking = () =>
        {
            Interlocked.Increment(ref looks);
            throw new StoreUnavailableException("down");
        };
        var before = Volatile.Read(ref looks);
        for (var i = 0; i < 120; i++)
        {
            shop.Time.Advance(TimeSpan.FromSeconds(1));
            await Workshop.Until(() => shop.Time.Waiting > 0);
        }

        Assert.InRange(Volatile.Read(ref looks) - before, 4, 12);
        shop.Documents.Looking = null;
        await shop.Edit("n", n => n with { Wake = shop.Now });
        await Passing(60_000, () => Volatile.Read(ref woken) == 1);
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_on_its_way_and_saves_that_it_arrived()
    {
        var way = new TaskCompletionSource<Sent?>();
        shop.Sender.Script = _ => way.Task;
        await shop.Owe("n", "words", 1, "A");
        await Passing(1000, () => shop.Sender.Sendings.Count == 1);
        var stopping = loop.StopAsync(Stop);
        Assert.False(stopping.IsCompleted);
        way.SetResult(null);
        await stopping;
        Assert.Contains("card|north/realm/A", (await shop.Load("n")).Delivered);
    }

    /// <summary>Until the loop has looked so often and waits.</summary>
    private Task Idle(int times) => Workshop.Until(() => Volatile.Read(ref looks) >= times && shop.Time.Waiting > 0);

    /// <summary>Lets some time pass in small steps, then waits for what follows from it.</summary>
    private async Task Passing(int milliseconds, Func<bool> then)
    {
        for (var passed = 0; passed < milliseconds && !then(); passed += milliseconds / 10)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(milliseconds / 10.0));
            await Workshop.Until(() => shop.Time.Waiting > 0 || then());
        }

        await Workshop.Until(then);
    }
}
