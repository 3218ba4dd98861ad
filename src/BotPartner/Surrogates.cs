using System.Buffers.Text;

namespace BotPartner;

/// <summary>JSON may escape half of a surrogate pair, which is no character. Whoever reads such a value throws, and so does whoever passes such a name
/// by, looking for another: what comes from outside is looked through before.</summary>
public static class Surrogates
{
    private const int Escape = 6;

    /// <summary>Whether an escape in this JSON stands for half a pair.</summary>
    public static bool Halved(ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length;)
        {
            var unit = Unit(json[at..]);
            if (char.IsHighSurrogate(unit))
            {
                if (!char.IsLowSurrogate(Unit(json[(at + Escape)..])))
                {
                    return true;
                }

                at += Escape;
            }
            else if (char.IsLowSurrogate(unit))
            {
                return true;
            }

            // What is escaped may itself be a backslash.
            at += 2;
            var next = json[at..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + next;
        }

        return false;
    }

    /// <summary>What the escape at the beginning stands for; nothing if there is none.</summary>
    private static char Unit(ReadOnlySpan<byte> json) =>
        json.Length >= Escape && json[0] == '\\' && json[1] == 'u' && Utf8Parser.TryParse(json[2..Escape], out ushort unit, out var used, 'x') && used == Escape - 2
            ? (char)unit
            : '\0';
}
