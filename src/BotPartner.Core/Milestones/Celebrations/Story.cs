using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>Celebrations told as stories in Markdown: the bot's words in the reader's language, what members wrote as they wrote it, none of it markup.</summary>
public sealed class Story(Texts texts, Reader reader)
{
    private const string Markup = "\\`*_{}[]<>#|~&@!";

    /// <summary>How it begins.</summary>
    public string Head(Partnership partnership)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        return $"# {Say(Text.Say("celebrations.heading", ("partnership", Plain(partnership.Name))))}\n";
    }

    /// <summary>One of them.</summary>
    public string Of(Celebration celebration)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        var story = new StringBuilder().Append("\n## ").Append(Plain(celebration.Title)).Append("\n\n");
        if (celebration.First)
        {
            story.Append("**").Append(Say(Text.Say("celebration.first"))).Append("**\n\n");
        }

        story.Append(Say(Text.Say(
            "story.completed", ("n", celebration.Number), ("day", Days.Say(celebration.At.InZone(reader.Zone).Date)), ("who", Plain(celebration.ByPartner ?? celebration.By.Name))))).Append('\n');
        Line(story, "story.measured", celebration.Measured);
        Line(story, "story.indicator", celebration.Indicator);
        if (celebration.Decision is { } decision)
        {
            story.Append('\n').Append(Say(Text.Say("story.decision", ("n", decision)))).Append('\n');
        }

        var confirmed = celebration.Confirmed.ToArray();
        if (confirmed.Length > 0)
        {
            story.Append('\n').Append(Say(Text.Say("story.credits", ("partners", new Text.Listed([.. confirmed.Select(c => new Text.Verbatim(Plain(c.Name)))]))))).Append('\n');
        }

        foreach (var credit in confirmed.Where(c => c.Line is not null))
        {
            story.Append('\n').Append(Quoted(credit.Line!)).Append(">\n> — ").Append(Plain(credit.Name)).Append('\n');
        }

        if (celebration.Kudos.Values.Any(k => k > 0))
        {
            story.Append('\n').Append(Say(CelebrationCards.Kudos(celebration))).Append('\n');
        }

        return story.ToString();
    }

    /// <summary>Somebody's words in one line, nothing of it markup.</summary>
    public static string Plain(string words) => Escaped(words.ReplaceLineEndings(" ").Trim());

    private void Line(StringBuilder story, string key, string? words)
    {
        if (words is not null)
        {
            story.Append('\n').Append(Say(Text.Say(key))).Append("\n\n").Append(Quoted(words));
        }
    }

    private static string Quoted(string words) => string.Concat(words.ReplaceLineEndings("\n").Split('\n').Select(l => $"> {Escaped(l.Trim())}\n"));

    private static string Escaped(string line)
    {
        var escaped = new StringBuilder(line.Length + 16);
        foreach (var c in line.Where(c => !char.IsControl(c)))
        {
            escaped.Append(Markup.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        // What makes a list, a heading or a rule at the beginning of a line: a sign, or a number with one.
        var text = escaped.ToString();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return digits < text.Length && (digits == 0 ? "+-=:" : ".)").Contains(text[digits], StringComparison.Ordinal) ? text.Insert(digits, "\\") : text;
    }

    private string Say(Text text) => texts.Plain(text, reader);
}
