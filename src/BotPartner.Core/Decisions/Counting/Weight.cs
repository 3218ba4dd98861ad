using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotPartner.Core.Decisions;

/// <summary>How much a voter counts: an exact decimal of up to six fraction digits, held as a whole number of millionths.</summary>
/// <remarks>Wire form: a string, <c>"1"</c> or <c>"2.5"</c>, without an exponent, a sign or trailing zeros.</remarks>
[JsonConverter(typeof(WeightJson))]
public readonly record struct Weight(long Millionths) : IComparable<Weight>
{
    /// <summary>Millionths in one.</summary>
    public const long Unit = 1_000_000;

    /// <summary>The most that a voter can be given: so the weight of a million voters is still a <see cref="long"/>.</summary>
    public const long Most = 1_000_000;

    private const int Digits = 6;

    /// <summary>Nothing.</summary>
    public static Weight Zero { get; }

    /// <summary>One partner, one vote.</summary>
    public static Weight One { get; } = new(Unit);

    /// <summary>Whether there is no fraction in it.</summary>
    [JsonIgnore]
    public bool IsWhole => Millionths % Unit == 0;

    /// <summary>So many of weight one.</summary>
    public static Weight Of(long whole) => new(checked(whole * Unit));

    /// <summary>The sum of some.</summary>
    public static Weight Sum(IEnumerable<Weight> weights) => weights.Aggregate(Zero, (sum, w) => sum + w);

    /// <summary>Reads <c>2</c>, <c>2.5</c> or <c>0.000001</c>, more than zero and at most <see cref="Most"/>; null if it is none.</summary>
    public static Weight? Parse(string typed) => Read(typed) is { Millionths: > 0 and <= Most * Unit } weight ? weight : null;

    /// <inheritdoc/>
    public override string ToString() => IsWhole
        ? (Millionths / Unit).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Millionths / Unit}.{Millionths % Unit:000000}").TrimEnd('0');

    /// <inheritdoc/>
    public int CompareTo(Weight other) => Millionths.CompareTo(other.Millionths);

    /// <summary>The sum.</summary>
    public static Weight operator +(Weight left, Weight right) => new(checked(left.Millionths + right.Millionths));

    /// <summary>Less.</summary>
    public static bool operator <(Weight left, Weight right) => left.Millionths < right.Millionths;

    /// <summary>More.</summary>
    public static bool operator >(Weight left, Weight right) => left.Millionths > right.Millionths;

    /// <summary>Not more.</summary>
    public static bool operator <=(Weight left, Weight right) => left.Millionths <= right.Millionths;

    /// <summary>Not less.</summary>
    public static bool operator >=(Weight left, Weight right) => left.Millionths >= right.Millionths;

    /// <summary>Any amount, zero and sums too; null if it is not written as one.</summary>
    public static Weight? Read(string typed)
    {
        var parts = typed.Trim().Split('.');
        return parts.Length <= 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && whole < long.MaxValue / Unit
            && (parts.Length == 1 ? "0" : parts[1]) is { Length: > 0 and <= Digits } fraction
            && long.TryParse(fraction.PadRight(Digits, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var millionths)
                ? new((whole * Unit) + millionths)
                : null;
    }
}

/// <summary>A weight as its string.</summary>
public sealed class WeightJson : JsonConverter<Weight>
{
    /// <inheritdoc/>
    public override Weight Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Weight.Read(reader.GetString() ?? "") ?? throw new JsonException("not a weight");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Weight value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
