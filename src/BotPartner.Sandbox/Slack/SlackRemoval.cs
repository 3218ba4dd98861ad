using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>The app was removed from a workspace: the two events that say so, each to be delivered when a story likes, in any order and again.</summary>
public sealed class SlackRemoval
{
    private readonly SimulatedSlack slack;
    private readonly string uninstalled;
    private readonly string revoked;

    internal SlackRemoval(SimulatedSlack slack)
    {
        this.slack = slack;
        uninstalled = slack.Envelopes.Event(new JsonObject { ["type"] = "app_uninstalled" }).ToJsonString();
        revoked = slack.Envelopes.Event(new JsonObject
        {
            ["type"] = "tokens_revoked",
            ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(slack.Options.BotUserId) },
        }).ToJsonString();
    }

    /// <summary><c>app_uninstalled</c>.</summary>
    public Task<Delivered> TellsUninstalled() => slack.Deliver(uninstalled, new());

    /// <summary><c>tokens_revoked</c>.</summary>
    public Task<Delivered> TellsRevoked() => slack.Deliver(revoked, new());
}
