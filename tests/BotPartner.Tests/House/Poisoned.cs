using BotPartner.Core.Chat;

namespace BotPartner.Tests.House;

/// <summary>Cards and forms with everything that people wrote, and every name of theirs, replaced.</summary>
internal static class Poisoned
{
    public static Card Of(Card card, string poison) => card with
    {
        Title = Of(card.Title, poison),
        Summary = Of(card.Summary, poison),
        Elements = [.. card.Elements.Select(e => Of(e, poison))],
    };

    public static Form Of(Form form, string poison) => form with
    {
        Intro = form.Intro is { } intro ? Of(intro, poison) : null,
        Fields = [.. form.Fields.Select(f => Of(f, poison))],
    };

    public static Text Of(Text text, string poison) => text switch
    {
        // Blanks between pieces, and marks, are the bot's own.
        Text.Verbatim { Value: var words } => words.Any(char.IsLetterOrDigit) ? new Text.Verbatim(poison) : text,
        Text.Mention { Person: var person } => new Text.Mention(person with { Name = poison }),
        Text.Strong { Inner: var inner } => new Text.Strong(Of(inner, poison)),
        Text.Listed { Items: var items } => new Text.Listed([.. items.Select(i => Of(i, poison))]),
        Text.Joined { Parts: var parts } => new Text.Joined([.. parts.Select(p => Of(p, poison))]),
        Text.Said said => said with { Args = said.Args.ToDictionary(a => a.Key, a => Of(a.Value, poison)) },
        _ => text,
    };

    private static Element Of(Element element, string poison) => element switch
    {
        Element.Paragraph p => p with { Text = Of(p.Text, poison) },
        Element.Quote q => new Element.Quote(Of(q.Words, poison)) { By = q.By is { } by ? Of(by, poison) : null },
        Element.Facts f => new Element.Facts([.. f.Lines.Select(l => new Fact(Of(l.Label, poison), Of(l.Value, poison)))]),
        Element.Bars b => new Element.Bars([.. b.Lines.Select(l => l with { Label = Of(l.Label, poison) })]),
        Element.Buttons b => new Element.Buttons([.. b.Items.Select(i => i with { Label = Of(i.Label, poison) })]),
        _ => element,
    };

    private static Field Of(Field field, string poison)
    {
        var labelled = field with { Label = Of(field.Label, poison), Hint = field.Hint is { } hint ? Of(hint, poison) : null };
        return labelled switch
        {
            Field.Words w => w with { Value = w.Value is null ? null : poison },
            Field.Choice c => c with { Options = [.. c.Options.Select(o => o with { Label = Of(o.Label, poison) })] },
            Field.Several s => s with { Options = [.. s.Options.Select(o => o with { Label = Of(o.Label, poison) })] },
            _ => labelled,
        };
    }
}
