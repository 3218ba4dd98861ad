using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Sandbox.Room;

/// <summary>What people do in the Teams of the room.</summary>
internal sealed class TeamsActs(SimulatedTeams teams, RoomPeople people)
{
    private readonly ConcurrentDictionary<string, TeamsDialog> dialogs = [];

    /// <summary>The dialog a person has open.</summary>
    public TeamsDialog? Dialog(TeamsPerson person) => dialogs.GetValueOrDefault(person.Account.Id);

    public async Task<JsonObject> Do(JsonObject act)
    {
        var person = people.TeamsPerson((string?)act["who"]);
        var rooms = people.Conversations(person);
        var room = rooms.FirstOrDefault(r => r.Id == (string?)act["room"]) ?? rooms[0];
        var button = (int?)act["button"] ?? 0;
        switch ((string?)act["act"])
        {
            case "say":
                await person.Says(room, (string?)act["text"] ?? "", teams.Messages(room).FirstOrDefault(m => m.Id == (string?)act["thread"]));
                return [];
            case "press":
                var message = rooms.SelectMany(teams.Messages).First(m => m.Id == (string?)act["message"]);
                return Show(person, await person.Presses(message, Seen(person, message, (int?)act["revision"]), button, RoomActs.Filled(act)));
            case "submit" when Dialog(person) is { } dialog:
                return Show(person, await person.Submits(dialog, button, RoomActs.Filled(act)));
            case "shortcut":
                var id = (string?)act["id"] ?? "";
                return Show(person, (string?)act["message"] is { } on
                    ? await person.Runs(id, rooms.SelectMany(teams.Messages).First(m => m.Id == on))
                    : await person.Runs(id, room));
            case "search":
                return Show(await person.Searches(room, (string?)act["text"] ?? ""));
            case "share" when act["card"] is JsonObject card:
                person.Shares(room, card);
                return [];
            default:
                dialogs.TryRemove(person.Account.Id, out _);
                teams.World.Notify();
                return [];
        }
    }

    // A press is on the card that the person's client showed, which may have been edited meanwhile.
    private static JsonObject Seen(TeamsPerson person, TeamsMessage message, int? revision) =>
        revision is { } number && message.Revisions.ElementAtOrDefault(number)?.Card is { } card ? card : person.Sees(message);

    private static JsonObject Show(TeamsFound found) => new()
    {
        ["notice"] = found switch
        {
            { Offered: false } => "BotPartner offers no search here yet.",
            { Delivery.Ok: false } => "The search did not answer. Please try again.",
            { Hits.Count: 0 } => found.Notice ?? "Nothing was found.",
            _ => null,
        },
        ["hits"] = new JsonArray([.. found.Hits.Select(h => new JsonObject { ["title"] = h.Title, ["text"] = h.Text, ["card"] = h.Card?.DeepClone() })]),
    };

    private JsonObject Show(TeamsPerson person, TeamsAnswer answer)
    {
        if (answer.Dialog is { } dialog)
        {
            dialogs[person.Account.Id] = dialog;
        }
        else
        {
            dialogs.TryRemove(person.Account.Id, out _);
        }

        teams.World.Notify();
        return answer switch
        {
            { Notice: { Length: > 0 } notice } => new() { ["notice"] = notice },
            { Delivery.Ok: false } => new() { ["notice"] = "Something went wrong. Please try again." },
            _ => [],
        };
    }
}
