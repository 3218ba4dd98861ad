using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Slack.Blocks;

/// <summary>Renders cards and forms as Block Kit, within all of its limits.</summary>
public sealed partial class BlockKit(Texts texts)
{
    private const int Twin = 3000; // chat.update takes 4,000
    private const int Header = 150;
    private const int Section = 3000;
    private const int Error = 300; // not documented; longer ones are not read

    /// <summary>The <c>text</c> and <c>blocks</c> of a message.</summary>
    public void WriteMessage(Utf8JsonWriter json, Card card, Audience audience)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(audience);

        // Screen readers and notifications get this instead of the blocks.
        var twin = Marked(card.Summary, audience, Twin);
        json.WriteString("text"u8, twin.Length == 0 ? Label(card.Title, audience, Header) : twin);
        WriteBlocks(json, card, audience, Budget.Message, card.Untitled);
    }

    /// <summary>What is said with a file.</summary>
    public string Comment(Text text, Audience audience)
    {
        ArgumentNullException.ThrowIfNull(audience);
        return Marked(text, audience, Twin);
    }

    /// <summary>A remark next to an input.</summary>
    public string Remark(Text text, Audience audience)
    {
        ArgumentNullException.ThrowIfNull(audience);
        return Label(text, audience, Error);
    }

    private void WriteBlocks(Utf8JsonWriter json, Card card, Audience audience, int mostBlocks, bool untitled)
    {
        // Buttons come last and must not be what is left out.
        var buttons = card.Elements.OfType<Element.Buttons>().ToArray();
        var more = Label(Text.Say("slack.more"), audience, Section);
        var kept = buttons.Sum(b => b.Items.Sum(i => Label(i.Label, audience, ButtonText).Length));
        var budget = new Budget(mostBlocks - buttons.Sum(b => Rows(b)) - 1, Budget.Text - kept - more.Length);
        var sheet = new Sheet(json, budget, more);
        json.WriteStartArray("blocks"u8);
        if (!untitled)
        {
            sheet.Header(Label(card.Title, audience, Header));
        }

        foreach (var element in card.Elements)
        {
            Write(sheet, card, element, audience);
        }

        json.WriteEndArray();
    }

    private void Write(Sheet sheet, Card card, Element element, Audience audience)
    {
        switch (element)
        {
            case Element.Paragraph paragraph:
                if (sheet.Room())
                {
                    sheet.Section(Marked(paragraph.Text, audience, sheet.Budget.Fit(Section)), paragraph.Quiet);
                }

                break;
            case Element.Quote quote:
                Write(sheet, quote, audience);
                break;
            case Element.Facts facts:
                Write(sheet, facts, audience);
                break;
            case Element.Bars bars:
                Lines(sheet, bars.Lines.Select(b => Line(b, audience)));
                break;
            case Element.Divider:
                sheet.Divider();
                break;
            case Element.Buttons buttons:
                Write(sheet, card, buttons, audience);
                break;
            default:
                throw new NotSupportedException(element.GetType().Name);
        }
    }

    /// <summary>Somebody's words as plain text: Slack interprets nothing in it.</summary>
    private void Write(Sheet sheet, Element.Quote quote, Audience audience)
    {
        if (!sheet.Room())
        {
            return;
        }

        sheet.Plain(Plain.Lines(texts.Runs(quote.Words, audience.Reader), sheet.Budget.Fit(Section), Cut(audience)));
        if (quote.By is { } by && sheet.Room())
        {
            sheet.Section(Marked(Text.Say("slack.by", ("who", by)), audience, sheet.Budget.Fit(Section)), quiet: true);
        }
    }

    private string Marked(Text text, Audience audience, int limit) =>
        Mrkdwn.Of(texts.Runs(text, audience.Reader), audience.Realm, limit, Cut(audience));

    private string Label(Text text, Audience audience, int limit) => Plain.Label(texts.Runs(text, audience.Reader), limit);

    private string Cut(Audience audience) => texts.Plain(Text.Say("slack.cut"), audience.Reader);
}
