using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotPartner.Core.Documents;

/// <summary>Documents as bytes. Each thread writes into one buffer over and over: what is written and thrown away a thousand times a
/// second has a collector stop everything.</summary>
internal static class Written
{
    // What is larger is rare, and would stay in memory for each thread.
    private const int Kept = 64 * 1024;

    // Stores take a document by its bytes: what is not ASCII is written as it is, in two or three of them, and not escaped in six.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? own;

    public static byte[] Of<T>(T value, JsonTypeInfo<T> type)
    {
        var (bytes, json) = own ??= New();
        try
        {
            JsonSerializer.Serialize(json, value, type);
            return bytes.WrittenSpan.ToArray();
        }
        finally
        {
            json.Reset();
            bytes.ResetWrittenCount();
            if (bytes.Capacity > Kept)
            {
                own = null;
            }
        }
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) New()
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        return (bytes, new(bytes, Plain));
    }
}
