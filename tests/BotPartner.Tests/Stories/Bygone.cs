using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Tests.Stories;

/// <summary>Presses on what is not there any more: a client may show an older card than the one that stands.</summary>
internal static class Bygone
{
    /// <summary>Presses a button of the card as it was first posted.</summary>
    public static Task<Delivered> PressesAsPosted(this SlackPerson person, SimulatedSlack slack, SlackMessage message, string button)
    {
        var (block, element) = BlockReading.Buttons(message.Revisions[0].Blocks).First(b => BlockReading.Label(b.Element) == button);
        return Press(slack, person, message, block, element);
    }

    /// <summary>Presses a button of the card as it was first posted.</summary>
    public static Task<TeamsAnswer> PressesAsPosted(this TeamsPerson person, TeamsMessage message, string button) =>
        person.Presses(message, message.Revisions[0].Card!, button);

    /// <summary>Presses a button that no version of today knows.</summary>
    public static Task<Delivered> PressesUnknown(this SlackPerson person, SimulatedSlack slack, SlackMessage message) => Press(
        slack,
        person,
        message,
        new JsonObject { ["block_id"] = "b1" },
        new JsonObject
        {
            ["action_id"] = "poll.cast",
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Yes" },
            ["value"] = """{"poll":"7"}""",
        });

    /// <summary>Presses a button that no version of today knows.</summary>
    public static async Task<TeamsAnswer> PressesUnknown(this TeamsPerson person, SimulatedTeams teams, TeamsMessage message)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "poll.cast", ["data"] = new JsonObject { ["poll"] = "7" } };
        var value = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        return TeamsAnswer.Read(await teams.Invoke(teams.Activities.Invoke("adaptiveCard/action", person.Account, message, value), new()), message);
    }

    private static Task<Delivered> Press(SimulatedSlack slack, SlackPerson person, SlackMessage message, JsonObject block, JsonObject element) => slack.Send(
        "/slack/interactions",
        new Dictionary<string, string> { ["payload"] = slack.Envelopes.Pressed(person.Account, message, block, element).ToJsonString() },
        new());
}
