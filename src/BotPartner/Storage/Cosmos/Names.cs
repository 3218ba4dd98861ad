using System.Globalization;
using System.Text;

namespace BotPartner.Storage.Cosmos;

/// <summary>Partitions and ids as Cosmos DB takes them: letters, digits and a few marks that need no care in an address or a signature.</summary>
/// <remarks>What is not allowed or not ASCII becomes a lead and two hexadecimal digits for each byte of its UTF-8. For each byte the lead
/// is the nearest below it of <c>! . = Z _ ~</c>, which stand for nothing but leads. So the order of names is the order of their bytes, and
/// since all is ASCII, it does not matter how the service compares. Two hundred bytes become at most 600; the service takes 1,023.</remarks>
internal static class Names
{
    public static string Write(string name)
    {
        var kept = 0;
        while (kept < name.Length && IsKept(name[kept]))
        {
            kept++;
        }

        if (kept == name.Length)
        {
            return name;
        }

        var written = new StringBuilder(name.Length + 16);
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            if (IsKept((char)unit))
            {
                written.Append((char)unit);
            }
            else
            {
                written.Append(Lead(unit)).Append(unit.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        return written.ToString();
    }

    public static string Read(string written)
    {
        if (written.All(IsKept))
        {
            return written;
        }

        var bytes = new List<byte>(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (IsKept(written[i]))
            {
                bytes.Add((byte)written[i]);
            }
            else
            {
                bytes.Add(byte.Parse(written.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool IsKept(char unit) => unit is '-' or ':' or (>= '0' and <= '9') or (>= 'A' and <= 'Y') or (>= 'a' and <= 'z');

    private static char Lead(byte unit) => unit switch
    {
        < (byte)'-' => '!',
        < (byte)'0' => '.',
        < (byte)'A' => '=',
        < (byte)'_' => 'Z',
        < (byte)'a' => '_',
        _ => '~',
    };
}
