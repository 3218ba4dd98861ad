using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Slack;

/// <summary><c>conversations.*</c>, <c>users.info</c>, <c>auth.test</c>.</summary>
internal sealed class ConversationMethods(SlackOptions options, SlackWorkspace workspace)
{
    public JsonObject Test()
    {
        var answer = SlackApi.Ok();
        answer["url"] = $"https://{options.Domain}.slack.com/";
        answer["team"] = options.Domain;
        answer["user"] = options.BotName;
        answer["team_id"] = options.TeamId;
        answer["user_id"] = options.BotUserId;
        answer["bot_id"] = options.BotId;
        answer["is_enterprise_install"] = false;
        return answer;
    }

    public JsonObject Open(SlackArguments arguments)
    {
        if (arguments.Has("channel"))
        {
            return workspace.Channel(arguments["channel"]) is { } known ? Channel(known) : SlackApi.Error("channel_not_found");
        }

        if (!arguments.Has("users"))
        {
            return SlackApi.Error("users_list_not_supplied");
        }

        var ids = arguments["users"]!.Split(',', StringSplitOptions.TrimEntries);
        if (ids.Length > 8)
        {
            return SlackApi.Error("too_many_users");
        }

        if (ids.Length > 1)
        {
            // Group direct messages do not exist in this workspace.
            return SlackApi.Error("missing_scope");
        }

        return workspace.Account(ids[0]) is { } person ? Channel(workspace.Direct(person)) : SlackApi.Error("user_not_found");
    }

    public JsonObject Info(SlackArguments arguments) =>
        workspace.Channel(arguments["channel"]) is { } channel ? Channel(channel) : SlackApi.Error("channel_not_found");

    public JsonObject List(SlackArguments arguments) =>
        Page(arguments, "channels", [.. workspace.Channels.Where(c => c.Person is null).Select(Describe)]);

    public JsonObject Members(SlackArguments arguments) => workspace.Channel(arguments["channel"]) is { } channel
        ? Page(arguments, "members", [.. channel.Members.Select(m => (JsonNode)m)])
        : SlackApi.Error("channel_not_found");

    public JsonObject User(SlackArguments arguments)
    {
        if (workspace.Account(arguments["user"]) is not { } person)
        {
            return SlackApi.Error("user_not_found");
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone);
        var user = new JsonObject
        {
            ["id"] = person.Id,
            ["team_id"] = person.Team ?? options.TeamId,
            ["name"] = person.Handle,
            ["real_name"] = person.Name,
            ["deleted"] = false,
            ["is_bot"] = false,
            ["tz"] = person.TimeZone,
            ["tz_label"] = zone.StandardName,
            ["tz_offset"] = (int)zone.GetUtcOffset(options.Time.GetUtcNow()).TotalSeconds,
            ["profile"] = new JsonObject { ["real_name"] = person.Name, ["display_name"] = person.Handle, ["team"] = options.TeamId },
        };
        if (arguments["include_locale"] is "true" or "1")
        {
            user["locale"] = person.Locale;
        }

        var answer = SlackApi.Ok();
        answer["user"] = user;
        return answer;
    }

    private JsonObject Channel(SlackChannel channel)
    {
        var answer = SlackApi.Ok();
        answer["channel"] = Describe(channel);
        return answer;
    }

    private JsonNode Describe(SlackChannel channel)
    {
        var described = new JsonObject
        {
            ["id"] = channel.Id,
            ["is_channel"] = channel.Person is null,
            ["is_im"] = channel.Person is not null,
            ["is_archived"] = channel.Archived,
            ["context_team_id"] = options.TeamId,
        };
        if (channel.Person is { } person)
        {
            described["user"] = person.Id;
        }
        else
        {
            described["name"] = channel.Name;
            described["is_member"] = channel.Has(options.BotUserId);
            described["is_ext_shared"] = channel.IsShared;
        }

        return described;
    }

    private static JsonObject Page(SlackArguments arguments, string name, JsonNode[] all)
    {
        var from = int.TryParse(arguments["cursor"], out var c) ? c : 0;
        var size = Math.Clamp(int.TryParse(arguments["limit"], out var l) ? l : 100, 1, 1000);
        var answer = SlackApi.Ok();
        answer[name] = new JsonArray([.. all.Skip(from).Take(size)]);
        answer["response_metadata"] = new JsonObject { ["next_cursor"] = from + size < all.Length ? (from + size).ToString() : "" };
        return answer;
    }
}
