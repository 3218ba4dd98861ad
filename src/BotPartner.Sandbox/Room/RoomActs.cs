using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Sandbox.Room;

/// <summary>What is done in the room, done by the person it is done as.</summary>
internal sealed class RoomActs(SimulatedTeams teams, SimulatedSlack slack)
{
    private readonly ConcurrentDictionary<string, TeamsDialog> dialogs = [];

    public TeamsPerson TeamsPerson(string? id) => Teams.FirstOrDefault(p => p.Account.Id == id) ?? teams.Anna;

    public SlackPerson SlackPerson(string? id) => Slack.FirstOrDefault(p => p.Account.Id == id) ?? slack.Bo;

    public IReadOnlyList<TeamsPerson> Teams => [teams.Anna, teams.Chidi, teams.Elodie];

    public IReadOnlyList<SlackPerson> Slack => [slack.Bo, slack.Dana, slack.Femi];

    /// <summary>The dialog a person has open in Teams.</summary>
    public TeamsDialog? Dialog(TeamsPerson person) => dialogs.GetValueOrDefault(person.Account.Id);

    /// <summary>Does it; the answer holds a <c>notice</c> or <c>errors</c> (by block id) for the person.</summary>
    public Task<JsonObject> Do(JsonObject act) => (string?)act["platform"] == "teams" ? InTeams(act) : InSlack(act);

    private async Task<JsonObject> InTeams(JsonObject act)
    {
        var person = TeamsPerson((string?)act["who"]);
        var filled = Filled(act);
        var button = (string?)act["button"] ?? "";
        switch ((string?)act["act"])
        {
            case "say":
                var where = (string?)act["room"] == person.Chat.Id ? person.Chat : teams.General;
                await person.Says(where, (string?)act["text"] ?? "", teams.Messages(where).FirstOrDefault(m => m.Id == (string?)act["thread"]));
                return [];
            case "press":
                var message = teams.Messages(teams.General).Concat(teams.Messages(person.Chat)).First(m => m.Id == (string?)act["message"]);
                return Show(person, await person.Presses(message, button, filled));
            case "submit" when Dialog(person) is { } dialog:
                return Show(person, await person.Submits(dialog, filled, button));
            default:
                dialogs.TryRemove(person.Account.Id, out _);
                return [];
        }
    }

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

        return answer switch
        {
            { Notice: { Length: > 0 } notice } => new() { ["notice"] = notice },
            { Delivery.Ok: false } => new() { ["notice"] = "Something went wrong. Please try again." },
            _ => [],
        };
    }

    private async Task<JsonObject> InSlack(JsonObject act)
    {
        var person = SlackPerson((string?)act["who"]);
        switch ((string?)act["act"])
        {
            case "say":
                var channel = (string?)act["room"] == person.Direct.Id ? person.Direct : slack.Partnership;
                var text = (string?)act["text"] ?? "";
                if (!text.StartsWith('/'))
                {
                    await person.Says(channel, text);
                    return [];
                }

                var words = text.Split(' ', 2);
                return Show(await person.Commands(channel, words[0], words.ElementAtOrDefault(1) ?? ""));
            case "press" when (string?)act["message"] is { } ts:
                var seen = slack.Messages(slack.Partnership).Concat(slack.Ephemerals(slack.Partnership, person)).Concat(person.Direct.Messages);
                return Show(await person.Presses(seen.First(m => m.Ts == ts), (string?)act["button"] ?? ""));
            case "press":
                return Show(await person.Presses((string?)act["button"] ?? "", Filled(act)));
            case "submit":
                return Show(await person.Submits(Filled(act)));
            default:
                await person.Closes();
                return [];
        }
    }

    private static JsonObject Show(SlackAnswer answer) => new()
    {
        ["notice"] = answer.Failed,
        ["errors"] = new JsonObject(answer.Errors.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value))),
    };

    private static Dictionary<string, string> Filled(JsonObject act) =>
        (act["values"] as JsonObject ?? []).Where(v => v.Value is not null).ToDictionary(v => v.Key, v => v.Value!.ToString());
}
