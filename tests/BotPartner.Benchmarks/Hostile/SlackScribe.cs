using System.Globalization;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Writes what Slack would send, from what the bot showed there.</summary>
internal sealed class SlackScribe(Assembly assembly, string sink)
{
    private int serial;

    /// <summary>A slash command.</summary>
    public Recorded Command(string user, string words, string command = "/partner") => Recorded.Form(
        "/slack/commands",
        ("token", "verification"), ("team_id", Names.SlackTeam), ("team_domain", "bench"), ("enterprise_id", "E0BENCH"), ("is_enterprise_install", "false"),
        ("channel_id", assembly.SlackChannel), ("channel_name", "bench"), ("user_id", user), ("user_name", user.ToLowerInvariant()), ("command", command), ("text", words),
        ("api_app_id", "A0BENCH"), ("response_url", $"{sink}/hooks/00000000"), ("trigger_id", Unique()));

    /// <summary>An event.</summary>
    public Recorded Event(JsonObject ev) => Recorded.Json("/slack/events", new JsonObject
    {
        ["token"] = "verification",
        ["team_id"] = Names.SlackTeam,
        ["context_team_id"] = Names.SlackTeam,
        ["api_app_id"] = "A0BENCH",
        ["event"] = ev,
        ["type"] = "event_callback",
        ["event_id"] = "Ev" + Unique(),
        ["event_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = Names.SlackTeam, ["user_id"] = "UBOT", ["is_bot"] = true, ["is_enterprise_install"] = false }),
        ["is_ext_shared_channel"] = false,
    });

    /// <summary>Events of all kinds that are listened to.</summary>
    public IEnumerable<Recorded> Events(string user, IEnumerable<string> said)
    {
        foreach (var words in said)
        {
            yield return Event(new() { ["type"] = "app_mention", ["user"] = user, ["text"] = $"<@UBOT> {words} <@U00000001> <https://example.org|link> <#C1|x>", ["ts"] = Unique(), ["channel"] = assembly.SlackChannel, ["event_ts"] = Unique(), ["thread_ts"] = Unique() });
            yield return Event(new() { ["type"] = "message", ["channel_type"] = "im", ["user"] = user, ["text"] = words, ["ts"] = Unique(), ["channel"] = "D1", ["event_ts"] = Unique() });
        }

        foreach (var type in new[] { "channel_left", "group_left", "channel_archive", "channel_unarchive", "group_unarchive", "channel_deleted", "member_joined_channel", "member_left_channel", "app_home_opened" })
        {
            yield return Event(new() { ["type"] = type, ["user"] = type.StartsWith("member", StringComparison.Ordinal) ? "UBOT" : user, ["inviter"] = user, ["tab"] = "home", ["channel"] = "C0ELSEWHERE", ["channel_type"] = "C", ["team"] = Names.SlackTeam });
        }

        yield return Event(new() { ["type"] = "channel_rename", ["channel"] = new JsonObject { ["id"] = assembly.SlackChannel, ["name"] = "renamed", ["created"] = 1 } });
        yield return Event(new() { ["type"] = "channel_id_changed", ["old_channel_id"] = "C0ELSEWHERE", ["new_channel_id"] = "C0ANOTHER" });
        yield return Event(new() { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(user), ["bot"] = new JsonArray() } });
        yield return Event(new() { ["type"] = "team_access_granted", ["team_ids"] = new JsonArray("T0OTHER") });
        yield return Recorded.Json("/slack/events", new JsonObject { ["type"] = "url_verification", ["token"] = "x", ["challenge"] = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" });
        yield return Recorded.Json("/slack/events", new JsonObject { ["type"] = "app_rate_limited", ["team_id"] = Names.SlackTeam, ["minute_rate_limited"] = 1 });
    }

    /// <summary>Shortcuts, global and on messages.</summary>
    public IEnumerable<Recorded> Shortcuts(string user)
    {
        foreach (var callback in new[] { "decision.propose", "decisions", "principle.cite", "tension.raise", "help" })
        {
            var global = Common("shortcut", user);
            (global["callback_id"], global["action_ts"]) = (callback, Unique());
            yield return Recorded.Payload(global);
            var pointed = Common("message_action", user);
            (pointed["callback_id"], pointed["action_ts"], pointed["message_ts"]) = (callback + ":message", Unique(), Unique());
            pointed["channel"] = Channel();
            pointed["message"] = new JsonObject { ["type"] = "message", ["user"] = "U00000001", ["text"] = "We *agreed* <@U00000003> on <https://example.org|this>, &lt;did&gt; we?", ["ts"] = Unique(), ["team"] = Names.SlackTeam, ["attachments"] = new JsonArray(new JsonObject { ["fallback"] = "card" }) };
            yield return Recorded.Payload(pointed);
        }
    }

    /// <summary>A menu that was opened, which nobody waits for, and a view that was closed.</summary>
    public IEnumerable<Recorded> Others(string user)
    {
        var suggestion = Common("block_suggestion", user);
        (suggestion["action_id"], suggestion["block_id"], suggestion["value"]) = ("v", "b1", "wat");
        yield return Recorded.Payload(suggestion);
        var closed = Common("view_closed", user);
        closed["view"] = new JsonObject { ["id"] = "V1", ["type"] = "modal", ["callback_id"] = "propose", ["private_metadata"] = "{}" };
        yield return Recorded.Payload(closed);
    }

    /// <summary>Presses of the buttons, and submissions of the views, that are in what the bot sent; each with a name that tells them apart.</summary>
    public IEnumerable<(string Name, Recorded Recorded)> Acts(JsonNode body, string user)
    {
        var view = Tree.Objects(body).FirstOrDefault(o => o.ContainsKey("callback_id") && o["blocks"] is JsonArray);
        if (view is not null && (string?)view["callback_id"] is { } callback && view.ContainsKey("submit"))
        {
            var submitted = Common("view_submission", user);
            submitted["view"] = Opened(view, callback);
            yield return ("view " + callback, Recorded.Payload(submitted));
        }

        foreach (var button in Tree.Objects(body).Where(o => (string?)o["type"] == "button" && o.ContainsKey("action_id")))
        {
            var pressed = Common("block_actions", user);
            pressed["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = "1792345678.000001", ["channel_id"] = assembly.SlackChannel, ["is_ephemeral"] = false };
            pressed["channel"] = Channel();
            pressed["message"] = new JsonObject { ["type"] = "message", ["user"] = "UBOT", ["bot_id"] = "BBENCH", ["bot_profile"] = new JsonObject { ["team_id"] = Names.SlackTeam }, ["ts"] = "1792345678.000001", ["text"] = "card", ["team"] = Names.SlackTeam };
            pressed["actions"] = new JsonArray(new JsonObject
            {
                ["action_id"] = button["action_id"]!.DeepClone(),
                ["block_id"] = "b1",
                ["text"] = button["text"]?.DeepClone(),
                ["value"] = button["value"]?.DeepClone(),
                ["type"] = "button",
                ["action_ts"] = Unique(),
            });
            yield return ("press " + (string?)button["action_id"], Recorded.Payload(pressed));
        }
    }

    private static JsonObject Opened(JsonObject view, string callback)
    {
        var values = new JsonObject();
        foreach (var input in view["blocks"]!.AsArray().OfType<JsonObject>().Where(b => (string?)b["type"] == "input"))
        {
            var element = input["element"]!.AsObject();
            var options = (element["options"] as JsonArray)?.OfType<JsonObject>().ToArray() ?? [];
            values[(string)input["block_id"]!] = new JsonObject
            {
                [(string)element["action_id"]!] = (string?)element["type"] switch
                {
                    "plain_text_input" => new JsonObject { ["type"] = "plain_text_input", ["value"] = (string?)element["initial_value"] ?? "Share the results of the survey" },
                    "static_select" => new JsonObject { ["type"] = "static_select", ["selected_option"] = options[0].DeepClone() },
                    var several => new JsonObject { ["type"] = several, ["selected_options"] = new JsonArray([.. options.Take(2).Select(o => o.DeepClone())]) },
                },
            };
        }

        return new()
        {
            ["id"] = "V0BENCH",
            ["team_id"] = Names.SlackTeam,
            ["type"] = "modal",
            ["blocks"] = view["blocks"]!.DeepClone(),
            ["private_metadata"] = (string?)view["private_metadata"],
            ["callback_id"] = callback,
            ["state"] = new JsonObject { ["values"] = values },
            ["hash"] = "1792345678.abc",
            ["app_installed_team_id"] = Names.SlackTeam,
        };
    }

    private JsonObject Common(string type, string user) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = user, ["username"] = user, ["name"] = user, ["team_id"] = Names.SlackTeam },
        ["api_app_id"] = "A0BENCH",
        ["token"] = "verification",
        ["trigger_id"] = Unique(),
        ["team"] = new JsonObject { ["id"] = Names.SlackTeam, ["domain"] = "bench" },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
        ["response_url"] = $"{sink}/hooks/00000000",
    };

    private JsonObject Channel() => new() { ["id"] = assembly.SlackChannel, ["name"] = "bench" };

    private string Unique() => string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{Interlocked.Increment(ref serial):000000}");
}

/// <summary>Looking through JSON.</summary>
internal static class Tree
{
    /// <summary>All objects in it.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).SelectMany(Objects).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };
}
