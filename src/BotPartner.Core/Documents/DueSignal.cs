using NodaTime;

namespace BotPartner.Core.Documents;

/// <summary>Tells the clock of this process what was saved with a due time, so that it need not wait for its next look.</summary>
public sealed class DueSignal
{
    /// <summary>How many due times are remembered; the clock's regular look finds what is beyond.</summary>
    public const int Remembered = 4096;

    private readonly Lock gate = new();
    private readonly SortedSet<long> milliseconds = [];
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What set it to be due.</summary>
    public Causes Causes { get; } = new();

    /// <summary>The earliest time announced and not yet forgotten; null if there is none.</summary>
    public Instant? Earliest
    {
        get
        {
            lock (gate)
            {
                return milliseconds.Count == 0 ? null : Instant.FromUnixTimeMilliseconds(milliseconds.Min);
            }
        }
    }

    /// <summary>Completes when <see cref="Earliest"/> becomes earlier than it was when this was read.</summary>
    public Task Earlier
    {
        get
        {
            lock (gate)
            {
                return next.Task;
            }
        }
    }

    /// <summary>Says that a document is due then; null for never.</summary>
    public void Announce(Instant? due)
    {
        if (due is not { } at)
        {
            return;
        }

        // Rounded up, as stores do: a look at this time finds the document due.
        var millisecond = (at + Duration.FromMilliseconds(1) - Duration.Epsilon).ToUnixTimeMilliseconds();
        lock (gate)
        {
            var earlier = milliseconds.Count == 0 || millisecond < milliseconds.Min;
            if (!milliseconds.Add(millisecond))
            {
                return;
            }

            if (milliseconds.Count > Remembered)
            {
                milliseconds.Remove(milliseconds.Max);
            }

            if (earlier)
            {
                next.SetResult();
                next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Forgets what was announced for up to then; called by the clock before it looks.</summary>
    public void Forget(Instant upTo)
    {
        lock (gate)
        {
            while (milliseconds.Count > 0 && milliseconds.Min <= upTo.ToUnixTimeMilliseconds())
            {
                milliseconds.Remove(milliseconds.Min);
            }
        }
    }
}
