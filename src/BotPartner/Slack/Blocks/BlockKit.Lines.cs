using System.Text;
using BotPartner.Core.Chat;

namespace BotPartner.Slack.Blocks;

/// <summary>Facts and bars.</summary>
public sealed partial class BlockKit
{
    private const int MostFields = 10;
    private const int Field = 2000;

    /// <summary>Longer facts are hard to read in Slack's two narrow columns.</summary>
    private const int Short = 120;

    private const int Cells = 10;

    private void Write(Sheet sheet, Element.Facts facts, Audience audience)
    {
        var fields = facts.Lines.Select(l => Marked(new Text.Joined([new Text.Strong(l.Label), "\n", l.Value]), audience, Field)).ToArray();
        if (fields.All(f => f.Length <= Short))
        {
            foreach (var row in fields.Chunk(MostFields))
            {
                if (sheet.Room(row.Sum(f => f.Length)))
                {
                    sheet.Fields(row);
                }
            }

            return;
        }

        Lines(sheet, facts.Lines.Select(l =>
            Marked(Text.Say("slack.fact", ("label", new Text.Strong(l.Label)), ("value", l.Value)), audience, Section)));
    }

    /// <summary>The words and numbers first, the picture after: who listens to it has then heard all.</summary>
    private string Line(Bar bar, Audience audience)
    {
        var filled = bar.Total <= 0 ? 0 : (int)Math.Clamp(Math.Round((double)bar.Count * Cells / bar.Total), bar.Count > 0 ? 1 : 0, Cells);
        var words = Marked(Text.Say("slack.bar", ("label", new Text.Strong(bar.Label)), ("count", bar.Count), ("total", bar.Total)), audience, Section - Cells - 1);
        return $"{words} {new string('▰', filled)}{new string('▱', Cells - filled)}";
    }

    /// <summary>Lines, as many as fit into each section.</summary>
    private static void Lines(Sheet sheet, IEnumerable<string> lines)
    {
        var section = new StringBuilder();
        foreach (var line in lines)
        {
            if (section.Length > 0 && section.Length + 1 + line.Length > sheet.Budget.Fit(Section))
            {
                Flush();
            }

            section.Append(section.Length == 0 ? "" : "\n").Append(line);
        }

        Flush();

        void Flush()
        {
            if (section.Length > 0 && sheet.Room(section.Length))
            {
                sheet.Section(section.ToString(), quiet: false);
            }

            section.Clear();
        }
    }
}
