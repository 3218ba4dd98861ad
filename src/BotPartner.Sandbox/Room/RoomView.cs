using System.Text.Json.Nodes;

namespace BotPartner.Sandbox.Room;

/// <summary>What two persons see, one in Teams and one in Slack, the time, and the last of the wire.</summary>
internal sealed class RoomView(TeamsView teams, SlackView slack, WireView wire, bool seeded)
{
    public WireView Wire => wire;

    /// <summary>By what the page asks for: <c>teams</c> and <c>slack</c> (who), <c>teamsRoom</c> and <c>slackRoom</c> (where).</summary>
    public JsonObject State(Func<string, string?> asked) => new()
    {
        ["clock"] = wire.Clock(),
        ["teams"] = teams.State(asked("teams"), asked("teamsRoom")),
        ["slack"] = slack.State(asked("slack"), asked("slackRoom")),
        ["wire"] = wire.Latest(),
        ["seeded"] = seeded,
        ["cards"] = RoomFiles.Has(RoomFiles.AdaptiveCards),
    };

    internal static JsonObject Person(string id, string name, string organisation) => new() { ["id"] = id, ["name"] = name, ["organisation"] = organisation };
}
