using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks;

/// <summary>Requests that cast ballots, as a platform would send them after a press on the posted card. One for each connection: not for use by two.</summary>
internal abstract class Votes
{
    /// <summary>Stands where the voter's number goes.</summary>
    protected const string VoterMark = "@voter@@";

    /// <summary>The choices, taken in turn, so that each ballot of a voter differs from the one before.</summary>
    public static readonly string[] Choices = ["for", "against"];

    /// <summary>The request with which a voter says this, now.</summary>
    public abstract ReadOnlyMemory<byte> Cast(int voter, int choice);

    /// <summary>Whether the answer in hand confirms it, as far as this platform confirms in the answer.</summary>
    public virtual bool Confirmed(int status, ReadOnlySpan<byte> body, int voter) => status == 200;

    /// <summary>This moment, in microseconds since 1970.</summary>
    protected static long Micros() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / 10;

    /// <summary>A whole request with a body of this content.</summary>
    protected static byte[] Request(string path, string headers, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Where a mark stands in a request.</summary>
    protected static int[] Places(byte[] request, string mark)
    {
        var wanted = Encoding.ASCII.GetBytes(mark);
        var places = new List<int>();
        for (int at = 0, next; (next = request.AsSpan(at).IndexOf(wanted)) >= 0; at += next + 1)
        {
            places.Add(at + next);
        }

        return [.. places];
    }

    /// <summary>Writes a number at all these places.</summary>
    protected static void Put(byte[] request, int[] places, long value, string format)
    {
        Span<byte> digits = stackalloc byte[32];
        value.TryFormat(digits, out var length, format, CultureInfo.InvariantCulture);
        foreach (var place in places)
        {
            digits[..length].CopyTo(request.AsSpan(place));
        }
    }

    /// <summary>The first object below that has this property with this value.</summary>
    protected static JsonObject Find(JsonNode? node, Func<JsonObject, bool> wanted) => All(node).First(wanted);

    private static IEnumerable<JsonObject> All(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).SelectMany(All).Prepend(o),
        JsonArray a => a.SelectMany(All),
        _ => [],
    };

    /// <summary>What was posted, to be taken apart.</summary>
    protected static JsonObject Posted(JsonElement card) => JsonNode.Parse(card.GetRawText())!.AsObject();
}
