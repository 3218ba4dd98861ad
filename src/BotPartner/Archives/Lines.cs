using System.Buffers;
using System.Text.Json;
using BotPartner.Core.Documents;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Archives;

/// <summary>The lines of a file: a header, a document each in canonical bytes, a footer. Nothing in them depends on when or from which
/// store they were written, so that the same documents make the same file.</summary>
internal static class Lines
{
    /// <summary>What is written, and the latest that is read.</summary>
    public const int Version = 1;

    /// <summary>How long a line may be: the largest documents of all stores are smaller.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private const string Format = "botpartner-archive";

    /// <summary>The first line.</summary>
    public static ReadOnlySpan<byte> Header => "{\"format\":\"botpartner-archive\",\"version\":1}\n"u8;

    /// <summary>Writes the line of a document.</summary>
    /// <exception cref="FormatException">Its body is no JSON object.</exception>
    public static void Document(Entry entry, IBufferWriter<byte> to, Utf8JsonWriter json)
    {
        json.Reset(to);
        json.WriteStartObject();
        json.WriteString("partition"u8, entry.Key.Partition);
        json.WriteString("id"u8, entry.Key.Id);
        json.WriteString("kind"u8, entry.Kind);
        Moment("due"u8, entry.Due, json);
        Moment("expires"u8, entry.Expires, json);
        json.WritePropertyName("body"u8);
        CanonicalJson.Write(entry.Body.Span, json);
        json.WriteEndObject();
        json.Flush();
        to.Write("\n"u8);
    }

    /// <summary>The last line.</summary>
    public static byte[] Footer(long documents, string sum) =>
        System.Text.Encoding.UTF8.GetBytes(string.Create(null, $"{{\"documents\":{documents},\"sha256\":\"{sum}\"}}\n"));

    /// <summary>The version that a first line names; null if it is of no file of ours.</summary>
    public static int? VersionIn(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonDocument.TryParseValue(ref reader, out var header)
                && header.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals(Format)
                && root.TryGetProperty("version", out var version) && version.TryGetInt32(out var number)
                    ? number
                    : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The document of a line.</summary>
    /// <exception cref="FormatException">It is no line of a document.</exception>
    public static Entry Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
            Expect(ref reader, JsonTokenType.StartObject);
            var (partition, id, kind) = (Word(ref reader, "partition"u8), Word(ref reader, "id"u8), Word(ref reader, "kind"u8));
            Expect(ref reader, JsonTokenType.PropertyName);
            var (due, expires) = (Moment(ref reader, "due"u8), Moment(ref reader, "expires"u8));
            if (!reader.ValueTextEquals("body"u8))
            {
                throw new FormatException();
            }

            Expect(ref reader, JsonTokenType.StartObject);
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var body = line[start..(int)reader.BytesConsumed].ToArray();
            Expect(ref reader, JsonTokenType.EndObject);
            return reader.Read() ? throw new FormatException() : new(new(partition, id), kind, body, due, expires, null);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or UnparsableValueException)
        {
            throw new FormatException("no line of a document", wrong);
        }
    }

    /// <summary>Whether a line claims to be the last.</summary>
    public static bool IsFooter(ReadOnlySpan<byte> line) => line.StartsWith("{\"documents\":"u8);

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException();
        }
    }

    private static string Word(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        Expect(ref reader, JsonTokenType.PropertyName);
        if (!reader.ValueTextEquals(name))
        {
            throw new FormatException();
        }

        Expect(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    private static Instant? Moment(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name))
        {
            return null;
        }

        Expect(ref reader, JsonTokenType.String);
        var moment = InstantPattern.ExtendedIso.Parse(reader.GetString()!).Value;
        Expect(ref reader, JsonTokenType.PropertyName);
        return moment;
    }

    private static void Moment(ReadOnlySpan<byte> name, Instant? moment, Utf8JsonWriter json)
    {
        if (moment is { } at)
        {
            json.WriteString(name, InstantPattern.ExtendedIso.Format(at));
        }
    }
}
