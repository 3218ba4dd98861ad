using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Sandbox.Room;

/// <summary>What a person sees in Slack.</summary>
internal sealed class SlackView(SimulatedSlack slack, RoomPeople people, IReadOnlyList<Offer> offers)
{
    /// <summary>The app's slash commands, as its manifest names them.</summary>
    public static readonly IReadOnlyList<string> Commands = ["/partner", "/conflict-protocol"];

    private const int Latest = 80;

    public JsonObject State(string? who, string? where)
    {
        var me = people.SlackPerson(who);
        var rooms = people.Channels(me);
        var room = rooms.FirstOrDefault(r => r.Id == where) ?? rooms[0];
        return new()
        {
            ["me"] = me.Account.Id,
            ["bot"] = slack.Options.BotName,
            ["commands"] = new JsonArray([.. Commands.Select(c => JsonValue.Create(c))]),
            ["shortcuts"] = Offer.State(offers),
            ["people"] = new JsonArray([.. people.InSlack.Select(p => RoomView.Person(p.Account.Id, p.Name, p.Account.Organisation))]),
            ["names"] = new JsonObject(people.InSlack.Select(p => KeyValuePair.Create(p.Account.Id, (JsonNode?)p.Name)).Append(new(slack.Options.BotUserId, slack.Options.BotName))),
            ["channels"] = new JsonObject(slack.Workspace.Channels.Where(c => c.Person is null).Select(c => KeyValuePair.Create(c.Id, (JsonNode?)c.Name))),
            ["rooms"] = new JsonArray([.. rooms.Select(r => Room(r, me))]),
            ["room"] = room.Id,
            ["messages"] = new JsonArray([.. Read(room, me).TakeLast(Latest).Select(Message)]),
            ["modal"] = me.Modal is { } modal ? View(modal, me.Modals.Count) : null,
            ["home"] = me.HomeView is { } home ? View(home, 0) : null,
        };
    }

    private static JsonObject View(SlackModal view, int depth) => new() { ["id"] = view.Id, ["hash"] = view.Hash, ["depth"] = depth, ["view"] = view.View.DeepClone() };

    private JsonObject Room(SlackChannel room, SlackPerson me) => new()
    {
        ["id"] = room.Id,
        ["kind"] = room.Person is null ? "channel" : "personal",
        ["name"] = room.Person is null ? $"# {room.Name}" : slack.Options.BotName,
        ["about"] = room.Person is null ? slack.Options.Domain : "Direct messages",
        ["last"] = Read(room, me).LastOrDefault()?.Ts,
    };

    private static IEnumerable<SlackMessage> Read(SlackChannel room, SlackPerson me) =>
        RoomPeople.Messages(room, me).OrderBy(m => m.ThreadTs ?? m.Ts, StringComparer.Ordinal).ThenBy(m => m.Ts, StringComparer.Ordinal);

    private JsonObject Message(SlackMessage message)
    {
        var revisions = message.Revisions;
        return new()
        {
            ["id"] = message.Ts,
            ["from"] = message.From?.Name ?? slack.Options.BotName,
            ["bot"] = message.From is null,
            ["at"] = revisions[0].At.ToUnixTimeMilliseconds(),
            ["text"] = message.Text,
            ["blocks"] = message.Blocks?.DeepClone(),
            ["revision"] = revisions.Count - 1,
            ["edited"] = revisions.Count > 1,
            ["files"] = new JsonArray([.. message.Files.Select(f => new JsonObject { ["id"] = f.Id, ["name"] = f.Name, ["title"] = f.Title, ["size"] = f.Bytes.Length })]),
            ["only"] = message.OnlyFor is not null,
            ["thread"] = message.ThreadTs is { } root && root != message.Ts ? root : null,
        };
    }
}
