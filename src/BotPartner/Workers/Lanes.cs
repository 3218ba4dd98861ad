namespace BotPartner.Workers;

/// <summary>One lane a place: what goes there goes one after the other, in the order in which it was put in; places do not wait for each other.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<string, Task> last = [];
    private readonly Lock gate = new();
    private int open;
    private TaskCompletionSource quiet = Done();

    /// <summary>How much is under way, or waits its turn.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Completes when nothing is under way.</summary>
    public Task Quiet
    {
        get
        {
            lock (gate)
            {
                return quiet.Task;
            }
        }
    }

    /// <summary>Puts work, which must not throw, at the end of a lane.</summary>
    public void Add(string lane, Func<Task> work)
    {
        lock (gate)
        {
            if (open++ == 0)
            {
                quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            var before = last.GetValueOrDefault(lane, Task.CompletedTask);
            last[lane] = Run(lane, before, work);
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task Run(string lane, Task before, Func<Task> work)
    {
        // Never inside the caller's turn: it holds the gate.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await work();
        }
        finally
        {
            End(lane);
        }
    }

    private void End(string lane)
    {
        lock (gate)
        {
            // The last one in its lane takes the lane with it; its own task is not complete yet, but its work is.
            if (--open == 0)
            {
                last.Clear();
                quiet.SetResult();
            }
            else if (last.Count > 1024)
            {
                foreach (var (idle, _) in last.Where(l => l.Value.IsCompleted && l.Key != lane).ToArray())
                {
                    last.Remove(idle);
                }
            }
        }
    }
}
