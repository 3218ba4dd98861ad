using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BotPartner.Benchmarks;

/// <summary>One connection that sends prepared requests: the load must cost little, since it shares the machine with what it measures.</summary>
internal sealed class Wire : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<Wire, bool> Open = [];
    private static Timer? clock;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];
    private long since = long.MaxValue;
    private int bodyStart;
    private int length;

    /// <summary>The body of the last answer.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(bodyStart, length - bodyStart);

    /// <summary>The head of the last answer, with the empty line that ends it.</summary>
    public ReadOnlySpan<byte> Head => buffer.AsSpan(0, bodyStart);

    public static async Task<Wire> Connect(int port)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(IPAddress.Loopback, port);
        if (((IPEndPoint)wire.socket.LocalEndPoint!).Port == port)
        {
            // Nobody listens there, and the system chose the same port for this end: it would talk to itself.
            wire.Dispose();
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        Open[wire] = true;
        clock ??= new(_ => HangUp(), null, Patience / 6, Patience / 6);
        return wire;
    }

    /// <summary>Sends a request, waits for the whole answer, and returns its status. An answer that does not come in half a minute is a connection that was cut.</summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        Volatile.Write(ref since, Environment.TickCount64);
        await socket.SendAsync(request);
        (length, bodyStart) = (0, 0);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("the connection was closed");
            }

            length += read;
            if (Whole() is { } status)
            {
                Volatile.Write(ref since, long.MaxValue);
                return status;
            }
        }
    }

    public void Dispose()
    {
        Open.TryRemove(this, out _);
        socket.Dispose();
    }

    /// <summary>Who waits for an answer that does not come waits no longer; one clock for all, since a timer for each request would cost more than the request.</summary>
    private static void HangUp()
    {
        foreach (var (wire, _) in Open)
        {
            if (Environment.TickCount64 - Volatile.Read(ref wire.since) > Patience.TotalMilliseconds)
            {
                Console.Error.WriteLine($"no answer in {Patience.TotalSeconds:0} s");
                wire.socket.Dispose();
            }
        }
    }

    private int? Whole()
    {
        var got = buffer.AsSpan(0, length);
        var end = got.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        bodyStart = end + 4;
        return length >= bodyStart + HttpText.ContentLength(got[..end]) && Utf8Parser.TryParse(got[9..12], out int status, out _) ? status : null;
    }
}

/// <summary>As much of HTTP/1.1 as both ends of the benchmark need.</summary>
internal static class HttpText
{
    /// <summary>What the head says of the body's length; 0 if it says nothing.</summary>
    public static int ContentLength(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "\r\ncontent-length:"u8;
        for (var at = 0; at + name.Length < head.Length; at++)
        {
            var next = head[at..].IndexOf((byte)'\r');
            if (next < 0)
            {
                return 0;
            }

            at += next;
            if (head.Length - at > name.Length && System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name))
            {
                return Utf8Parser.TryParse(head[(at + name.Length)..].TrimStart((byte)' '), out int length, out _) ? length : 0;
            }
        }

        return 0;
    }
}
