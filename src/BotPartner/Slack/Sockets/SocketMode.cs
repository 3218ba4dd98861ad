using System.Net.WebSockets;

namespace BotPartner.Slack.Sockets;

/// <summary>Socket Mode: Slack comes over sockets that the bot opens, so that it needs no address of its own.</summary>
public sealed class SocketMode(Connections connections, Frames frames, SlackSettings settings, Rhythm rhythm) : BackgroundService
{
    private int open;

    /// <summary>How many lines are open and greeted.</summary>
    public int Open => Volatile.Read(ref open);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(1, settings.Sockets).Select(number => Keep(number, stoppingToken)));

    /// <summary>Keeps one line open: when it ends, or is about to, another is opened.</summary>
    private async Task Keep(int number, CancellationToken stopping)
    {
        var reading = new List<Task>();
        var turn = Turn.First;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var (line, trouble) = await Connect(stopping);
                var began = rhythm.Now;
                var why = trouble;
                if (line is not null)
                {
                    reading.RemoveAll(r => r.IsCompleted);
                    reading.Add(Read(line, stopping));

                    // The old one is read on until Slack closes it, while its successor is being opened.
                    why = await line.Ends;
                }

                turn = rhythm.After(turn, line is not null, why ?? "", began);
                await rhythm.Rest(turn, number, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The bot stops.
        }
        finally
        {
            await Task.WhenAll(reading);
        }
    }

    private async Task Read(Line line, CancellationToken stopping)
    {
        using (line)
        {
            Interlocked.Increment(ref open);
            try
            {
                await line.Read(stopping);
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        }
    }

    private async Task<(Line? Line, string? Trouble)> Connect(CancellationToken stopping)
    {
        var (url, trouble) = await connections.Open(stopping);
        if (url is null)
        {
            return (null, trouble);
        }

        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(30);
            socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20); // A dead line is noticed though nobody closes it.
            await rhythm.InTime(ct => socket.ConnectAsync(url, ct), stopping);
            return (new Line(socket, frames, rhythm.Log), null);
        }
        catch (Exception refused) when (refused is WebSocketException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            socket.Dispose();
            return (null, "the socket could not be opened");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
