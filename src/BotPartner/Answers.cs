using System.Diagnostics;
using System.Threading.Channels;
using BotPartner.Core.Documents;
using BotPartner.Telemetry;

namespace BotPartner;

/// <summary>Direct answers that go out after the request was acknowledged. They are not owed: lost when the process dies,
/// dropped with a word in the log when there are too many. Those that wait when the bot stops are sent first, as far as there is time.</summary>
public sealed partial class Answers(ILogger<Answers> log) : BackgroundService, IHostedLifecycleService
{
    private const int Lanes = 16;
    private readonly Channel<Answer> waiting = Channel.CreateBounded<Answer>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.Wait });

    private int open;

    /// <summary>How many answers are waiting or under way.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Sends an answer soon.</summary>
    public void Later(Func<CancellationToken, Task> send)
    {
        Interlocked.Increment(ref open);
        if (!waiting.Writer.TryWrite(new(send, Correlation.Current?.Id, Activity.Current)))
        {
            Interlocked.Decrement(ref open);
            Measures.Answer("dropped");
            LogDropped(log);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Goes on: what is still being handled may have something to answer.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nothing comes in any more: sends what waits, and stops.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } sending)
        {
            await sending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Lane(stoppingToken)));

    private async Task Lane(CancellationToken stopping)
    {
        try
        {
            await foreach (var answer in waiting.Reader.ReadAllAsync(stopping))
            {
                await Send(answer, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Time is up.
        }
    }

    private async Task Send(Answer answer, CancellationToken stopping)
    {
        using var correlation = Correlation.Begin(answer.Correlation, isRequest: true);
        Activity.Current = answer.Request;
        using var span = Spans.Within("answer", ActivityKind.Client);
        try
        {
            await answer.Send(stopping);
        }
#pragma warning disable CA1031 // One failed answer must not stop the others; nothing durable depends on it.
        catch (Exception failed) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Measures.Answer("failed");
            LogFailed(log, failed.GetType().Name, failed.Message);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private sealed record Answer(Func<CancellationToken, Task> Send, string? Correlation, Activity? Request);

    [LoggerMessage(10, LogLevel.Warning, "An answer was dropped: too many are waiting, or the bot has stopped")]
    private static partial void LogDropped(ILogger log);

    [LoggerMessage(11, LogLevel.Warning, "An answer could not be sent: {Kind}: {Reason}")]
    private static partial void LogFailed(ILogger log, string kind, string reason);
}
