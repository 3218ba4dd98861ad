namespace BotPartner.Tests;

/// <summary>Time that stands still until it is moved by hand; timers fire while it moves, each at its own moment.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start;

    public ManualTime()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are waiting to fire.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return alarms.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    public void SetUtcNow(DateTimeOffset to)
    {
        while (true)
        {
            Alarm? next;
            lock (gate)
            {
                next = alarms.Where(a => a.At <= to).MinBy(a => a.At);
                if (next is null)
                {
                    now = to > now ? to : now;
                    return;
                }

                now = next.At > now ? next.At : now;
                next.Rearm();
            }

            next.Fire();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(ManualTime time, Action fire) : ITimer
    {
        private TimeSpan every;

        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        /// <summary>Called with the gate held.</summary>
        public void Rearm()
        {
            At += every;
            if (every <= TimeSpan.Zero)
            {
                time.alarms.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var immediately = dueTime == TimeSpan.Zero;
            lock (time.gate)
            {
                time.alarms.Remove(this);
                every = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                if (dueTime != Timeout.InfiniteTimeSpan && !(immediately && every <= TimeSpan.Zero))
                {
                    At = time.now + (immediately ? every : dueTime);
                    time.alarms.Add(this);
                }
            }

            if (immediately)
            {
                ThreadPool.QueueUserWorkItem(_ => fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
