using System.Text.Json.Nodes;
using BotPartner.Manifests;

namespace BotPartner.Sandbox.Room;

/// <summary>What the platforms offer people outside of cards, as the app's manifests tell them to.</summary>
/// <param name="Slack">The shortcuts of the Slack app.</param>
/// <param name="Teams">The commands of the message extension.</param>
internal sealed record Offered(IReadOnlyList<Offer> Slack, IReadOnlyList<Offer> Teams)
{
    /// <summary>Of a bot, by its own features.</summary>
    public static Offered Of(IServiceProvider bot)
    {
        var manifests = BotManifests.Of(bot, new() { BaseUrl = new("https://bot.example.org/"), AppId = Guid.Empty });
        var slack = manifests.Slack["features"]?["shortcuts"] as JsonArray ?? [];
        var teams = manifests.Teams["composeExtensions"]?[0]?["commands"] as JsonArray ?? [];
        return new(
            [.. slack.Select(s => new Offer($"{s!["callback_id"]}", $"{s["name"]}", $"{s["description"]}", $"{s["type"]}" == "message", $"{s["type"]}" == "global"))],
            [.. teams.Select(c => (Command: c!, Contexts: c!["context"]!.AsArray().Select(x => $"{x}").ToArray()))
                .Select(c => new Offer($"{c.Command["id"]}", $"{c.Command["title"]}", $"{c.Command["description"]}", c.Contexts.Contains("message"), c.Contexts.Contains("compose")))]);
    }
}

/// <summary>One of them.</summary>
internal sealed record Offer(string Id, string Name, string About, bool OnMessages, bool Anywhere)
{
    /// <summary>As the page is told of it.</summary>
    public static JsonObject State(IReadOnlyList<Offer> offers) => new()
    {
        ["message"] = new JsonArray([.. offers.Where(o => o.OnMessages).Select(o => o.Json())]),
        ["global"] = new JsonArray([.. offers.Where(o => o.Anywhere).Select(o => o.Json())]),
    };

    private JsonObject Json() => new() { ["id"] = Id, ["name"] = Name, ["about"] = About };
}
