using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotPartner.Core.Documents;

/// <summary>A text that is the same in thousands of documents, such as an organisation's id or a time zone: what was read last is taken again
/// instead of a copy for each.</summary>
public sealed class CommonText : JsonConverter<string>
{
    // Few differ in one installation; two that share a place only cost a copy.
    private const int Places = 512;
    private const int Longest = 128;
    private static readonly string?[] Known = new string?[Places];

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || reader is { HasValueSequence: true } or { ValueIsEscaped: true } or { ValueSpan.Length: > Longest })
        {
            return reader.GetString();
        }

        ref var place = ref Known[Place(reader.ValueSpan)];
        var known = place;
        return known is not null && Ascii.Equals(reader.ValueSpan, known) ? known : place = reader.GetString();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }

    private static int Place(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return (hash.ToHashCode() & int.MaxValue) % Places;
    }
}
