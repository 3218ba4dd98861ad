using System.Text;
using BotPartner.Core.Chat;

namespace BotPartner.Slack.Inbound;

/// <summary>What was typed, out of Slack's markup: <c>&lt;@U1|name&gt;</c>, <c>&lt;#C1|name&gt;</c>, <c>&lt;https://…|label&gt;</c>, <c>&lt;!here&gt;</c>,
/// and <c>&amp;amp; &amp;lt; &amp;gt;</c>.</summary>
/// <param name="Words">What people read, the bot's own mention taken off.</param>
/// <param name="Mentions">The people mentioned, in the order of the text.</param>
public sealed record Spoken(string Words, IReadOnlyList<Person> Mentions)
{
    /// <summary>The ids of the users mentioned without a name.</summary>
    public static IEnumerable<string> Nameless(string text)
    {
        foreach (var (token, isToken) in Parts(text))
        {
            if (isToken && token.StartsWith('@') && !token.Contains('|', StringComparison.Ordinal))
            {
                yield return token[1..];
            }
        }
    }

    /// <summary>Reads the text.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="own">The bot's own user id; its mentions are taken off.</param>
    /// <param name="whois">The account behind an id, with the name that the text gives, if any.</param>
    public static Spoken Of(string text, string? own, Func<string, string?, Person> whois)
    {
        ArgumentNullException.ThrowIfNull(whois);
        var words = new StringBuilder(text.Length);
        var mentions = new List<Person>();
        foreach (var (part, isToken) in Parts(text))
        {
            if (!isToken)
            {
                words.Append(Unescape(part));
                continue;
            }

            var bar = part.IndexOf('|', StringComparison.Ordinal);
            var target = bar < 0 ? part : part[..bar];
            var label = bar < 0 || bar == part.Length - 1 ? null : Unescape(part[(bar + 1)..]);
            switch (target.Length == 0 ? ' ' : target[0])
            {
                case '@' when target[1..] == own:
                    break;
                case '@' when target.Length is > 1 and <= Core.Chat.Bounds.Id:
                    var person = whois(target[1..], label);
                    mentions.Add(person);
                    words.Append('@').Append(person.Name);
                    break;
                case '#':
                    words.Append('#').Append(label ?? target[1..]);
                    break;
                case '!':
                    words.Append(label ?? "@" + target[1..]);
                    break;
                default:
                    words.Append(Link(Unescape(target), label));
                    break;
            }
        }

        return new(words.ToString().Trim(), mentions);
    }

    private static string Link(string target, string? label) => label switch
    {
        null => target,
        _ when target.StartsWith("mailto:", StringComparison.Ordinal) || target.StartsWith("tel:", StringComparison.Ordinal) => label,
        _ when target.TrimEnd('/').EndsWith(label.TrimEnd('/'), StringComparison.Ordinal) => target,
        _ => $"{label} ({target})",
    };

    private static string Unescape(string text) => text.Contains('&', StringComparison.Ordinal)
        ? text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
        : text;

    private static IEnumerable<(string Part, bool IsToken)> Parts(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('<', at);
            var close = open < 0 ? -1 : text.IndexOf('>', open);
            if (close < 0)
            {
                yield return (text[at..], false);
                yield break;
            }

            if (open > at)
            {
                yield return (text[at..open], false);
            }

            yield return (text[(open + 1)..close], true);
            at = close + 1;
        }
    }
}
