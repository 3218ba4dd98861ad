using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Tests.Sandbox;

public sealed class ShiftedTimeSpecs
{
    private readonly ManualTime real = new();

    [Fact]
    public void It_runs_like_the_clock_below_and_as_far_ahead_as_it_was_moved()
    {
        var time = new ShiftedTime(real);
        var (began, ticks) = (time.GetUtcNow(), time.GetTimestamp());
        real.Advance(TimeSpan.FromSeconds(10));
        time.Forward(TimeSpan.FromDays(3));
        Assert.Equal(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(10), time.GetUtcNow() - began);
        Assert.Equal(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(10), time.GetElapsedTime(ticks));
        Assert.Equal(TimeSpan.FromDays(3), time.Ahead);
    }

    [Fact]
    public void There_is_no_way_back() => Assert.Throws<ArgumentOutOfRangeException>(() => new ShiftedTime(real).Forward(TimeSpan.FromSeconds(-1)));

    [Fact]
    public void A_timer_rings_when_its_moment_has_come_by_either_way_and_not_before()
    {
        var time = new ShiftedTime(real);
        var rung = new List<string>();
        using var near = time.CreateTimer(_ => rung.Add("near"), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
        using var far = time.CreateTimer(_ => rung.Add("far"), null, TimeSpan.FromDays(100), Timeout.InfiniteTimeSpan);
        Assert.Equal(time.GetUtcNow().AddMinutes(10), time.Next);
        real.Advance(TimeSpan.FromMinutes(4));
        time.Forward(TimeSpan.FromMinutes(5));
        Assert.Empty(rung);
        real.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["near"], rung);

        // Longer than timers below can wait.
        time.Forward(TimeSpan.FromDays(99));
        real.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["near", "far"], rung);
        Assert.Null(time.Next);
    }

    [Fact]
    public async Task A_repeated_timer_does_not_make_up_for_what_it_missed()
    {
        var time = new ShiftedTime(real);
        var rung = 0;
        using var timer = time.CreateTimer(_ => Interlocked.Increment(ref rung), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Null(time.Next);
        time.Forward(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        real.Advance(TimeSpan.FromSeconds(1));
        await Soon.True(() => Volatile.Read(ref rung) == 1);
        real.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, rung);
    }

    [Fact]
    public void A_timer_that_was_stopped_or_disposed_is_silent()
    {
        var time = new ShiftedTime(real);
        var rung = 0;
        using var stopped = time.CreateTimer(_ => rung++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        var gone = time.CreateTimer(_ => rung++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        gone.Dispose();
        Assert.False(gone.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, rung);
    }

    [Fact]
    public async Task Moved_far_each_timer_does_its_work_at_its_own_moment()
    {
        var time = new ShiftedTime(TimeProvider.System);
        var start = time.GetUtcNow();
        using var clock = new RoomClock(time, new WireLog(time), () => 0);
        var moments = new List<TimeSpan>();
        var work = Work();
        await clock.Forward(TimeSpan.FromDays(2), TestContext.Current.CancellationToken);
        await work;

        // Each wait began when the one before had ended, though all were passed in one move.
        Assert.Equal([5, 10, 15], moments.Select(m => (int)m.TotalHours));
        Assert.True(time.Ahead >= TimeSpan.FromHours(47));

        async Task Work()
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Delay(TimeSpan.FromHours(5), time, TestContext.Current.CancellationToken);
                moments.Add(time.GetUtcNow() - start);
            }
        }
    }

    [Fact]
    public async Task While_what_a_timer_began_is_at_work_time_does_not_run_away()
    {
        var time = new ShiftedTime(TimeProvider.System);
        using var clock = new RoomClock(time, new WireLog(time), () => 0);
        var moments = await Moments(clock, at =>
        {
            // Computes, and shows nothing of it.
            while (TimeProvider.System.GetElapsedTime(at) < TimeSpan.FromMilliseconds(100))
            {
                Thread.SpinWait(100);
            }

            return Task.CompletedTask;
        });
        Assert.Equal([5, 10, 15], moments);
    }

    [Fact]
    public async Task Who_always_sets_a_timer_is_at_work_until_it_has_set_one()
    {
        var time = new ShiftedTime(TimeProvider.System);
        using var clock = new RoomClock(time, new WireLog(time), () => 0, TimeSpan.FromHours(5) + TimeSpan.FromSeconds(1));

        // Longer than any silence that would pass for rest.
        var moments = await Moments(clock, _ => Task.Delay(TimeSpan.FromMilliseconds(450), TimeProvider.System));
        Assert.Equal([5, 10, 15], moments);
    }

    [Fact]
    public async Task The_next_event_is_the_first_thing_the_bot_shows()
    {
        var time = new ShiftedTime(TimeProvider.System);
        var log = new WireLog(time);
        using var clock = new RoomClock(time, log, () => 0);
        using var looks = time.CreateTimer(_ => log.Record("teams", WireDirection.FromBot, "POST", "/t/oauth2/v2.0/token", 200, "", ""), null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);
        using var shows = time.CreateTimer(_ => log.Record("slack", WireDirection.FromBot, "POST", "/api/chat.postMessage", 200, "{}", "{}"), null, TimeSpan.FromHours(30), Timeout.InfiniteTimeSpan);
        Assert.True(await clock.ToNext(TestContext.Current.CancellationToken));
        Assert.Equal(30, (int)time.Ahead.TotalHours, 1.0);
    }

    [Fact]
    public async Task Whoever_stops_it_stays_where_it_is()
    {
        var time = new ShiftedTime(TimeProvider.System);
        using var clock = new RoomClock(time, new WireLog(time), () => 0);
        clock.Moved += (_, _) =>
        {
            if (time.Ahead > TimeSpan.FromHours(3))
            {
                clock.Stop();
            }
        };
        Assert.False(await clock.ToNext(TestContext.Current.CancellationToken));
        Assert.InRange(time.Ahead.TotalHours, 3, 6);
        Assert.False(clock.Moving);
    }

    /// <summary>In which hour each of three pieces of work was done; each is wanted five hours after the one before.</summary>
    private static async Task<int[]> Moments(RoomClock clock, Func<long, Task> work)
    {
        var (start, moments, cancellation) = (clock.Time.GetUtcNow(), new List<int>(), TestContext.Current.CancellationToken);
        var worker = Work();
        await clock.Forward(TimeSpan.FromHours(19), cancellation);
        await worker;
        return [.. moments];

        async Task Work()
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Delay(TimeSpan.FromHours(5), clock.Time, cancellation);
                await Task.Yield();
                await work(TimeProvider.System.GetTimestamp());
                moments.Add((int)(clock.Time.GetUtcNow() - start).TotalHours);
            }

            await Task.Delay(TimeSpan.FromHours(4), clock.Time, cancellation);
        }
    }
}
