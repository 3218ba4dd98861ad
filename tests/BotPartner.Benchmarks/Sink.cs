using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace BotPartner.Benchmarks;

/// <summary>The far side of all that the bot sends: Slack's Web API and response URLs, the Connector, the token endpoint.
/// It answers at once, keeps the cards, and checks that each confirmation names the voter's partner.</summary>
internal sealed class Sink : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<string, byte[]> cards = new();
    private bool hangs;
    private int confirmed;
    private int misnamed;
    private int edits;
    private int asked;
    private int serial;

    public Sink()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public string TeamsService => Url + "/teams/";

    /// <summary>Hears what each voter is told on Slack.</summary>
    public Action<int, string>? Told { get; set; }

    /// <summary>Answers before the sink does, with what is sent as it stands: null leaves it to the sink, nothing at all cuts the connection.</summary>
    public Func<string, byte[], ValueTask<byte[]?>>? Before { get; set; }

    /// <summary>Whether it takes requests and answers none, for as long as this is so.</summary>
    public bool Hangs
    {
        get => Volatile.Read(ref hangs);
        set => Volatile.Write(ref hangs, value);
    }

    /// <summary>How many confirmations came that name the right partner.</summary>
    public int Confirmed => Volatile.Read(ref confirmed);

    /// <summary>How many came that do not.</summary>
    public int Misnamed => Volatile.Read(ref misnamed);

    /// <summary>How often a card was edited.</summary>
    public int Edits => Volatile.Read(ref edits);

    /// <summary>How often <c>users.info</c> was asked.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>The message that stands in a channel, once it was posted.</summary>
    public async Task<JsonElement> Card(string channel)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (cards.TryGetValue(channel, out var card))
            {
                return JsonDocument.Parse(card).RootElement;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("no card was posted in " + channel);
    }

    /// <summary>Forgets the cards of an assembly, so that the next one can be told.</summary>
    public void Forget(Assembly assembly)
    {
        cards.TryRemove(assembly.SlackChannel, out _);
        cards.TryRemove(assembly.TeamsChannel, out _);
    }

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptAsync());
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private async Task Serve(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[256 * 1024];
            for (var length = 0; ;)
            {
                int read;
                try
                {
                    read = await socket.ReceiveAsync(buffer.AsMemory(length));
                }
                catch (SocketException)
                {
                    return;
                }

                if (read == 0)
                {
                    return;
                }

                length += read;
                while (Hangs)
                {
                    await Task.Delay(20);
                }

                while (Whole(buffer.AsSpan(0, length)) is var used and > 0)
                {
                    var answer = Before is { } before ? await before(Path(buffer), Body(buffer.AsSpan(0, used)).ToArray()) : null;
                    answer ??= Take(buffer.AsSpan(0, used));
                    if (answer.Length == 0)
                    {
                        return;
                    }

                    await socket.SendAsync(answer);
                    buffer.AsSpan(used, length - used).CopyTo(buffer);
                    length -= used;
                }
            }
        }
    }

    /// <summary>How long the first request in the buffer is; 0 if it is not all there yet.</summary>
    private static int Whole(ReadOnlySpan<byte> got)
    {
        var end = got.IndexOf("\r\n\r\n"u8);
        var whole = end < 0 ? 0 : end + 4 + HttpText.ContentLength(got[..end]);
        return whole <= got.Length ? whole : 0;
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> request) => request[(request.IndexOf("\r\n\r\n"u8) + 4)..];

    private static ReadOnlySpan<byte> Target(ReadOnlySpan<byte> request)
    {
        var line = request[..request.IndexOf((byte)'\r')];
        return line[(line.IndexOf((byte)' ') + 1)..line.LastIndexOf((byte)' ')];
    }

    private static string Path(byte[] request) => Encoding.ASCII.GetString(Target(request));

    private byte[] Take(ReadOnlySpan<byte> request) => Answer(request[0], Target(request), Body(request));

    private byte[] Answer(byte verb, ReadOnlySpan<byte> path, ReadOnlySpan<byte> body)
    {
        if (path.StartsWith("/hooks/"u8))
        {
            Told?.Invoke(int.Parse(path[7..15]), Encoding.UTF8.GetString(body));
            Span<byte> partner = stackalloc byte[16];
            "Partner "u8.CopyTo(partner);
            path[7..15].CopyTo(partner[8..]);
            Interlocked.Increment(ref (body.IndexOf(partner) >= 0 ? ref confirmed : ref misnamed));
            return Ok;
        }

        if (path.SequenceEqual("/api/users.info"u8))
        {
            Interlocked.Increment(ref asked);
            return Profile;
        }

        return path.StartsWith("/api/chat."u8) ? Chat(path, body)
            : path.StartsWith("/teams/"u8) ? Activity(verb, Encoding.ASCII.GetString(path), body)
            : path.StartsWith("/token"u8) ? Json("""{"token_type":"Bearer","expires_in":3600,"access_token":"benchmark"}""")
            : Json("""{"ok":true,"user_id":"UBOT","team_id":"T0BENCH","channel":{"id":"D1"}}""");
    }

    private byte[] Chat(ReadOnlySpan<byte> path, ReadOnlySpan<byte> body)
    {
        using var message = JsonDocument.Parse(body.ToArray());
        var channel = message.RootElement.GetProperty("channel").GetString()!;
        if (path.EndsWith("postMessage"u8))
        {
            cards[channel] = body.ToArray();
            return Json($$"""{"ok":true,"channel":"{{channel}}","ts":"1792345678.{{Interlocked.Increment(ref serial):000000}}"}""");
        }

        Interlocked.Increment(ref edits);
        return Json($$"""{"ok":true,"channel":"{{channel}}","ts":"{{message.RootElement.GetProperty("ts").GetString()}}"}""");
    }

    private byte[] Activity(byte verb, string path, ReadOnlySpan<byte> body)
    {
        if (verb == 'P' && path.EndsWith("/activities", StringComparison.Ordinal))
        {
            cards[Uri.UnescapeDataString(path.Split('/')[^2])] = body.ToArray();
        }
        else
        {
            Interlocked.Increment(ref edits);
        }

        return Json($$"""{"id":"1792345678{{Interlocked.Increment(ref serial):000000}}"}""");
    }

    private static byte[] Ok { get; } = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok"u8.ToArray();

    private static byte[] Profile { get; } = Json(
        """{"ok":true,"user":{"team_id":"T0BENCH","name":"delegate","locale":"en-US","tz":"Europe/Paris","profile":{"display_name":"Delegate","real_name":"Delegate"}}}""");

    /// <summary>An answer of 200 with JSON of ASCII.</summary>
    public static byte[] Json(string json) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {json.Length}\r\nContent-Type: application/json\r\n\r\n{json}");
}
