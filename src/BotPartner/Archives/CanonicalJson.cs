using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotPartner.Archives;

/// <summary>JSON in one spelling, whichever store it comes from: no blanks, escaped only where it must be, properties in their order,
/// numbers as they are written.</summary>
internal static class CanonicalJson
{
    /// <summary>How deep documents may be.</summary>
    public const int MaxDepth = 256;

    /// <summary>For every writer whose bytes are compared. Its text goes into no web page.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth, SkipValidation = true };

    /// <summary>Writes an object.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static void Write(ReadOnlySpan<byte> json, Utf8JsonWriter to)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth - 1 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FormatException("no JSON object");
            }

            do
            {
                Write(ref reader, to);
            }
            while (reader.Read());
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException("no JSON", wrong);
        }
    }

    private static void Write(ref Utf8JsonReader reader, Utf8JsonWriter to)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                to.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                to.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                to.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                to.WriteEndArray();
                break;
            case JsonTokenType.PropertyName when reader.ValueIsEscaped:
                to.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.PropertyName:
                to.WritePropertyName(reader.ValueSpan);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                to.WriteStringValue(reader.GetString());
                break;
            case JsonTokenType.String:
                to.WriteStringValue(reader.ValueSpan);
                break;
            default:
                // A number, true, false or null.
                to.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
