using System.Buffers;
using System.Text;

namespace BotPartner.Slack.Blocks;

/// <summary>Takes out of text what could make it read as something else: controls and overrides of the writing direction.</summary>
public static class Clean
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\n').Select(c => (char)c),
         .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c),
         '\u061c', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff',
         .. Enumerable.Range(0xd800, 0x800).Select(c => (char)c)]);

    /// <summary>The text with its line breaks as <c>\n</c>.</summary>
    public static string Lines(string text) => text.AsSpan().IndexOfAny(Suspects) < 0 ? text : Sift(text);

    /// <summary>The text on one line.</summary>
    public static string Line(string text) => Lines(text).Replace('\n', ' ');

    private static string Sift(string text)
    {
        var sifted = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes()) // half a surrogate pair becomes U+FFFD
        {
            switch (rune.Value)
            {
                case '\r' or 0x2028 or 0x2029 or 0x85:
                    sifted.Append('\n');
                    break;
                case '\t':
                    sifted.Append(' ');
                    break;
                default:
                    if (!rune.IsBmp || rune.Value == '\n' || !Suspects.Contains((char)rune.Value))
                    {
                        sifted.Append(rune.ToString());
                    }

                    break;
            }
        }

        return sifted.ToString();
    }
}
