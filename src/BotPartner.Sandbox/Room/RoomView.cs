using System.Globalization;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Room;

/// <summary>What two persons see, one in Teams and one in Slack, and the last of the wire.</summary>
internal sealed class RoomView(SimulatedTeams teams, SimulatedSlack slack, WireLog log, RoomActs acts)
{
    private const int Latest = 80;
    private const int WireShown = 30;

    public JsonObject State(string? teamsPerson, string? slackPerson) => new()
    {
        ["teams"] = Teams(acts.TeamsPerson(teamsPerson)),
        ["slack"] = Slack(acts.SlackPerson(slackPerson)),
        ["wire"] = new JsonArray([.. log.Entries.TakeLast(WireShown).Reverse().Select(Entry)]),
    };

    private JsonObject Teams(TeamsPerson me)
    {
        var dialog = acts.Dialog(me);
        return new()
        {
            ["me"] = me.Account.Id,
            ["people"] = new JsonArray([.. acts.Teams.Select(p => Person(p.Account.Id, p.Name, p.Account.Organisation))]),
            ["rooms"] = new JsonArray(
                Room(teams.General.Id, $"{teams.Team.Name} › {teams.General.Name}", teams.Messages(teams.General), me),
                Room(me.Chat.Id, $"Chat with {teams.Options.BotName}", teams.Messages(me.Chat), me)),
            ["dialog"] = dialog is null ? null : new JsonObject { ["title"] = dialog.Title, ["card"] = dialog.Card.DeepClone() },
        };
    }

    private JsonObject Room(string id, string name, IReadOnlyList<TeamsMessage> messages, TeamsPerson me) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["messages"] = new JsonArray([.. messages.Where(m => m.OnlyFor is null || m.OnlyFor == me.Account).TakeLast(Latest).Select(m => new JsonObject
        {
            ["id"] = m.Id,
            ["from"] = m.From?.Name ?? teams.Options.BotName,
            ["at"] = Clock(m.Revisions[0].At),
            ["text"] = m.Text,
            ["card"] = m.Card is null ? null : me.Sees(m).DeepClone(),
            ["edited"] = m.Revisions.Count > 1,
            ["only"] = m.OnlyFor is not null || (m.Card is { } common && me.Sees(m) != common),
            ["reply"] = m.Root is not null && m.Root != m.Id,
        })]),
    };

    private JsonObject Slack(SlackPerson me)
    {
        var modal = me.Modal;
        var seen = slack.Messages(slack.Partnership).Concat(slack.Ephemerals(slack.Partnership, me)).OrderBy(m => m.Ts, StringComparer.Ordinal).ToList();
        return new()
        {
            ["me"] = me.Account.Id,
            ["people"] = new JsonArray([.. acts.Slack.Select(p => Person(p.Account.Id, p.Name, p.Account.Organisation))]),
            ["names"] = new JsonObject(acts.Slack.Select(p => KeyValuePair.Create(p.Account.Id, (JsonNode?)p.Name)).Append(new(slack.Options.BotUserId, slack.Options.BotName))),
            ["rooms"] = new JsonArray(
                Room(slack.Partnership.Id, $"#{slack.Partnership.Name}", seen),
                Room(me.Direct.Id, $"{slack.Options.BotName} (direct)", me.Direct.Messages)),
            ["modal"] = modal is null ? null : new JsonObject { ["id"] = modal.Id, ["hash"] = modal.Hash, ["view"] = modal.View.DeepClone() },
        };
    }

    private JsonObject Room(string id, string name, IReadOnlyList<SlackMessage> messages) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["messages"] = new JsonArray([.. messages.TakeLast(Latest).Select(m => new JsonObject
        {
            ["id"] = m.Ts,
            ["from"] = m.From?.Name ?? slack.Options.BotName,
            ["at"] = Clock(m.Revisions[0].At),
            ["text"] = m.Text,
            ["blocks"] = m.From is null ? m.Blocks?.DeepClone() : null,
            ["edited"] = m.Revisions.Count > 1,
            ["only"] = m.OnlyFor is not null,
            ["reply"] = m.ThreadTs is not null,
        })]),
    };

    private static JsonObject Person(string id, string name, string organisation) => new JsonObject { ["id"] = id, ["name"] = name, ["organisation"] = organisation };

    private static JsonNode Entry(WireEntry entry) => new JsonObject
    {
        ["at"] = Clock(entry.At),
        ["service"] = entry.Service,
        ["toBot"] = entry.Direction == WireDirection.ToBot,
        ["method"] = entry.Method,
        ["path"] = entry.Path,
        ["status"] = entry.Status,
        ["request"] = entry.RequestBody,
        ["response"] = entry.ResponseBody,
    };

    private static string Clock(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
