namespace BotPartner.Tests.Storage;

/// <summary>Time in which every wait is over at once and has taken as long as it should; but for long ones, which are over when it is said so.</summary>
internal sealed class HastyTime(TimeSpan patience) : TimeProvider
{
    private readonly TimeSpan patience = patience;
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];
    private readonly HashSet<Patient> patient = [];
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How long was waited, each time.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>All that is waited for with patience has taken too long.</summary>
    public void RunOut()
    {
        Patient[] late;
        lock (gate)
        {
            now += patience;
            late = [.. patient];
        }

        foreach (var one in late)
        {
            one.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Patient(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Patient(HastyTime time, Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }

            lock (time.gate)
            {
                if (dueTime >= time.patience)
                {
                    time.patient.Add(this);
                    return true;
                }

                time.now += dueTime;
                time.waits.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(_ => fire());
            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.patient.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
