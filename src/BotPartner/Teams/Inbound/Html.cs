using System.Globalization;
using System.Net;

namespace BotPartner.Teams.Inbound;

/// <summary>What people read in the HTML of a message. Nothing is loaded or carried out, and nothing is trusted to be well-formed: what is
/// not known is left out, what is not closed ends where the text ends, each character is looked at a few times at most.</summary>
public static class Html
{
    /// <summary>More is not read: messages of Teams end at 100 KB.</summary>
    private const int Longest = 200_000;

    private const int LongestTag = 8000;

    /// <summary>The words, with line breaks where people see some, links by their address, mentions as <c>@Name</c>.</summary>
    public static string Words(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var lines = new HtmlLines();
        (string Address, int From)? link = null;
        var lists = new Stack<int>();
        html = html.Length > Longest ? html[..Longest] : html;
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            if (open != at)
            {
                var text = open < 0 ? html[at..] : html[at..open];
                lines.Text(WebUtility.HtmlDecode(text));
                at += text.Length;
            }
            else if (Tag.Read(html, at) is not { } tag)
            {
                lines.Text("<");
                at++;
            }
            else
            {
                at = tag.Name is "script" or "style" or "title" && !tag.Closes ? Past(html, tag) : tag.End;
                Apply(tag, lines, lists);
                link = Follow(tag, lines, link);
            }
        }

        return lines.ToString();
    }

    /// <summary>The link that the text goes on within. They do not lie within each other: where one begins, another ends.</summary>
    private static (string Address, int From)? Follow(Tag tag, HtmlLines lines, (string Address, int From)? link)
    {
        if (tag.Name is not "a")
        {
            return link;
        }

        if (link is { } open)
        {
            lines.Text(After(open.Address.Trim(), lines.Since(open.From).Trim()));
        }

        return tag.Closes ? null : (tag.Attribute("href") ?? "", lines.Length);
    }

    private static void Apply(Tag tag, HtmlLines lines, Stack<int> lists)
    {
        switch (tag.Name)
        {
            case "br" or "hr":
                lines.Break();
                break;
            case "p" or "div" or "blockquote" or "tr" or "table" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dt" or "dd":
                lines.Block();
                break;
            case "pre":
                lines.Block();
                lines.Kept = !tag.Closes;
                break;
            case "ul" or "ol":
                lines.Block();
                if (tag.Closes)
                {
                    lists.TryPop(out _);
                }
                else
                {
                    lists.Push(tag.Name == "ol" ? 1 : 0);
                }

                break;
            case "li" when !tag.Closes:
                lines.Block();
                var number = lists.TryPop(out var next) ? next : 0;
                lists.Push(number == 0 ? 0 : number + 1);
                lines.Mark(number == 0 ? "• " : number.ToString(CultureInfo.InvariantCulture) + ". ");
                break;
            case "td" or "th" when tag.Closes:
                lines.Text(" ");
                break;
            case "at" when !tag.Closes:
                lines.Text("@");
                break;
            case "img" or "emoji":
                lines.Text(tag.Attribute("alt") ?? "");
                break;
        }
    }

    /// <summary>What follows the words of a link: its address, where they do not say it themselves.</summary>
    private static string After(string address, string said) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") ? ""
        : said.Length == 0 ? address
        : address.TrimEnd('/').EndsWith(said.TrimEnd('/'), StringComparison.Ordinal) ? ""
        : $" ({address})";

    private static int Past(string html, Tag tag)
    {
        var end = html.IndexOf($"</{tag.Name}", tag.End, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end;
    }

    /// <summary>A tag, or something else between angle brackets that is no text, without a name.</summary>
    private sealed record Tag(string Name, bool Closes, string Inner, int End)
    {
        public static Tag? Read(string html, int at)
        {
            if (html.AsSpan(at).StartsWith("<!--"))
            {
                var end = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
                return new("", false, "", end < 0 ? html.Length : end + 3);
            }

            var from = at + 1 < html.Length && html[at + 1] == '/' ? at + 2 : at + 1;
            if (from >= html.Length || !(char.IsAsciiLetter(html[from]) || html[from] is '!' or '?'))
            {
                return null; // "a < b" is text.
            }

            // A bracket within an attribute does not end the tag.
            var (to, quote) = (from, '\0');
            while (to < html.Length && to - from < LongestTag && (quote != '\0' || html[to] != '>'))
            {
                quote = quote == '\0' ? html[to] is '"' or '\'' ? html[to] : '\0' : html[to] == quote ? '\0' : quote;
                to++;
            }

            var inner = html[from..to];
            var name = inner.AsSpan(0, inner.AsSpan().IndexOfAnyExcept(Letters) is var stop && stop < 0 ? inner.Length : stop);
            return new(name.ToString().ToLowerInvariant(), from == at + 2, inner, Math.Min(to + 1, html.Length));
        }

        private static readonly System.Buffers.SearchValues<char> Letters =
            System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

        /// <summary>The value of an attribute, or null.</summary>
        public string? Attribute(string name)
        {
            for (var at = Name.Length; at < Inner.Length;)
            {
                var start = at;
                while (at < Inner.Length && Inner[at] != '=' && !char.IsWhiteSpace(Inner[at]))
                {
                    at++;
                }

                var found = Inner.AsSpan(start, at - start).Equals(name, StringComparison.OrdinalIgnoreCase);
                if (at >= Inner.Length || Inner[at] != '=')
                {
                    at++;
                    continue;
                }

                at++;
                var quoted = at < Inner.Length && Inner[at] is '"' or '\'';
                var end = quoted ? Inner.IndexOf(Inner[at], at + 1) : Inner.AsSpan(at).IndexOfAny(" \t\r\n") is var blank && blank < 0 ? -1 : at + blank;
                end = end < 0 ? Inner.Length : end;
                if (found)
                {
                    return WebUtility.HtmlDecode(Inner[Math.Min(quoted ? at + 1 : at, end)..end]);
                }

                at = end + 1;
            }

            return null;
        }
    }
}
