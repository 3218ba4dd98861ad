using System.Buffers;
using System.Text;
using System.Text.Json;

namespace BotPartner.Core.Decisions;

/// <summary>
/// JSON in the one form that is hashed: RFC 8785 (JCS) for what records hold. Properties are sorted by their UTF-16 units, nothing
/// stands between, strings escape only what must be, numbers are whole. So the hash survives a file being indented or its properties
/// put in another order, and any language can compute it again.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The bytes of a value; null if it holds what records never do: a fraction, a null, a property twice, half a character.</summary>
    /// <param name="value">The value.</param>
    /// <param name="without">A property of the outermost object that is left out.</param>
    public static byte[]? Bytes(JsonElement value, string? without = null)
    {
        var bytes = new ArrayBufferWriter<byte>();
        return Write(bytes, value, without) ? bytes.WrittenSpan.ToArray() : null;
    }

    private static bool Write(ArrayBufferWriter<byte> to, JsonElement value, string? without = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return Write(to, [.. value.EnumerateObject().Where(p => p.Name != without)]);
            case JsonValueKind.Array:
                return Write(to, [.. value.EnumerateArray()]);
            case JsonValueKind.String:
                return Text(value) is { } text && Write(to, text);
            case JsonValueKind.Number:
                return value.TryGetInt64(out var whole) && Raw(to, whole.ToString());
            case JsonValueKind.True or JsonValueKind.False:
                return Raw(to, value.GetRawText());
            default:
                return false;
        }
    }

    private static bool Write(ArrayBufferWriter<byte> to, JsonProperty[] properties)
    {
        Raw(to, "{");
        Array.Sort(properties, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 0; i < properties.Length; i++)
        {
            if (i > 0 && (properties[i].Name == properties[i - 1].Name || !Raw(to, ",")))
            {
                return false;
            }

            if (!Write(to, properties[i].Name) || !Raw(to, ":") || !Write(to, properties[i].Value))
            {
                return false;
            }
        }

        return Raw(to, "}");
    }

    private static bool Write(ArrayBufferWriter<byte> to, JsonElement[] items)
    {
        Raw(to, "[");
        for (var i = 0; i < items.Length; i++)
        {
            if ((i > 0 && !Raw(to, ",")) || !Write(to, items[i]))
            {
                return false;
            }
        }

        return Raw(to, "]");
    }

    private static bool Write(ArrayBufferWriter<byte> to, string text)
    {
        var escaped = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\f' => escaped.Append("\\f"),
                '\r' => escaped.Append("\\r"),
                < ' ' => escaped.Append($"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return Raw(to, escaped.Append('"').ToString());
    }

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair, written as an escape.
        }
    }

    private static bool Raw(ArrayBufferWriter<byte> to, string written)
    {
        Encoding.UTF8.GetBytes(written, to);
        return true;
    }
}
