using System.Text.Json.Nodes;
using BotPartner.Teams.Cards;

namespace BotPartner.Teams;

/// <summary>Bodies of responses to invokes.</summary>
public static class InvokeBody
{
    /// <summary>A short message to the one who pressed. The commonest answer: written without a tree between.</summary>
    public static ReadOnlyMemory<byte> Message(string text) => Payloads.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", 200);
        json.WriteString("type", "application/vnd.microsoft.activity.message");
        json.WriteString("value", text);
        json.WriteEndObject();
    });

    /// <summary>A card for the one who pressed, in place of the one pressed.</summary>
    public static JsonObject Card(JsonObject card) => new()
    {
        ["statusCode"] = 200,
        ["type"] = AdaptiveCards.ContentType,
        ["value"] = card,
    };

    /// <summary>An error. The HTTP status around it is 200 all the same.</summary>
    public static ReadOnlyMemory<byte> Error(int status, string code, string message) => Payloads.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", status);
        json.WriteString("type", "application/vnd.microsoft.error");
        json.WriteStartObject("value");
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>A dialog that shows words only.</summary>
    public static ReadOnlyMemory<byte> TaskMessage(string text) => Payloads.Write(new JsonObject
    {
        ["task"] = new JsonObject { ["type"] = "message", ["value"] = text },
    });

    /// <summary>What a search found: each a line to choose by, and the card that is put into the message.</summary>
    public static JsonObject Found(IEnumerable<(string Title, string Line, JsonObject Card)> hits) => new()
    {
        ["composeExtension"] = new JsonObject
        {
            ["type"] = "result",
            ["attachmentLayout"] = "list",
            ["attachments"] = new JsonArray([.. hits.Select(hit =>
            {
                var attachment = Payloads.Attachment(hit.Card);
                attachment["preview"] = new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.thumbnail",
                    ["content"] = new JsonObject { ["title"] = Markup.Untagged(hit.Title), ["text"] = Markup.Untagged(hit.Line) },
                };
                return attachment;
            })]),
        },
    };

    /// <summary>Why a search shows nothing.</summary>
    public static ReadOnlyMemory<byte> FoundNothing(string text) => Payloads.Write(new JsonObject
    {
        ["composeExtension"] = new JsonObject { ["type"] = "message", ["text"] = text },
    });

    /// <summary>A dialog that shows a card.</summary>
    public static JsonObject TaskContinue(string title, JsonObject card) => new()
    {
        ["task"] = new JsonObject
        {
            ["type"] = "continue",
            ["value"] = new JsonObject
            {
                ["title"] = title,
                ["height"] = "medium",
                ["width"] = "medium",
                ["card"] = Payloads.Attachment(card),
            },
        },
    };
}
