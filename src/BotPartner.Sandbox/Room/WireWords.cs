using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Sandbox.Room;

/// <summary>Says in plain words what a request was.</summary>
internal static class WireWords
{
    public static string Of(WireEntry entry) => entry.Direction == WireDirection.ToBot ? ToBot(entry) : FromBot(entry);

    /// <summary>Why the other side refused it, as the platform says it; null if it did not.</summary>
    public static string? Refused(WireEntry entry)
    {
        var answer = Parse(entry.ResponseBody);
        return entry switch
        {
            { Status: 0 } => "no answer in time",
            { Status: 501 } => "not offered",
            { Status: >= 400 } => $"{entry.Status} {Word(answer?["error"]?["message"] ?? answer?["error"]) ?? Word(answer?["message"])}".Trim(),
            { Direction: WireDirection.FromBot, Service: "slack" } when answer?["ok"] is JsonValue ok && ok.ToString() == "false" =>
                $"{Word(answer["error"])} {string.Join(' ', (answer["response_metadata"]?["messages"] as JsonArray ?? []).Select(m => Word(m)))}".Trim(),
            _ => null,
        };
    }

    private static string ToBot(WireEntry entry)
    {
        if (entry.Service == "slack")
        {
            var form = entry.Path == "/slack/events" ? [] : QueryHelpers.ParseQuery(entry.RequestBody);
            var body = entry.Path == "/slack/events" ? Parse(entry.RequestBody) : Parse(form.GetValueOrDefault("payload").ToString());
            return entry.Path switch
            {
                "/slack/commands" => $"a command: {form.GetValueOrDefault("command")} {form.GetValueOrDefault("text")}",
                "/slack/events" => $"an event: {Word(body?["event"]?["type"]) ?? Word(body?["type"])}",
                _ => Word(body?["type"]) switch
                {
                    "block_actions" => $"a press: {Word((body?["actions"] as JsonArray)?.FirstOrDefault()?["text"]?["text"]) ?? "of a menu"}",
                    "view_submission" => "a form was sent",
                    "message_action" => "a shortcut on a message",
                    "shortcut" => "a shortcut",
                    "view_closed" => "a form was closed",
                    var other => other ?? "an interaction",
                },
            };
        }

        var activity = Parse(entry.RequestBody);
        return Word(activity?["type"]) switch
        {
            "message" when activity?["text"] is not null => $"a message: {Word(activity["text"])?.Replace("<at>", "@").Replace("</at>", "")}",
            "message" => "a press, sent as a message",
            "invoke" => Word(activity?["name"]) switch
            {
                "adaptiveCard/action" => $"a press: {Word(activity?["value"]?["action"]?["title"])}",
                "task/fetch" => "a form is asked for",
                "task/submit" => "a form was sent",
                "composeExtension/fetchTask" => "a shortcut: a form is asked for",
                "composeExtension/submitAction" => "a form was sent",
                "composeExtension/query" => "a search",
                var other => $"an invoke: {other}",
            },
            "installationUpdate" => "the bot was installed",
            "conversationUpdate" => "the roster changed",
            var other => $"an activity: {other}",
        };
    }

    private static string FromBot(WireEntry entry)
    {
        if (entry.Service == "slack")
        {
            return entry.Path.Split('/') switch
            {
                [.., "api", "chat.postMessage"] => "posts a message",
                [.., "api", "chat.postEphemeral"] => "tells one person",
                [.., "api", "chat.update"] => "edits a message",
                [.., "api", "chat.delete"] => "takes a message back",
                [.., "api", "views.open" or "views.push"] => "opens a form",
                [.., "api", "views.update"] => "changes a form",
                [.., "api", "views.publish"] => "shows its home tab",
                [.., "api", "users.info"] => "asks who somebody is",
                [.., "api", "files.completeUploadExternal"] => "shares a file",
                [.., "upload", _, _] => "uploads a file",
                [.., "api", var method] => $"calls {method}",
                [.., "hooks", _] => "answers a command or a press",
                _ => $"{entry.Method} {entry.Path}",
            };
        }

        return (entry.Method, entry.Path) switch
        {
            (_, var p) when p.EndsWith("/token", StringComparison.Ordinal) => "signs in",
            (_, var p) when p.Contains(".well-known", StringComparison.Ordinal) => "reads the service’s keys",
            ("PUT", _) => "edits a message",
            ("DELETE", _) => "takes a message back",
            ("POST", var p) when p.Contains("/activities", StringComparison.Ordinal) => "posts a message",
            ("POST", _) => "opens a conversation",
            ("GET", var p) when p.Contains("members", StringComparison.Ordinal) => "asks who is there",
            _ => $"{entry.Method} {entry.Path}",
        };
    }

    private static string? Word(JsonNode? node) => (node as JsonValue)?.ToString();

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Cut because it was long, or not JSON at all.
            return null;
        }
    }
}
