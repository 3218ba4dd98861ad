using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Time;

/// <summary>Moves the room's time forward, one timer after the other, and lets each do its work before the next: what happens, happens at its moment.</summary>
/// <param name="time">The room's.</param>
/// <param name="log">Tells when the bot shows something.</param>
/// <param name="underWay">How many things the bot is known to be at: requests on the wire, answers and messages it is sending.</param>
/// <param name="pulse">The bot has always set a timer as near as this, unless it is at work; null if nothing is known of it.</param>
internal sealed class RoomClock(ShiftedTime time, WireLog log, Func<int> underWay, TimeSpan? pulse = null) : IDisposable
{
    /// <summary>How far it looks for the next thing that happens.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(60);

    // What rings again and again rings at least once in this.
    private static readonly TimeSpan Stride = TimeSpan.FromHours(1);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private const int Glances = 3;

    private readonly SemaphoreSlim one = new(1);
    private CancellationTokenSource moving = new();

    /// <summary>Raised when it begins to move, on its way, and when it has arrived.</summary>
    public event EventHandler? Moved;

    public ShiftedTime Time => time;

    /// <summary>Whether it is being moved.</summary>
    public bool Moving { get; private set; }

    /// <summary>Moves it by so much.</summary>
    public Task Forward(TimeSpan by, CancellationToken cancellation = default) => Alone(async stop =>
    {
        await To(time.GetUtcNow() + by, () => false, stop);
        return true;
    }, cancellation);

    /// <summary>Moves it until the bot shows something new.</summary>
    /// <returns>Whether it did, within <see cref="Farthest"/>.</returns>
    public Task<bool> ToNext(CancellationToken cancellation = default) => Alone(async stop =>
    {
        var last = log.Last;
        bool Shown() => log.Entries.Reverse().TakeWhile(e => e.Number > last).Any(Shows);
        await To(time.GetUtcNow() + Farthest, Shown, stop);
        var shown = Shown();
        await Rest(stop);
        return shown;
    }, cancellation);

    /// <summary>Lets everything happen that follows at once: a few seconds at most each.</summary>
    public Task Settle(CancellationToken cancellation = default) => Alone(async stop =>
    {
        await Rest(stop);
        return true;
    }, cancellation);

    /// <summary>Stays where it is.</summary>
    public void Stop() => moving.Cancel();

    public void Dispose()
    {
        moving.Dispose();
        one.Dispose();
    }

    /// <summary>Whether the bot put something before people's eyes.</summary>
    internal static bool Shows(WireEntry entry) => entry.Direction == WireDirection.FromBot && entry.Status is >= 200 and < 300
        && (entry.Path.Contains("/activities", StringComparison.Ordinal)
            || entry.Path.Contains("/api/chat.", StringComparison.Ordinal)
            || entry.Path.Contains("/hooks/", StringComparison.Ordinal)
            || entry.Path.Contains("/api/views.", StringComparison.Ordinal)
            || (entry.Method == "POST" && entry.Path.EndsWith("/v3/conversations", StringComparison.Ordinal) && entry.RequestBody.Contains("\"activity\"", StringComparison.Ordinal)));

    private async Task<bool> Alone(Func<CancellationToken, Task<bool>> move, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            moving.Dispose();
            moving = new();
            Moving = true;
            Moved?.Invoke(this, EventArgs.Empty);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(moving.Token, cancellation);
            return await move(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Moving = false;
            one.Release();
            Moved?.Invoke(this, EventArgs.Empty);
        }
    }

    private async Task To(DateTimeOffset target, Func<bool> enough, CancellationToken stop)
    {
        await AtRest(stop);
        while (!enough())
        {
            var left = target - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            var longest = left < Stride ? left : Stride;
            var next = time.Next is { } ring && ring - time.GetUtcNow() is var wait && wait < longest ? wait : longest;
            time.Forward(next > TimeSpan.Zero ? next : TimeSpan.Zero);
            Moved?.Invoke(this, EventArgs.Empty);
            await AtRest(stop);
        }
    }

    private async Task Rest(CancellationToken stop)
    {
        var until = time.GetUtcNow() + TimeSpan.FromSeconds(60);
        await Quiet(stop);
        while (time.Next is { } ring && ring < until && ring - time.GetUtcNow() is var wait && wait <= Breath)
        {
            time.Forward(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            await Quiet(stop);
        }
    }

    /// <summary>Waits, in real time, until nobody has stirred for some glances.</summary>
    private Task Quiet(CancellationToken stop) => Still((_, _) => true, stop);

    /// <summary>The same; and, before a far stride, until this process has nothing to do either, or, where it is never idle, until nobody has
    /// stirred for long: what a timer has begun may be due work that is not there to be seen yet.</summary>
    private Task AtRest(CancellationToken stop) => Still((idle, silence) => idle >= Glances || silence >= Silence || time.Next <= time.GetUtcNow() + Breath, stop);

    private async Task Still(Func<int, TimeSpan, bool> enough, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        var (seen, since, glances, idle) = (Seen(), began, 0, 0);
        while (TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Glance, TimeProvider.System, stop);
            var now = Seen();
            if (now != seen || Busy())
            {
                (seen, since, glances, idle) = (now, TimeProvider.System.GetTimestamp(), 0, 0);
                continue;
            }

            (glances, idle) = (glances + 1, IsIdle() ? idle + 1 : 0);
            if (glances >= Glances && enough(idle, TimeProvider.System.GetElapsedTime(since)))
            {
                return;
            }
        }

        (long, long) Seen() => (log.Last, time.Stirs);
    }

    private bool Busy() => underWay() > 0 || time.Ringing || (pulse is { } near && !(time.Next <= time.GetUtcNow() + near));

    // Nothing waits for a thread, and no thread works but this one.
    private static bool IsIdle()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most - free <= 1 && ThreadPool.PendingWorkItemCount == 0;
    }
}
