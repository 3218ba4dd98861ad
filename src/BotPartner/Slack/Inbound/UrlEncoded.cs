using System.Text;

namespace BotPartner.Slack.Inbound;

/// <summary>Bodies of <c>application/x-www-form-urlencoded</c>, read where they lie.</summary>
public static class UrlEncoded
{
    // Looked up, not compared: payloads are mostly escapes, and each digit would be a branch that cannot be foreseen.
    private static readonly sbyte[] Digits = Table();

    /// <summary>The value of the first field of this name, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> body, string name)
    {
        var (start, length) = Locate(body, name);
        if (start < 0)
        {
            return null;
        }

        var copy = body.Slice(start, length).ToArray();
        return Encoding.UTF8.GetString(copy.AsSpan(0, Decode(copy)));
    }

    /// <summary>The value of the first field of this name, decoded in place: the body is spent. Null if there is none.</summary>
    public static Memory<byte>? Take(Memory<byte> body, string name)
    {
        var (start, length) = Locate(body.Span, name);
        return start < 0 ? null : body.Slice(start, Decode(body.Span.Slice(start, length)));
    }

    private static (int Start, int Length) Locate(ReadOnlySpan<byte> body, string name)
    {
        Span<byte> wanted = stackalloc byte[name.Length];
        Encoding.ASCII.GetBytes(name, wanted);
        for (var at = 0; at < body.Length;)
        {
            var end = body[at..].IndexOf((byte)'&');
            end = end < 0 ? body.Length : at + end;
            var pair = body[at..end];
            if (pair.StartsWith(wanted) && pair.Length > wanted.Length && pair[wanted.Length] == '=')
            {
                return (at + wanted.Length + 1, pair.Length - wanted.Length - 1);
            }

            at = end + 1;
        }

        return (-1, 0);
    }

    private static int Decode(Span<byte> value)
    {
        var to = 0;
        for (var from = 0; from < value.Length;)
        {
            var c = value[from];
            if (c == '%' && from + 2 < value.Length && (Digits[value[from + 1]], Digits[value[from + 2]]) is ( >= 0 and var high, >= 0 and var low))
            {
                value[to++] = (byte)((high * 16) + low);
                from += 3;
            }
            else
            {
                value[to++] = c == '+' ? (byte)' ' : c;
                from++;
            }
        }

        return to;
    }

    private static sbyte[] Table()
    {
        var digits = new sbyte[256];
        Array.Fill(digits, (sbyte)-1);
        for (var value = 0; value < 16; value++)
        {
            digits["0123456789abcdef"[value]] = digits["0123456789ABCDEF"[value]] = (sbyte)value;
        }

        return digits;
    }
}
