using System.Text;

namespace BotPartner.Teams.Cards;

/// <summary>Makes words inert where Teams reads Markdown and HTML-like tags: what was typed is what is seen.</summary>
public static class Markup
{
    private const string Special = "\\*_[]~`|";

    /// <summary>Words without what could hide or reverse other words: control characters, bidirectional overrides, broken surrogates.</summary>
    public static string Clean(string words)
    {
        if (!words.Any(Suspect))
        {
            return words;
        }

        var clean = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (char.IsHighSurrogate(c) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
            {
                clean.Append(c).Append(words[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                clean.Append('\ufffd');
            }
            else if (c is '\r')
            {
                clean.Append(i + 1 < words.Length && words[i + 1] == '\n' ? "" : "\n");
            }
            else if (c is '\u2028' or '\u2029')
            {
                clean.Append('\n');
            }
            else if (c is '\t')
            {
                clean.Append(' ');
            }
            else if (!Dropped(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>Appends clean words so that a Markdown reader shows them as they are.</summary>
    public static void Escape(StringBuilder into, string words)
    {
        foreach (var c in words)
        {
            var first = into.Length == 0 || into[^1] == '\n';
            switch (c)
            {
                case '&':
                    into.Append("&amp;");
                    break;
                case '<':
                    into.Append("&lt;");
                    break;
                case '>':
                    into.Append("&gt;");
                    break;
                case '\n':
                    // A single line break is but a blank in Markdown.
                    into.Append(first ? "" : "\n\n");
                    break;
                case ' ' when first || into[^1] == '\u00a0':
                    // Four blanks would begin a block of code.
                    into.Append('\u00a0');
                    break;
                case '#' or '-' or '+' or '=' when first:
                case '.' or ')' when AfterNumber(into):
                case '{' when !first && into[^1] == '{':
                case var _ when Special.Contains(c, StringComparison.Ordinal):
                    // The beginning of headings and lists, of functions such as {{DATE(…)}}, of emphasis, links and code.
                    into.Append('\\').Append(c);
                    break;
                default:
                    into.Append(c);
                    break;
            }
        }
    }

    /// <summary>A name fit to stand in an <c>at</c> tag, where nothing can be escaped with a backslash: its markup is replaced by its like.</summary>
    public static string TagName(string name)
    {
        var tag = new StringBuilder(name.Length);
        foreach (var c in Clean(name))
        {
            _ = c switch
            {
                '&' => tag.Append("&amp;"),
                '<' => tag.Append("&lt;"),
                '>' => tag.Append("&gt;"),
                '\n' => tag.Append(' '),
                // The full-width forms lie at a fixed distance from ASCII.
                _ when Special.Contains(c, StringComparison.Ordinal) => tag.Append((char)(c + 0xFEE0)),
                _ => tag.Append(c),
            };
        }

        return tag.ToString().Trim() is { Length: > 0 } named ? named : "?";
    }

    /// <summary>Words for where tags and entities of HTML may be read, or may not: an invisible joiner breaks their beginning, and nothing else is changed.</summary>
    public static string Untagged(string words) => words.Replace("<", "<\u2060", StringComparison.Ordinal).Replace("&", "&\u2060", StringComparison.Ordinal);

    /// <summary>Whether words run from right to left somewhere, so that beside others they need a fence of their own.</summary>
    public static bool RunsLeft(string words) => words.Any(c => c is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufefc'));

    private static bool Suspect(char c) => c < ' ' || c >= '\u007f' && (Dropped(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029');

    private static bool Dropped(char c) =>
        (char.IsControl(c) && c != '\n')
        || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff'
        || c is (>= '\ufff9' and <= '\ufffb');

    private static bool AfterNumber(StringBuilder into)
    {
        var at = into.Length - 1;
        while (at >= 0 && char.IsAsciiDigit(into[at]))
        {
            at--;
        }

        return at < into.Length - 1 && (at < 0 || into[at] == '\n');
    }
}
