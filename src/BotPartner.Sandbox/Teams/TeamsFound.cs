using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>One thing that the message extension found.</summary>
/// <param name="Title">In the list.</param>
/// <param name="Text">Below it.</param>
/// <param name="Card">What is sent if the person chooses it.</param>
public sealed record TeamsHit(string Title, string Text, JsonObject? Card);

/// <summary>What the message extension answered to a search.</summary>
/// <param name="Delivery">The HTTP exchange.</param>
/// <param name="Hits">What was found.</param>
public sealed record TeamsFound(Delivered Delivery, IReadOnlyList<TeamsHit> Hits)
{
    /// <summary>Whether the bot has a search at all: an invoke it does not know is answered with 501.</summary>
    public bool Offered => Delivery.Status != 501;

    /// <summary>Words instead of results.</summary>
    public string? Notice { get; init; }

    internal static TeamsFound Read(Delivered delivery)
    {
        var extension = delivery.Json?["composeExtension"] as JsonObject;
        var hits = (extension?["attachments"] as JsonArray ?? []).OfType<JsonObject>().Select(Hit).ToList();
        return new(delivery, hits) { Notice = (string?)extension?["type"] == "message" ? (string?)extension["text"] : null };
    }

    private static TeamsHit Hit(JsonObject attachment)
    {
        // The list shows the preview, where there is one: a hero or thumbnail card with title and text.
        var preview = attachment["preview"]?["content"] as JsonObject;
        var card = (string?)attachment["contentType"] == CardReading.ContentType ? attachment["content"] as JsonObject : null;
        var lines = card is null ? [] : CardReading.PlainText(card).Split('\n');
        return new((string?)preview?["title"] ?? lines.FirstOrDefault() ?? "", (string?)preview?["text"] ?? lines.ElementAtOrDefault(1) ?? "", card);
    }
}
