using System.Text;
using BotPartner.Core.Languages;

namespace BotPartner.Slack.Blocks;

/// <summary>Writes runs as mrkdwn of bounded length. Only what the bot means to be bold is bold; everything else reads as it is written,
/// since mrkdwn has no escape for its marks: each is followed by a zero-width space, which keeps it from pairing.</summary>
public sealed class Mrkdwn(string realm, int limit, string cut)
{
    private const char Gap = '\u200b';
    private static readonly string[] Broadcasts = ["channel", "here", "everyone", "group"];
    private readonly StringBuilder text = new();
    private readonly StringBuilder blanks = new();
    private (int Length, bool Bold) safe;
    private bool bold;
    private bool closed;
    private bool full;

    /// <summary>The runs as mrkdwn of at most <paramref name="limit"/> UTF-16 units; what is cut off is said with <paramref name="cut"/>.</summary>
    public static string Of(IReadOnlyList<Run> runs, string realm, int limit, string cut) => new Mrkdwn(realm, limit, cut).Write(runs);

    private string Write(IReadOnlyList<Run> runs)
    {
        foreach (var run in runs)
        {
            if (run is { Kind: RunKind.Mention, Person: { Platform: SlackModule.Platform } person } && person.Realm == realm && IsUser(person.User))
            {
                Turn(bold: false);
                Put($"<@{person.User}>");
            }
            else
            {
                Write(Clean.Lines(run.Value), run.Strong);
            }
        }

        if (bold)
        {
            text.Append('*');
        }

        if (!full)
        {
            return text.ToString();
        }

        text.Length = safe.Length;
        return text.Append(safe.Bold ? "*" : "").Append(cut).ToString();
    }

    private void Write(string words, bool strong)
    {
        for (var i = 0; i < words.Length && !full; i++)
        {
            var c = words[i];
            if (c == '\n')
            {
                Turn(bold: false); // bold does not reach over the end of a line
                Put("\n");
            }
            else if (char.IsWhiteSpace(c))
            {
                Blank(c);
            }
            else
            {
                Turn(strong);
                if (char.IsHighSurrogate(c))
                {
                    Put(words.AsSpan(i++, 2));
                }
                else
                {
                    Put(Escape(c, words.AsSpan(i + 1)));
                }
            }
        }
    }

    private string Escape(char c, ReadOnlySpan<char> rest) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' when AtLineStart() => $"{Gap}&gt;", // would be a quotation
        '>' => "&gt;",
        '*' or '_' or '~' or '`' => $"{c}{Gap}",
        '@' when IsBroadcast(rest) => $"@{Gap}",
        _ => c.ToString(),
    };

    private bool AtLineStart()
    {
        var at = text.Length - 1;
        while (at >= 0 && text[at] is not '\n' && (char.IsWhiteSpace(text[at]) || text[at] == Gap))
        {
            at--;
        }

        return at < 0 || text[at] == '\n';
    }

    /// <summary>Blanks at the edge of bold stay outside, where they do not undo it.</summary>
    private void Blank(char c)
    {
        if (bold)
        {
            blanks.Append(c);
        }
        else
        {
            Put([c]);
        }
    }

    private void Turn(bool bold)
    {
        if (this.bold && !bold)
        {
            text.Append('*');
            this.bold = false;
            closed = true;
        }

        if (blanks.Length > 0)
        {
            var held = blanks.ToString();
            blanks.Clear();
            Put(held);
        }

        if (bold && !this.bold)
        {
            if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(Gap); // bold only begins after a boundary
            }

            text.Append('*');
            this.bold = true;
            closed = false;
        }
    }

    private void Put(ReadOnlySpan<char> atom)
    {
        var gap = closed && !char.IsWhiteSpace(atom[0]) ? 1 : 0; // bold only ends before a boundary
        full = full || text.Length + gap + atom.Length + (bold ? 1 : 0) > limit;
        if (full)
        {
            return;
        }

        text.Append(Gap, gap).Append(atom);
        closed = false;
        if (text.Length + (bold ? 1 : 0) + cut.Length <= limit)
        {
            safe = (text.Length, bold);
        }
    }

    private static bool IsUser(string id) => id.Length > 1 && id[0] is 'U' or 'W' && id.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    private static bool IsBroadcast(ReadOnlySpan<char> rest)
    {
        foreach (var word in Broadcasts)
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
