namespace BotPartner.Sandbox.Time;

/// <summary>A clock that runs like another one, but can be moved forward. Timers ring when their moment has come, however it came.</summary>
/// <param name="real">The clock it runs like.</param>
/// <param name="ahead">How far it is ahead at first; may be negative.</param>
public sealed class ShiftedTime(TimeProvider real, TimeSpan ahead = default) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<Alarm> alarms = [];
    private TimeSpan ahead = ahead;
    private long stirs;
    private long rung;
    private int ringing;

    /// <summary>How far it is ahead of the clock it runs like.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (gate)
            {
                return ahead;
            }
        }
    }

    /// <summary>When the next timer rings that rings once; null if none is set. Those that ring again and again are housekeeping.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (gate)
            {
                return alarms.Where(a => !a.Repeats).Min(a => (DateTimeOffset?)a.At);
            }
        }
    }

    /// <summary>Grows whenever a timer is set, stopped or rings: while it does, somebody is at work.</summary>
    public long Stirs => Interlocked.Read(ref stirs);

    /// <summary>How many timers that ring once have rung: each is work that somebody wanted done at that moment.</summary>
    public long Rung => Interlocked.Read(ref rung);

    /// <summary>Whether a timer is about to ring, or what it calls has not returned yet.</summary>
    public bool Ringing
    {
        get
        {
            lock (gate)
            {
                return ringing > 0 || alarms.Any(a => a.At <= Now);
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return real.GetUtcNow() + ahead;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (gate)
        {
            return real.GetTimestamp() + (long)(ahead.TotalSeconds * real.TimestampFrequency);
        }
    }

    /// <summary>Moves it forward. There is no way back.</summary>
    public void Forward(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate)
        {
            ahead += by;
            foreach (var alarm in alarms)
            {
                alarm.Arm();
            }
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private ITimer Below(TimerCallback ring, Alarm alarm) => real.CreateTimer(ring, alarm, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private DateTimeOffset Now => real.GetUtcNow() + ahead;

    private sealed class Alarm : ITimer
    {
        // Timers below take no longer spans than some weeks.
        private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

        private readonly ShiftedTime time;
        private readonly Action ring;
        private readonly ITimer below;
        private TimeSpan every;
        private bool gone;

        public Alarm(ShiftedTime time, Action ring)
        {
            (this.time, this.ring) = (time, ring);
            below = time.Below(static alarm => ((Alarm)alarm!).Ring(), this);
        }

        public DateTimeOffset At { get; private set; }

        public bool Repeats => every > TimeSpan.Zero;

        /// <summary>Called with the gate held.</summary>
        public void Arm()
        {
            var left = At - time.Now;

            // Rounded up: who is woken at this moment finds that it has come.
            var wait = left <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            below.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                if (gone)
                {
                    return false;
                }

                Interlocked.Increment(ref time.stirs);
                every = period > TimeSpan.Zero ? period : TimeSpan.Zero;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    time.alarms.Remove(this);
                    return below.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                }

                At = time.Now + dueTime;
                time.alarms.Add(this);
                Arm();
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                gone = true;
                time.alarms.Remove(this);
                Interlocked.Increment(ref time.stirs);
            }

            below.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring()
        {
            lock (time.gate)
            {
                if (!time.alarms.Contains(this))
                {
                    return;
                }

                if (At > time.Now)
                {
                    Arm();
                    return;
                }

                Interlocked.Increment(ref time.stirs);
                if (every > TimeSpan.Zero)
                {
                    // What was missed meanwhile is not made up for.
                    At = time.Now + every;
                    Arm();
                }
                else
                {
                    time.alarms.Remove(this);
                    Interlocked.Increment(ref time.rung);
                }

                time.ringing++;
            }

            try
            {
                ring();
            }
            finally
            {
                lock (time.gate)
                {
                    time.ringing--;
                }
            }
        }
    }
}
