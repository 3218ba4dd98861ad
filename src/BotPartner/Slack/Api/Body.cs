using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotPartner.Slack.Api;

/// <summary>JSON written straight to UTF-8.</summary>
public static class Body
{
    /// <summary>Slack reads JSON, not HTML: what is not ASCII stays as it is, which keeps bodies small.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? spare;

    /// <summary>A JSON object.</summary>
    /// <param name="members">Writes its members; must not wait for anything.</param>
    public static byte[] Of(Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var (buffer, writer) = spare ?? Fresh();
        spare = null; // Whoever writes within the writing gets a writer of its own.
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        var written = buffer.WrittenSpan.ToArray();
        spare = (buffer, writer);
        return written;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Fresh()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new(buffer, Options));
    }
}
