using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>The payloads in which Slack tells the bot what a person did, field by field.</summary>
internal sealed class SlackEnvelopes(SlackOptions options, SlackWorkspace workspace, SlackTickets tickets, Dice dice, Func<string> url)
{
    // Deprecated by Slack and to be ignored, but still sent.
    private const string VerificationToken = "sandbox-verification-token";

    /// <summary>An <c>event_callback</c> with a new event id.</summary>
    /// <param name="inner">What happened.</param>
    /// <param name="by">The workspace of who did it, if it is another one: then the outer team is theirs.</param>
    public JsonObject Event(JsonObject inner, string? by = null) => new()
    {
        ["token"] = VerificationToken,
        ["team_id"] = by ?? options.TeamId,
        ["enterprise_id"] = options.EnterpriseId,
        ["context_team_id"] = options.TeamId,
        ["context_enterprise_id"] = options.EnterpriseId,
        ["api_app_id"] = options.AppId,
        ["event"] = inner,
        ["type"] = "event_callback",
        ["event_id"] = $"Ev{dice.Letters(10)}",
        ["event_time"] = options.Time.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = options.EnterpriseId,
            ["team_id"] = options.TeamId,
            ["user_id"] = options.BotUserId,
            ["is_bot"] = true,
            ["is_enterprise_install"] = options.OrgInstall,
        }),
        ["is_ext_shared_channel"] = by is not null,
        ["event_context"] = $"4-{dice.Hex(24)}",
    };

    /// <summary><c>app_mention</c>, or <c>message</c> with its channel type.</summary>
    public JsonObject Said(SlackMessage message, bool mention)
    {
        var said = Message(options, message);
        said["type"] = mention ? "app_mention" : "message";
        said["client_msg_id"] = dice.Uuid();
        said["channel"] = message.Channel.Id;
        said["event_ts"] = message.Ts;
        if (!mention)
        {
            said["channel_type"] = message.Channel.Person is null ? "channel" : "im";
        }

        return said;
    }

    public Dictionary<string, string> Command(SlackAccount by, SlackChannel channel, string command, string text) => new()
    {
        ["token"] = VerificationToken,
        ["team_id"] = options.TeamId,
        ["team_domain"] = options.Domain,
        ["channel_id"] = channel.Id,
        ["channel_name"] = channel.Name,
        ["user_id"] = by.Id,
        ["user_name"] = by.Handle,
        ["command"] = command,
        ["text"] = text,
        ["api_app_id"] = options.AppId,
        ["is_enterprise_install"] = options.OrgInstall ? "true" : "false",
        ["response_url"] = Hook(by, channel, null),
        ["trigger_id"] = tickets.Trigger(by, fromModal: false),
        ["enterprise_id"] = options.EnterpriseId ?? "",
    };

    /// <summary>A button of a message.</summary>
    public JsonObject Pressed(SlackAccount by, SlackMessage message, JsonObject block, JsonObject element, string? answer = null)
    {
        var container = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel.Id,
            ["is_ephemeral"] = message.OnlyFor is not null,
        };
        if (message.ThreadTs is { } thread)
        {
            container["thread_ts"] = thread;
        }

        var payload = Interaction("block_actions", by, fromModal: false);
        payload["container"] = container;
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.Name };
        payload["state"] = new JsonObject { ["values"] = new JsonObject() };
        payload["response_url"] = Hook(by, message.Channel, message);
        payload["actions"] = new JsonArray(Action(block, element, answer));

        // An ephemeral message is not kept by Slack, and so not sent along.
        if (message.OnlyFor is null)
        {
            payload["message"] = Message(options, message);
        }

        return payload;
    }

    /// <summary>A button in a modal or in the app's home.</summary>
    public JsonObject PressedIn(SlackAccount by, SlackModal modal, JsonObject block, JsonObject element, JsonObject state, string? answer = null)
    {
        var payload = Interaction("block_actions", by, fromModal: true);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = modal.Id };
        payload["view"] = View(options, modal, state);
        payload["actions"] = new JsonArray(Action(block, element, answer));
        return payload;
    }

    /// <summary><c>shortcut</c>: from anywhere, and so without channel and response URL.</summary>
    public JsonObject Shortcut(SlackAccount by, string callback)
    {
        var payload = Interaction("shortcut", by, fromModal: false);
        payload["callback_id"] = callback;
        payload["action_ts"] = workspace.NextTs();
        return payload;
    }

    /// <summary><c>message_action</c>: a shortcut on a message, also where the bot is not.</summary>
    public JsonObject Shortcut(SlackAccount by, string callback, SlackMessage message)
    {
        var payload = Interaction("message_action", by, fromModal: false);
        var channel = message.Channel;
        payload["callback_id"] = callback;
        payload["action_ts"] = workspace.NextTs();
        payload["message_ts"] = message.Ts;
        payload["message"] = Message(options, message);
        payload["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Person is not null ? "directmessage" : channel.Private ? "privategroup" : channel.Name };
        payload["response_url"] = Hook(by, channel, null);
        return payload;
    }

    /// <summary><c>view_submission</c>, or <c>view_closed</c>.</summary>
    public JsonObject OfView(string type, SlackAccount by, SlackModal modal, JsonObject state)
    {
        var payload = Interaction(type, by, fromModal: true);
        payload["view"] = View(options, modal, state);
        if (type == "view_closed")
        {
            payload.Remove("trigger_id");
            payload["is_cleared"] = false;
        }
        else
        {
            payload["response_urls"] = new JsonArray();
        }

        return payload;
    }

    internal static JsonObject Message(SlackOptions options, SlackMessage message)
    {
        var told = new JsonObject
        {
            ["type"] = "message",
            ["user"] = message.From?.Id ?? options.BotUserId,
            ["ts"] = message.Ts,
            ["text"] = message.Text,
            ["team"] = message.From?.Team ?? options.TeamId,
        };
        if (message.From?.Team is { } team)
        {
            (told["user_team"], told["source_team"]) = (team, team);
        }

        if (message.From is null)
        {
            told["bot_id"] = options.BotId;
            told["app_id"] = options.AppId;
            told["bot_profile"] = new JsonObject { ["id"] = options.BotId, ["app_id"] = options.AppId, ["name"] = options.BotName, ["deleted"] = false, ["team_id"] = options.TeamId };
        }

        if (message.ThreadTs is { } thread)
        {
            told["thread_ts"] = thread;
        }

        if (message.Blocks is { } blocks)
        {
            told["blocks"] = blocks.DeepClone();
        }

        if (message.Revisions.Count > 1)
        {
            told["edited"] = new JsonObject { ["user"] = options.BotId, ["ts"] = $"{message.Revisions[^1].At.ToUnixTimeSeconds()}.000000" };
        }

        return told;
    }

    internal static JsonObject View(SlackOptions options, SlackModal modal, JsonObject state)
    {
        var view = modal.View.DeepClone().AsObject();
        view["id"] = modal.Id;
        view["team_id"] = options.TeamId;
        view["state"] = new JsonObject { ["values"] = state.DeepClone() };
        view["hash"] = modal.Hash;
        view["root_view_id"] = modal.Root;
        view["previous_view_id"] = modal.Previous;
        view["app_id"] = options.AppId;
        view["app_installed_team_id"] = options.TeamId;
        view["bot_id"] = options.BotId;
        view["private_metadata"] ??= "";
        view["callback_id"] ??= "";
        view["external_id"] ??= "";
        view["clear_on_close"] ??= false;
        view["notify_on_close"] ??= false;
        return view;
    }

    private JsonObject Interaction(string type, SlackAccount by, bool fromModal) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = by.Id, ["username"] = by.Handle, ["name"] = by.Handle, ["team_id"] = by.Team ?? options.TeamId },
        ["api_app_id"] = options.AppId,
        ["token"] = VerificationToken,
        ["trigger_id"] = tickets.Trigger(by, fromModal),

        // Of somebody of another workspace: theirs.
        ["team"] = new JsonObject { ["id"] = by.Team ?? options.TeamId, ["domain"] = options.Domain },
        ["enterprise"] = options.EnterpriseId is null ? null : new JsonObject { ["id"] = options.EnterpriseId, ["name"] = options.Domain },
        ["is_enterprise_install"] = options.OrgInstall,
    };

    private JsonObject Action(JsonObject block, JsonObject element, string? answer)
    {
        var type = (string?)element["type"] ?? "button";
        var action = new JsonObject
        {
            ["type"] = type,
            ["action_id"] = element["action_id"]?.DeepClone(),
            ["block_id"] = block["block_id"]?.DeepClone(),
            ["action_ts"] = workspace.NextTs(),
        };
        foreach (var (name, value) in type == "button" ? element.Where(p => p.Key is "text" or "value") : SlackForm.Value(element, answer).Where(p => p.Key != "type"))
        {
            action[name] = value?.DeepClone();
        }

        return action;
    }

    private string Hook(SlackAccount by, SlackChannel channel, SlackMessage? source) => $"{url()}/hooks/{tickets.Hook(by, channel, source)}";
}
