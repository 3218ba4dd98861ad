using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Teams.Cards;

/// <summary>Writes what is sent to Teams, kept within its budget.</summary>
public sealed class Payloads(Texts texts)
{
    /// <summary>Teams counts UTF-16 and refuses about 100 KB; it recommends 80 KB.</summary>
    public const int Budget = 40_000;

    private static readonly int[] Lengths = [int.MaxValue, 8000, 5000, 3000, 2000, 1400, 1000, 700, 500, 350, 250, 150, 80];

    // The body is UTF-8 JSON, never HTML: escaping all that is not ASCII would only use up the budget.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A message holding the card. No text beside it: Teams would split the two and return no usable id.</summary>
    public ReadOnlyMemory<byte> Message(Card card, Audience audience) =>
        Within(audience, card.Summary, w => Message(w.Plain(card.Summary), AdaptiveCards.Render(card, w)));

    /// <summary>A message holding the form, with what is wrong with it, if anything.</summary>
    public ReadOnlyMemory<byte> Message(Form form, Audience audience, IReadOnlyDictionary<string, Text>? errors = null) =>
        Within(audience, form.Title, w => Message(w.Plain(form.Title), AdaptiveForms.Render(form, w, Surface.Message, errors)));

    /// <summary>The whole of a card in plain words, if it is no more than paragraphs; else null.</summary>
    public string? Simple(Card card, Audience audience)
    {
        foreach (var element in card.Elements)
        {
            if (element is not Element.Paragraph)
            {
                return null;
            }
        }

        var wording = new Wording(texts, audience);
        if (card is { Untitled: true, Elements: [Element.Paragraph only] })
        {
            return wording.Plain(only.Text);
        }

        var parts = card.Elements.Cast<Element.Paragraph>().Select(p => wording.Plain(p.Text));
        return string.Join("\n\n", card.Untitled ? parts : parts.Prepend(wording.Plain(card.Title)));
    }

    /// <summary>A text in bare characters.</summary>
    public string Plain(Text text, Audience audience) => new Wording(texts, audience).Plain(text);

    /// <summary>Writes what <paramref name="make"/> makes, with the longest words of people cut until it is within the budget.</summary>
    /// <param name="audience">For whom.</param>
    /// <param name="summary">What is said if even that does not fit.</param>
    /// <param name="make">Renders with a given wording; may be called several times.</param>
    public ReadOnlyMemory<byte> Within(Audience audience, Text summary, Func<Wording, JsonObject> make)
    {
        foreach (var longest in Lengths)
        {
            var written = Write(make(new(texts, audience, longest)));
            if (Encoding.UTF8.GetCharCount(written.Span) <= Budget)
            {
                return written;
            }
        }

        var last = Card.Of(summary);
        return Write(Message("", AdaptiveCards.Render(last, new(texts, audience, Lengths[^1]))));
    }

    /// <summary>Writes what is made of a list, with as many of its items, from its beginning, as the budget has room for; of a single one too large for
    /// it the longest words of people are cut.</summary>
    public ReadOnlyMemory<byte> AsManyAs<T>(IReadOnlyList<T> items, Audience audience, Text summary, Func<IEnumerable<T>, Wording, JsonObject> make)
    {
        var whole = new Wording(texts, audience);
        var room = Budget;
        var some = items.TakeWhile((item, at) =>
        {
            room -= Encoding.UTF8.GetCharCount(Write(make([item], whole)).Span);
            return at == 0 || room >= 0;
        }).ToArray();
        return some.Length == 1 ? Within(audience, summary, w => make(some, w)) : Write(make(some, whole));
    }

    /// <summary>Writes JSON as it goes out.</summary>
    public static ReadOnlyMemory<byte> Write(JsonObject json)
    {
        var into = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(into, Relaxed);
        json.WriteTo(writer);
        writer.Flush();
        return into.WrittenMemory;
    }

    /// <summary>Writes JSON as it goes out, without a tree between.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> json)
    {
        var into = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(into, Relaxed);
        json(writer);
        writer.Flush();
        return into.WrittenMemory;
    }

    /// <summary>A card as an attachment.</summary>
    public static JsonObject Attachment(JsonObject card) => new() { ["contentType"] = AdaptiveCards.ContentType, ["content"] = card };

    private static JsonObject Message(string summary, JsonObject card) => new()
    {
        ["type"] = "message",
        ["summary"] = summary,
        ["attachments"] = new JsonArray(Attachment(card)),
    };
}
