using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

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
        using var bytes = new ShortStream(most);
        try
        {
            await file.Write(bytes, cancellation);
        }
        catch (IOException) when (bytes.Full)
        {
            return null;
        }

        var words = Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF');
        return words.Length <= most ? words : null;
    }

    /// <summary>Takes no more than it must to know that it is too much.</summary>
    private sealed class ShortStream(int most) : MemoryStream
    {
        public bool Full => Length > most * 4;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            if (Full)
            {
                throw new IOException("long enough");
            }
        }
    }
}
