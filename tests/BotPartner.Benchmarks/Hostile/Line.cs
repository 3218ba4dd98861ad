using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>A connection on which anything may be sent, and that is opened anew when the bot hangs up.</summary>
internal sealed class Line(int port) : IDisposable
{
    /// <summary>The connection was closed without an answer.</summary>
    public const int Closed = -1;

    /// <summary>No answer within the time.</summary>
    public const int Silent = -2;

    private readonly byte[] buffer = new byte[4 * 1024 * 1024];
    private Socket? socket;
    private int length;
    private int bodyStart;

    /// <summary>The body of the last answer, framing and all.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(bodyStart, length - bodyStart);

    /// <summary>Sends, and waits for the answer's status.</summary>
    public async Task<int> Send(Shot shot, TimeSpan most)
    {
        using var patience = new CancellationTokenSource(most);
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var fresh = socket is null;
                socket ??= await Connect(patience.Token);
                var sending = Push(socket, shot, patience.Token);
                var status = await Receive(shot.Bytes.AsSpan().StartsWith("HEAD"u8), patience.Token);
                await sending;
                if (status != Closed || fresh || attempt > 0)
                {
                    if (!shot.Whole || status == Closed || Closing())
                    {
                        Drop();
                    }

                    return status;
                }

                // It was closed after the answer before, as may happen between two requests.
                Drop();
            }
        }
        catch (OperationCanceledException)
        {
            Drop();
            return Silent;
        }
    }

    public void Dispose() => Drop();

    private async Task<Socket> Connect(CancellationToken cancellation)
    {
        var fresh = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await fresh.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return fresh;
    }

    /// <summary>What does not end where it says ends with the connection.</summary>
    private static async Task Push(Socket to, Shot shot, CancellationToken cancellation)
    {
        try
        {
            for (var sent = 0; sent < shot.Bytes.Length;)
            {
                sent += await to.SendAsync(shot.Bytes.AsMemory(sent), cancellation);
            }

            if (!shot.Whole)
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException)
        {
            // It was answered, or hung up on, before it was all sent.
        }
    }

    private async Task<int> Receive(bool headOnly, CancellationToken cancellation)
    {
        length = bodyStart = 0;
        while (true)
        {
            int read;
            try
            {
                read = await socket!.ReceiveAsync(buffer.AsMemory(length), cancellation);
            }
            catch (SocketException)
            {
                read = 0;
            }

            if (read == 0)
            {
                return Status() ?? Closed;
            }

            length += read;
            if (Whole(headOnly) is { } status)
            {
                return status;
            }
        }
    }

    private int? Whole(bool headOnly)
    {
        while (true)
        {
            var got = buffer.AsSpan(0, length);
            var end = got.IndexOf("\r\n\r\n"u8);
            if (end < 0 || Status() is not { } status)
            {
                return null;
            }

            bodyStart = end + 4;
            if (status == 100)
            {
                got[bodyStart..].CopyTo(buffer);
                length -= bodyStart;
                bodyStart = 0;
                continue;
            }

            var chunked = Says(got[..end], "transfer-encoding: chunked"u8);
            return headOnly || status is 204 or 304 || (chunked ? got[bodyStart..].EndsWith("0\r\n\r\n"u8) : length - bodyStart >= HttpText.ContentLength(got[..end])) ? status : null;
        }
    }

    private int? Status() => length >= 12 && Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _) ? status : null;

    private bool Closing() => Says(buffer.AsSpan(0, Math.Max(0, bodyStart)), "connection: close"u8);

    private static bool Says(ReadOnlySpan<byte> head, ReadOnlySpan<byte> what)
    {
        for (var at = 0; at + what.Length <= head.Length; at++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, what.Length), what))
            {
                return true;
            }
        }

        return false;
    }

    private void Drop()
    {
        socket?.Dispose();
        socket = null;
    }
}
