using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Teams.Inbound;

namespace BotPartner.Tests.Teams;

/// <summary>Activities to begin with, in the form that Teams gives them.</summary>
internal static class Sample
{
    public static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures", "teams-activities");

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(Fixtures, name + ".json"));

    public static Activity Read(string json) => JsonSerializer.Deserialize(json, TeamsJson.Default.Activity)!;

    public static JsonObject Message(string? text, string kind = "personal", string conversation = "a:pc-alice") => new()
    {
        ["type"] = "message",
        ["id"] = "f:1",
        ["channelId"] = "msteams",
        ["serviceUrl"] = FakeMicrosoft.Service,
        ["timestamp"] = "2026-11-21T17:00:00.123Z",
        ["from"] = new JsonObject { ["id"] = "29:alice", ["name"] = "Alice" },
        ["recipient"] = new JsonObject { ["id"] = "28:" + TeamsHost.AppId, ["name"] = "BotPartner" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = kind, ["tenantId"] = TeamsHost.Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsHost.Tenant } },
        ["text"] = text,
    };

    public static JsonObject InChannel(string? text) => Message(text, "channel", "19:c@thread.tacv2;messageid=1795");

    public static JsonObject Execute(JsonObject data, string kind = "personal") => Invoke(
        "adaptiveCard/action",
        new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "vote", ["data"] = data }, ["trigger"] = "manual" },
        kind);

    public static JsonObject Task(string name, JsonObject data) => Invoke(
        $"task/{name}", new() { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } }, "channel");

    public static JsonObject Pressed(string action, params (string Name, string Value)[] args)
    {
        var carried = new JsonObject();
        foreach (var (name, value) in args)
        {
            carried[name] = value;
        }

        return new() { ["a"] = action, ["args"] = carried };
    }

    public static JsonObject Sent(string form, params (string Name, string Value)[] values)
    {
        var data = new JsonObject { ["f"] = form, ["args"] = new JsonObject { ["n"] = "12" } };
        foreach (var (name, value) in values)
        {
            data[name] = value;
        }

        return data;
    }

    private static JsonObject Invoke(string name, JsonObject value, string kind)
    {
        var activity = kind == "channel" ? InChannel(null) : Message(null, kind);
        activity["type"] = "invoke";
        activity["name"] = name;
        activity["value"] = value;
        activity.Remove("text");
        return activity;
    }
}
