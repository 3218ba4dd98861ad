using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary>One socket that the app holds open.</summary>
public sealed class SlackSocket : IDisposable
{
    private readonly WebSocket socket;
    private readonly SemaphoreSlim sending = new(1);

    internal SlackSocket(WebSocket socket) => this.socket = socket;

    /// <summary>Whether it was told to go: it gets nothing new.</summary>
    public bool Leaving { get; private set; }

    /// <summary>Tells the app to open another: <c>warning</c>, <c>refresh_requested</c>, <c>link_disabled</c> …; it stays open until it is cut.</summary>
    public async Task Disconnects(string reason)
    {
        Leaving = true;
        await Send(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "sandbox" } });
    }

    /// <summary>Ends it without a word.</summary>
    public void Cut() => socket.Abort();

    /// <inheritdoc/>
    public void Dispose() => sending.Dispose();

    internal async Task Send(JsonObject frame)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    internal async Task Read(Action<JsonObject> answered, CancellationToken cancellation)
    {
        var buffer = new byte[1024 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                    length += received.Count;
                }
                while (!received.EndOfMessage);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                if (JsonNode.Parse(buffer.AsSpan(0, length)) is JsonObject ack)
                {
                    answered(ack);
                }
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // Cut from one side or the other.
        }
    }
}
