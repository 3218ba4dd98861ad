using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Documents;

/// <summary>Moments as ISO 8601 in UTC, to the tick.</summary>
public sealed class InstantJson : JsonConverter<Instant>
{
    // From 2026-11-22T21:12:44Z to seven places after the point: what the framework reads and writes as the pattern does, and faster.
    private const int Shortest = 20;
    private const int Longest = 28;
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);

    /// <inheritdoc/>
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader is { HasValueSequence: false, ValueSpan: { Length: >= Shortest and <= Longest } text } && text[^1] == 'Z' && reader.TryGetDateTime(out var at)
            ? Instant.FromDateTimeUtc(at)
            : InstantPattern.ExtendedIso.Parse(reader.GetString()!).GetValueOrThrow();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value >= First && value.ToDateTimeUtc() is var ticks && Instant.FromDateTimeUtc(ticks) == value)
        {
            writer.WriteStringValue(ticks);
        }
        else
        {
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
        }
    }
}
