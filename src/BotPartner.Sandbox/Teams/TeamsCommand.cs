using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotPartner.Sandbox.Teams;

/// <summary>A command of the message extension that a person has chosen: beside the message box, or from the menu of a message.</summary>
/// <param name="Id">The command's id, as the manifest has it.</param>
/// <param name="Where">The conversation it was chosen in; the bot need not be there.</param>
/// <param name="On">The message it was chosen on, if any.</param>
public sealed partial record TeamsCommand(string Id, TeamsConversation Where, TeamsMessage? On)
{
    /// <summary>The <c>value</c> that tells the bot of it.</summary>
    internal JsonObject Value(TeamsOptions options)
    {
        var value = new JsonObject
        {
            ["commandId"] = Id,
            ["commandContext"] = On is null ? "compose" : "message",
            ["context"] = new JsonObject { ["theme"] = "default" },
        };
        if (On is not null)
        {
            value["messagePayload"] = Payload(On, options);
        }

        return value;
    }

    // As recorded, but for the reactions.
    private static JsonObject Payload(TeamsMessage message, TeamsOptions options) => new()
    {
        ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{message.Conversation.Id}/{message.Id}",
        ["id"] = message.Id,
        ["replyToId"] = message.Root is { } root && root != message.Id ? root : null,
        ["createdDateTime"] = message.Revisions[0].At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["lastModifiedDateTime"] = null,
        ["deleted"] = false,
        ["subject"] = null,
        ["summary"] = null,
        ["importance"] = "normal",
        ["locale"] = "en-us",
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = Html(message) },
        ["from"] = new JsonObject
        {
            ["device"] = null,
            ["conversation"] = null,
            ["user"] = message.From is { } person
                ? new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = person.AadObjectId, ["displayName"] = person.Name }
                : null,
            ["application"] = message.From is null
                ? new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = options.AppId, ["displayName"] = options.BotName }
                : null,
        },
        ["attachments"] = message.Card is { } card
            ? new JsonArray(new JsonObject { ["id"] = message.Id, ["contentType"] = CardReading.ContentType, ["content"] = card.ToJsonString() })
            : new JsonArray(),
        ["reactions"] = new JsonArray(),
        ["mentions"] = new JsonArray([.. At().Matches(message.Text).Select((m, i) => new JsonObject { ["id"] = i, ["mentionText"] = m.Groups["name"].Value })]),
    };

    private static string Html(TeamsMessage message)
    {
        if (message.Card is not null)
        {
            return $"<attachment id=\"{message.Id}\"></attachment>";
        }

        var (count, at, html) = (0, 0, new System.Text.StringBuilder("<div><div>"));
        foreach (Match mention in At().Matches(message.Text))
        {
            html.Append(Written(message.Text[at..mention.Index]));
            html.Append(CultureInfo.InvariantCulture, $"<at id=\"{count++}\">{Written(mention.Groups["name"].Value)}</at>");
            at = mention.Index + mention.Length;
        }

        return html.Append(Written(message.Text[at..])).Append("</div>\n</div>").ToString();
    }

    private static string Written(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    [GeneratedRegex("<at>(?<name>[^<]*)</at>", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex At();
}
