using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Sandbox.Room;

/// <summary>What people do in the Slack of the room.</summary>
internal sealed class SlackActs(RoomPeople people)
{
    public async Task<JsonObject> Do(JsonObject act)
    {
        var person = people.SlackPerson((string?)act["who"]);
        var rooms = people.Channels(person);
        var room = rooms.FirstOrDefault(r => r.Id == (string?)act["room"]) ?? rooms[0];
        switch ((string?)act["act"])
        {
            case "say":
                return await Say(person, room, (string?)act["text"] ?? "", (string?)act["thread"]);
            case "press":
                return Show(await Press(person, rooms, act));
            case "submit":
                return Show(await person.Submits(RoomActs.Filled(act)));
            case "shortcut":
                return Show(await Run(person, rooms, act));
            case "home":
                await person.OpensHome();
                return [];
            default:
                await person.Closes();
                return [];
        }
    }

    private static async Task<JsonObject> Say(SlackPerson person, SlackChannel room, string text, string? thread)
    {
        if (!text.StartsWith('/'))
        {
            await person.Says(room, text, thread is null ? null : RoomPeople.Messages(room, person).FirstOrDefault(m => m.Ts == thread));
            return [];
        }

        var words = text.Split(' ', 2);
        if (thread is not null)
        {
            // As Slack's own client answers.
            return new() { ["notice"] = $"{words[0]} is not supported in threads. Sorry!", ["kept"] = true };
        }

        if (!SlackView.Commands.Contains(words[0]))
        {
            return new() { ["notice"] = $"{words[0]} is not a valid command." };
        }

        return Show(await person.Commands(room, words[0], words.ElementAtOrDefault(1) ?? ""));
    }

    private static Task<SlackAnswer> Run(SlackPerson person, IReadOnlyList<SlackChannel> rooms, JsonObject act)
    {
        var id = (string?)act["id"] ?? "";
        return (string?)act["message"] is { } ts
            ? person.Runs(id, rooms.SelectMany(r => RoomPeople.Messages(r, person)).First(m => m.Ts == ts))
            : person.Runs(id);
    }

    private static Task<SlackAnswer> Press(SlackPerson person, IReadOnlyList<SlackChannel> rooms, JsonObject act)
    {
        var (block, action, answer) = ((string?)act["block"] ?? "", (string?)act["action"] ?? "", (string?)act["answer"]);
        if ((string?)act["message"] is { } ts)
        {
            var message = rooms.SelectMany(r => RoomPeople.Messages(r, person)).First(m => m.Ts == ts);

            // A press is on the message that the person's client showed, which may have been edited meanwhile.
            var shown = message.Revisions.ElementAtOrDefault((int?)act["revision"] ?? -1)?.Blocks ?? message.Blocks;
            return person.Uses(message, shown, block, action, answer);
        }

        var view = (string?)act["view"] == "home" ? person.HomeView : person.Modal;
        return view is null
            ? throw new InvalidOperationException("This is no longer open.")
            : person.Uses(view, block, action, RoomActs.Filled(act), answer);
    }

    private static JsonObject Show(SlackAnswer answer) => new()
    {
        ["notice"] = answer.Failed,
        ["errors"] = new JsonObject(answer.Errors.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value))),
    };
}
