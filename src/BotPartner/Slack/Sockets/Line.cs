using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Sockets;

/// <summary>One open socket, until it ends.</summary>
public sealed partial class Line(ClientWebSocket socket, Frames frames, ILogger log) : IDisposable
{
    /// <summary>So many envelopes at once; more wait at Slack.</summary>
    private const int MostAtOnce = 256;

    private readonly SemaphoreSlim slots = new(MostAtOnce);
    private readonly SemaphoreSlim sending = new(1);
    private readonly TaskCompletionSource<string> ends = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when Slack wants the socket replaced, with its reason, or with none when it has ended. It is read on until then.</summary>
    public Task<string> Ends => ends.Task;

    /// <summary>Whether Slack has said hello: from then on envelopes come.</summary>
    public bool Greeted { get; private set; }

    /// <summary>Reads until the socket is closed.</summary>
    public async Task Read(CancellationToken cancellation)
    {
        try
        {
            while (await Next(cancellation) is { } message)
            {
                await Take(message, cancellation);
            }
        }
        catch (Exception ended) when (ended is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever keeps the lines opens another.
        }
        finally
        {
            ends.TrySetResult("");

            // What was begun is finished and said, if it still can be.
            for (var i = 0; i < MostAtOnce; i++)
            {
                await slots.WaitAsync(CancellationToken.None);
            }

            await Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        slots.Dispose();
        sending.Dispose();
    }

    private async Task<byte[]?> Next(CancellationToken cancellation)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var received = await socket.ReceiveAsync(message.GetMemory(4096), cancellation);
            message.Advance(received.Count);
            if (received.MessageType == WebSocketMessageType.Close || message.WrittenCount > Incoming.Limit)
            {
                return null;
            }

            if (received.EndOfMessage)
            {
                return message.WrittenSpan.ToArray();
            }
        }
    }

    private async Task Take(byte[] message, CancellationToken cancellation)
    {
        JsonDocument document;
        try
        {
            document = Reading.Parse(message);
        }
        catch (Exception bad) when (bad is JsonException or MalformedException)
        {
            LogBad(log, bad.GetType().Name);
            return;
        }

        switch (document.RootElement.Words("type"u8))
        {
            case "hello":
                Greeted = true;
                break;
            case "disconnect":
                ends.TrySetResult(document.RootElement.Words("reason"u8) ?? "disconnect");
                break;
            default:
                await slots.WaitAsync(cancellation);
                _ = Answer(document);
                return;
        }

        document.Dispose();
    }

    private async Task Answer(JsonDocument document)
    {
        try
        {
            using (document)
            {
                if (await frames.Answer(document.RootElement) is { } answer)
                {
                    await Send(answer);
                }
            }
        }
#pragma warning disable CA1031 // One bad envelope must not end the line. Without an answer Slack delivers it again.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            LogBad(log, failed.GetType().Name);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task Send(byte[] answer)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(answer, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task Close()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException)
        {
            // So much the better.
        }
    }

    [LoggerMessage(241, LogLevel.Warning, "An envelope of Slack's could not be handled: {Kind}")]
    private static partial void LogBad(ILogger log, string kind);
}
