using System.Text.Json.Nodes;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Sandbox.Room;

/// <summary>What a person sees in Teams.</summary>
internal sealed class TeamsView(SimulatedTeams teams, RoomPeople people, TeamsActs acts, IReadOnlyList<Offer> offers)
{
    private const int Latest = 80;

    public JsonObject State(string? who, string? where)
    {
        var me = people.TeamsPerson(who);
        var rooms = people.Conversations(me);
        var room = rooms.FirstOrDefault(r => r.Id == where) ?? rooms[0];
        return new()
        {
            ["me"] = me.Account.Id,
            ["bot"] = teams.Options.BotName,
            ["shortcuts"] = Offer.State(offers),
            ["people"] = new JsonArray([.. people.InTeams.Select(p => RoomView.Person(p.Account.Id, p.Name, p.Account.Organisation))]),
            ["rooms"] = new JsonArray([.. rooms.Select(r => Room(r, me))]),
            ["room"] = room.Id,
            ["messages"] = new JsonArray([.. Read(room, me).TakeLast(Latest).Select(m => Message(m, me))]),
            ["dialog"] = acts.Dialog(me) is { } dialog ? new JsonObject { ["title"] = dialog.Title, ["card"] = dialog.Card.DeepClone() } : null,
        };
    }

    private JsonObject Room(TeamsConversation room, TeamsPerson me) => new()
    {
        ["id"] = room.Id,
        ["kind"] = room.Type,
        ["name"] = room.Type == "personal" ? teams.Options.BotName : room.Name,
        ["about"] = room.Team?.Name ?? (room.Type == "personal" ? "Chat" : "Group chat"),
        ["last"] = Read(room, me).LastOrDefault()?.Id,
    };

    // A thread stays together below the message that began it.
    private IEnumerable<TeamsMessage> Read(TeamsConversation room, TeamsPerson me) =>
        teams.Messages(room).Where(m => m.OnlyFor is null || m.OnlyFor == me.Account).OrderBy(m => m.Root ?? m.Id, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal);

    private JsonObject Message(TeamsMessage message, TeamsPerson me)
    {
        var view = message.Card is { } common && me.Sees(message) is var seen && seen != common ? seen : null;
        var revisions = message.Revisions;
        return new()
        {
            ["id"] = message.Id,
            ["from"] = message.From?.Name ?? teams.Options.BotName,
            ["bot"] = message.From is null,
            ["at"] = revisions[0].At.ToUnixTimeMilliseconds(),
            ["text"] = message.Text,
            ["summary"] = message.Summary,
            ["card"] = (view ?? message.Card)?.DeepClone(),
            ["revision"] = view is null ? revisions.Count - 1 : null,
            ["edited"] = revisions.Count > 1,
            ["only"] = message.OnlyFor is not null || view is not null,
            ["thread"] = message.Root is { } root && root != message.Id ? root : null,
        };
    }
}
