using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Slack.Inbound;

/// <summary>Hands requests in, and keeps Slack's time: it wants an answer within three seconds.</summary>
public sealed class Intake(Inbox inbox, TimeProvider time)
{
    /// <summary>How long work is waited for. What is left of the three seconds belongs to the network.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private const int Remembered = 20_000;
    private readonly Bounded<bool> finished = new(Remembered);
    private readonly ConcurrentDictionary<string, Task<bool>> underWay = new();

    /// <summary>Handles a request. It is finished even if Slack hangs up, since it may already be half done.</summary>
    public Task<Handled> Run(Request request) => inbox.Handle(request, CancellationToken.None);

    /// <summary>Whether work is finished within what is left of the time.</summary>
    public async Task<bool> InTime(Task work, long started)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!work.IsCompleted && Patience - time.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            await work.WaitAsync(left, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return work.IsCompleted;
    }

    /// <summary>Does work that Slack may deliver several times, once: a delivery that comes while another runs shares its result,
    /// one that comes after work that settled finds it done.</summary>
    /// <remarks>Only a short cut in this process: what must hold is kept with the documents.</remarks>
    public Task<bool> Once(string id, Func<Task<bool>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (finished.TryGet(id, out _))
        {
            return Task.FromResult(true);
        }

        var mine = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = underWay.GetOrAdd(id, mine.Task);
        if (running == mine.Task)
        {
            _ = Finish(id, work, mine);
        }

        return running;
    }

    /// <summary>When something was done that carries no time of its own.</summary>
    public Instant SignedAt(Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        return Naming.SignedAt(incoming.Second);
    }

    private async Task Finish(string id, Func<Task<bool>> work, TaskCompletionSource<bool> mine)
    {
        try
        {
            var settled = finished.TryGet(id, out _) || await work(); // the other may have finished between the two looks
            if (settled)
            {
                finished.Set(id, true);
            }

            mine.SetResult(settled);
        }
#pragma warning disable CA1031 // Passed on to all who wait.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            mine.SetException(broken);
        }
        finally
        {
            underWay.TryRemove(id, out _);
        }
    }
}
