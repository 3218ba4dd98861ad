using System.Threading.Channels;

namespace BotPartner;

/// <summary>Direct answers that go out after the request was acknowledged. They are not owed: lost when the process dies,
/// dropped with a word in the log when there are too many.</summary>
public sealed partial class Answers(ILogger<Answers> log) : BackgroundService
{
    private const int Lanes = 16;
    private readonly Channel<Func<CancellationToken, Task>> waiting =
        Channel.CreateBounded<Func<CancellationToken, Task>>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.Wait });

    private int open;

    /// <summary>How many answers are waiting or under way.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Sends an answer soon.</summary>
    public void Later(Func<CancellationToken, Task> send)
    {
        Interlocked.Increment(ref open);
        if (!waiting.Writer.TryWrite(send))
        {
            Interlocked.Decrement(ref open);
            LogDropped(log);
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Lane(stoppingToken)));

    private async Task Lane(CancellationToken stopping)
    {
        await foreach (var send in waiting.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await send(stopping);
            }
#pragma warning disable CA1031 // One failed answer must not stop the others; nothing durable depends on it.
            catch (Exception failed) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(log, failed.GetType().Name, failed.Message);
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "An answer was dropped: too many are waiting")]
    private static partial void LogDropped(ILogger log);

    [LoggerMessage(11, LogLevel.Warning, "An answer could not be sent: {Kind}: {Reason}")]
    private static partial void LogFailed(ILogger log, string kind, string reason);
}
