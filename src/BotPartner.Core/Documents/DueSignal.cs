using NodaTime;

namespace BotPartner.Core.Documents;

/// <summary>Tells the clock of this process that something was saved with a due time, so that it need not wait for its next look.</summary>
public sealed class DueSignal
{
    private readonly Lock gate = new();
    private TaskCompletionSource<Instant> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Instant earliest = Instant.MaxValue;

    /// <summary>Says that a document is due then; null for never.</summary>
    public void Announce(Instant? due)
    {
        if (due is not { } at)
        {
            return;
        }

        lock (gate)
        {
            if (at >= earliest)
            {
                return;
            }

            earliest = at;
            next.TrySetResult(at);
        }
    }

    /// <summary>Completes when something earlier than all that was announced since the last reset is announced.</summary>
    public Task<Instant> Earlier
    {
        get
        {
            lock (gate)
            {
                return next.Task;
            }
        }
    }

    /// <summary>Forgets what was announced; called by the clock before it looks.</summary>
    public void Reset()
    {
        lock (gate)
        {
            earliest = Instant.MaxValue;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
