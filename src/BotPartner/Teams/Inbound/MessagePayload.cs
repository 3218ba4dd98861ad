using System.Text.Json;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Teams.Inbound;

/// <summary>The message that a message action was used on: <c>messagePayload</c> of <c>composeExtension/fetchTask</c>.</summary>
public static class MessagePayload
{
    private const int LongestCard = 100_000;

    /// <summary>Reads it.</summary>
    /// <param name="payload">As it came.</param>
    /// <param name="asking">Who used it.</param>
    /// <param name="objectId">Their id in Entra: the payload names its writer by that alone, and the bot knows nobody else's.</param>
    public static Quoted Read(JsonElement payload, Person asking, string? objectId)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var body = CardData.Part(payload, "body");
        var content = CardData.Word(body, "content") ?? "";
        var words = CardData.Word(body, "contentType") == "html" ? Html.Words(content) : content.Trim();
        if (CardData.Word(payload, "subject") is { Length: > 0 } subject)
        {
            words = $"{subject}\n{words}".Trim();
        }

        if (words.Length == 0)
        {
            words = CardData.Word(payload, "summary") ?? InCard(CardData.Part(payload, "attachments")) ?? "";
        }

        var writer = CardData.Part(CardData.Part(payload, "from"), "user");
        var own = objectId is not null && string.Equals(CardData.Word(writer, "id"), objectId, StringComparison.OrdinalIgnoreCase);
        if (!own && words.Length > 0 && CardData.Word(writer, "displayName") is { Length: > 0 } name)
        {
            words = $"{name}: {words}";
        }

        var at = DateTimeOffset.TryParse(CardData.Word(payload, "createdDateTime"), null, System.Globalization.DateTimeStyles.AssumeUniversal, out var stamp)
            ? Instant.FromDateTimeOffset(stamp)
            : (Instant?)null;
        return Quoted.Of(words, own ? asking : null, at);
    }

    /// <summary>What a card says of itself in one line, where the message is nothing but a card.</summary>
    private static string? InCard(JsonElement attachments)
    {
        if (attachments.ValueKind != JsonValueKind.Array || attachments.GetArrayLength() == 0 || CardData.Word(attachments[0], "content") is not { Length: < LongestCard } content)
        {
            return null;
        }

        try
        {
            using var card = JsonDocument.Parse(content);
            return CardData.Word(card.RootElement, "fallbackText");
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return null; // Of some other kind, or with half a surrogate pair.
        }
    }
}
