using System.Globalization;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>The envelopes in which Teams tells the bot what a person did; field by field as recorded.</summary>
internal sealed class Activities(TeamsOptions options, Dice dice, Func<string> serviceUrl)
{
    public string BotId => $"28:{options.AppId}";

    /// <summary>Words of a person.</summary>
    public JsonObject Said(TeamsMessage message, JsonArray mentions)
    {
        var activity = Personal("message", message.From!, message.Conversation, message.Root);
        activity["id"] = message.Id;
        activity["text"] = message.Text;
        activity["textFormat"] = "plain";
        var entities = (JsonArray)activity["entities"]!;
        foreach (var mention in mentions.Reverse())
        {
            entities.Insert(0, mention!.DeepClone());
        }

        return activity;
    }

    /// <summary>A press or a dialog: asks for an answer in the response.</summary>
    public JsonObject Invoke(string name, TeamsAccount by, TeamsMessage on, JsonObject value)
    {
        var activity = Personal("invoke", by, on.Conversation, on.Root);
        activity["name"] = name;
        activity["value"] = value;
        activity["replyToId"] = on.Id;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    /// <summary>Words typed into the search of the message extension.</summary>
    public JsonObject Searched(TeamsAccount by, TeamsConversation where, JsonObject value)
    {
        var activity = Personal("invoke", by, where, null);
        activity["name"] = "composeExtension/query";
        activity["value"] = value;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "compose" };
        return activity;
    }

    /// <summary>A command of the message extension, or its dialog sent.</summary>
    public JsonObject Commanded(string name, TeamsAccount by, TeamsCommand command, JsonObject value)
    {
        var activity = Personal("invoke", by, command.Where, command.On?.Root);
        activity["name"] = name;
        activity["value"] = value;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = command.On is null ? "compose" : "message" };
        return activity;
    }

    /// <summary>An Action.Submit: a message with a value and no text.</summary>
    public JsonObject Submitted(TeamsAccount by, TeamsMessage on, JsonObject data)
    {
        var activity = Personal("message", by, on.Conversation, on.Root);
        activity["value"] = data;
        activity["replyToId"] = on.Id;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        return activity;
    }

    /// <summary>The bot was added or removed: the two activities that tell of it.</summary>
    public IReadOnlyList<JsonObject> Installed(TeamsAccount by, TeamsConversation conversation, bool added)
    {
        var update = Bare("installationUpdate", by, conversation, null);
        update["locale"] = by.Locale;
        update["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = by.Locale });
        update["action"] = added ? "add" : "remove";
        update["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        update["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = conversation.Id } };

        var roster = Bare("conversationUpdate", by, conversation, null);
        roster[added ? "membersAdded" : "membersRemoved"] = new JsonArray(new JsonObject { ["id"] = BotId });
        if (conversation.Type == "channel")
        {
            roster["channelData"]!["eventType"] = added ? "teamMemberAdded" : "teamMemberRemoved";
            roster["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = conversation.Id } };
        }

        return [update, roster];
    }

    private JsonObject Personal(string type, TeamsAccount by, TeamsConversation conversation, string? root)
    {
        var activity = Bare(type, by, conversation, root);
        var local = TimeZoneInfo.ConvertTime(options.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(by.TimeZone));
        activity["from"]!["name"] = by.Name;
        activity["localTimestamp"] = local.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        activity["localTimezone"] = by.TimeZone;
        activity["locale"] = by.Locale;
        activity["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "clientInfo",
            ["locale"] = by.Locale,
            ["country"] = by.Country,
            ["platform"] = "Web",
            ["timezone"] = by.TimeZone,
        });
        return activity;
    }

    private JsonObject Bare(string type, TeamsAccount by, TeamsConversation conversation, string? root)
    {
        var where = new JsonObject
        {
            ["conversationType"] = conversation.Type,
            ["tenantId"] = options.TenantId,
            ["id"] = root is null ? conversation.Id : $"{conversation.Id};messageid={root}",
        };
        if (conversation.Type != "personal")
        {
            where["isGroup"] = true;
        }

        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = options.TenantId } };
        if (conversation.Team is { } team)
        {
            data["teamsChannelId"] = conversation.Id;
            data["teamsTeamId"] = team.Id;
            data["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.AadGroupId };
            data["channel"] = new JsonObject { ["id"] = conversation.Id };
        }

        return new()
        {
            ["type"] = type,
            ["id"] = $"f:{dice.Uuid()}",
            ["timestamp"] = options.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl(),
            ["from"] = new JsonObject { ["id"] = by.Id, ["aadObjectId"] = by.AadObjectId },
            ["conversation"] = where,
            ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = options.BotName },
            ["channelData"] = data,
        };
    }
}
