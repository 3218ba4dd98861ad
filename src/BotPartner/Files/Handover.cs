using System.Text;
using BotPartner.Core.Chat;

namespace BotPartner.Files;

/// <summary>What is shown in place of a file where it cannot be handed over: a link to it, or if there can be none its words.</summary>
public sealed class Handover(FileLinks links)
{
    /// <summary>The card.</summary>
    /// <param name="file">Which.</param>
    /// <param name="most">How many characters of a file are shown.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="why">Why it is not handed over, if there is something to say.</param>
    public async Task<Card> Instead(Reply.File file, int most, CancellationToken cancellation, Text? why = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        Element[] head = [new Element.Paragraph(file.Text), .. why is null ? [] : new Element[] { new Element.Paragraph(why) }];
        if (links.To(file.Source) is var (link, until))
        {
            return Of(file, [.. head, new Element.Paragraph(Text.Say("file.link", ("until", until))) { Quiet = true }, new Element.Buttons([Button.To(Text.Say("file.open.button"), link)])]);
        }

        return await Words(file, most, cancellation) is { } words
            ? Of(file, [.. head, new Element.Paragraph(Text.Say("file.inline")) { Quiet = true }, new Element.Quote(words)])
            : Of(file, [.. head, new Element.Paragraph(Text.Say("file.too-long"))]);
    }

    private static Card Of(Reply.File file, IReadOnlyList<Element> elements) => new(file.Name, file.Text, elements);

    private static async Task<string?> Words(Reply.File file, int most, CancellationToken cancellation)
    {
        // As many bytes as so many characters can take, and one more to see that there is more.
        var room = new byte[(most * 3) + 1];
        using var stream = new MemoryStream(room);
        try
        {
            await file.Write(stream, cancellation);
        }
        catch (NotSupportedException)
        {
            return null; // It does not fit.
        }

        var words = Encoding.UTF8.GetString(room.AsSpan(0, (int)stream.Position)).TrimStart('\uFEFF');
        return words.Length <= most ? words : null;
    }
}
