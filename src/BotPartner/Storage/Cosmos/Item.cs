using System.Buffers;
using System.Text.Json;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Storage.Cosmos;

/// <summary>How a document lies in the container: <c>id, pk, kind, write, over, due, expires, ttl, body</c>. Once written these names are read for ever.</summary>
/// <param name="Entry">The document; its version is <paramref name="Stamp"/>.</param>
/// <param name="Stamp">Which write made it what it is.</param>
/// <param name="Over">The write that this one replaced; null if it created the item.</param>
internal sealed record Item(Entry Entry, Stamp Stamp, string? Over)
{
    // The service's clock is not ours: it erases only what has surely expired by ours.
    private const int Grace = 600;

    // Thirty years; the service takes no more than fits in 32 bits.
    private const long Longest = 1_000_000_000;

    /// <summary>Whether the document is no longer found.</summary>
    public bool Expired(long now) => Stamp.Expires <= now;

    /// <summary>Rounded up, so that what is due by its item is due by its own time, too.</summary>
    public static long Milliseconds(Instant instant) => (instant + Duration.FromMilliseconds(1) - Duration.Epsilon).ToUnixTimeMilliseconds();

    public static long? Milliseconds(Instant? instant) => instant is { } at ? Milliseconds(at) : null;

    public static ArraySegment<byte> Write(Entry entry, string write, string? over, long now)
    {
        var buffer = new ArrayBufferWriter<byte>(entry.Body.Length + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, Names.Write(entry.Key.Id));
            json.WriteString("pk"u8, Names.Write(entry.Key.Partition));
            json.WriteString("kind"u8, entry.Kind);
            json.WriteString("write"u8, write);
            if (over is not null)
            {
                json.WriteString("over"u8, over);
            }

            if (Milliseconds(entry.Due) is { } due)
            {
                json.WriteNumber("due"u8, due);
            }

            if (Milliseconds(entry.Expires) is { } expires)
            {
                json.WriteNumber("expires"u8, expires);
                json.WriteNumber("ttl"u8, Math.Clamp(((expires - now) / 1000) + 1, 1, Longest) + Grace);
            }

            json.WritePropertyName("body"u8);
            json.WriteRawValue(entry.Body.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        return System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var written) ? written : buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an item. The body is cut out as it stands; it is copied if it lies in a page of many.</summary>
    public static Item Read(ReadOnlyMemory<byte> item, bool copy)
    {
        var json = new Utf8JsonReader(item.Span);
        json.Read();
        var read = new Draft();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            read.Take(ref json, item);
        }

        return read.Done(copy);
    }

    /// <summary>The items of a page of a query, each as it stands.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> page)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        var json = new Utf8JsonReader(page.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = json.ValueTextEquals("Documents"u8);
            json.Read();
            if (!wanted)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Value(ref json, page));
            }
        }

        return items;
    }

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader json, ReadOnlyMemory<byte> text)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return text[start..(int)json.BytesConsumed];
    }

    private sealed class Draft
    {
        private string id = "";
        private string pk = "";
        private string kind = "";
        private string write = "";
        private string tag = "";
        private string? over;
        private long? due;
        private long? expires;
        private ReadOnlyMemory<byte> body;

        public void Take(ref Utf8JsonReader json, ReadOnlyMemory<byte> item)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "id":
                    id = json.GetString()!;
                    break;
                case "pk":
                    pk = json.GetString()!;
                    break;
                case "kind":
                    kind = json.GetString()!;
                    break;
                case "write":
                    write = json.GetString()!;
                    break;
                case "over":
                    over = json.GetString();
                    break;
                case "due":
                    due = json.GetInt64();
                    break;
                case "expires":
                    expires = json.GetInt64();
                    break;
                case "_etag":
                    tag = json.GetString()!;
                    break;
                case "body":
                    body = Value(ref json, item);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        public Item Done(bool copy)
        {
            var stamp = new Stamp(write, expires, tag);
            return new(
                new(new(Names.Read(pk), Names.Read(id)), kind, copy ? body.ToArray() : body, Moment(due), Moment(expires), stamp.ToString()),
                stamp,
                over);
        }

        private static Instant? Moment(long? milliseconds) => milliseconds is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null;
    }
}
