using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Tests.Stories;

/// <summary>What must not get in does not, and is told so in the protocol's own way; nothing of it is an error of the bot.</summary>
public abstract class BadInputStory(Store store)
{
    private const int TooMuch = 1_100_000;

    // Nobody listens to the end of it, so that the answer may be lost with the connection.
    private static readonly int[] TooLarge = [413, 0];

    [Fact]
    public async Task Slack_must_sign_what_it_sends_and_lately()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var slack = stage.Slack;
        var (_, inSlack) = await Founded.Put(stage);
        var before = inSlack.Read();
        SlackFlaws[] unsigned =
        [
            new() { NoSignature = true }, new() { NoTimestamp = true }, new() { WrongSecret = true }, new() { Tampered = true },
            new() { Age = TimeSpan.FromMinutes(6) },

            // So far ahead that its repetition, which may still be under way then, is not in time after the jump below.
            new() { Age = TimeSpan.FromHours(-1) },
        ];
        foreach (var flaws in unsigned)
        {
            var forger = slack.Bo.Forging(flaws);
            Assert.Equal(401, (await forger.Presses(inSlack, "For")).Status);
            Assert.Equal(401, (await forger.Commands(slack.Partnership, "/partner", "close 1")).Status);
            Assert.Equal(401, (await forger.Says(slack.Partnership, "@BotPartner close 1")).Status);
        }

        // A request that was good is not good for ever.
        var once = await slack.Bo.Presses(inSlack, "Abstain");
        await stage.Jump(TimeSpan.FromMinutes(6));
        Assert.Equal(401, (await slack.Replays(once.Delivery)).Status);

        var flood = slack.Bo.Forging(new() { PadTo = TooMuch });
        Assert.Contains((await flood.Presses(inSlack, "For")).Status, TooLarge);
        Assert.Contains((await flood.Says(slack.Partnership, "@BotPartner close 1")).Status, TooLarge);
        foreach (var (path, type, body) in new[]
        {
            ("/slack/events", "application/json", "{\"type\":"),
            ("/slack/events", "application/json", "[1,2]"),
            ("/slack/interactions", "application/x-www-form-urlencoded", "payload=%7B"),
            ("/slack/interactions", "application/x-www-form-urlencoded", "nothing=here"),
            ("/slack/commands", "application/x-www-form-urlencoded", "command=%2Fpartner"),
        })
        {
            Assert.Equal(400, (await slack.Replays(Raw(SlackSigning.Request(path, type, body, slack.Options, new())))).Status);
        }

        await stage.Pass(2);
        Assert.Contains("Abstain: Dakar City", inSlack.Read(), StringComparison.Ordinal);
        Assert.NotEqual(before, inSlack.Read());
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Teams_must_show_a_token_that_is_good_here_and_now()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;
        var (inTeams, _) = await Founded.Put(stage);
        var before = inTeams.Read();
        foreach (var flaws in new BotPartner.Sandbox.Teams.TokenFlaws[]
        {
            new() { NoToken = true }, new() { ExpiredBy = TimeSpan.FromMinutes(6) }, new() { ValidIn = TimeSpan.FromMinutes(6) },
            new() { Issuer = "https://sts.windows.net/" }, new() { Audience = "another-bot" }, new() { UnknownKey = true },
            new() { BrokenSignature = true }, new() { Algorithm = "none" }, new() { Algorithm = "HS256" },
        })
        {
            Assert.Equal(401, (await teams.Anna.Forging(flaws).Presses(inTeams, "For")).Status);
        }

        var wrongTenant = new JsonObject { ["type"] = "message", ["text"] = "close 1", ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "other" } } };
        wrongTenant["conversation"] = new JsonObject { ["conversationType"] = "personal", ["id"] = teams.Anna.Chat.Id, ["tenantId"] = "other" };
        Assert.Equal(403, (await teams.Anna.Sends(wrongTenant)).Status);
        Assert.Contains((await teams.Anna.Sends(new() { ["type"] = "message", ["text"] = new string('x', TooMuch) })).Status, TooLarge);

        var good = await teams.Anna.Says("hello");
        foreach (var body in new[] { "{\"type\":", "[]", "{}", "\"message\"" })
        {
            Assert.Equal(400, (await teams.Replays(Raw(good.Request! with { Body = Encoding.UTF8.GetBytes(body) }))).Status);
        }

        // The same request when its token is over.
        await stage.Jump(TimeSpan.FromMinutes(70));
        Assert.Equal(401, (await teams.Replays(good)).Status);
        await stage.Pass(2);
        Assert.Equal(before, inTeams.Read());
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task What_is_unknown_is_answered_with_the_way_on()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);

        await teams.Elodie.Says("décidre quelque chose");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("help.unknown", "fr"), teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        var typo = (await slack.Dana.Commands(slack.Partnership, "/partner", "votra 1")).Message!.Read();
        Assert.Contains(Reading.Words("help.unknown", "es"), typo, StringComparison.Ordinal);
        Assert.Contains("votar", typo, StringComparison.Ordinal);

        Assert.Contains(Reading.Words("refusal.outdated", "fr"), (await teams.Elodie.PressesUnknown(teams, inTeams)).Read(), StringComparison.Ordinal);
        Assert.Equal(200, (await slack.Dana.PressesUnknown(slack, inSlack)).Status);
        Assert.Contains(Reading.Words("refusal.outdated", "es"), await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);

        Assert.Equal(501, (await teams.Anna.Sends(new() { ["type"] = "invoke", ["name"] = "composeExtension/queryLink", ["value"] = new JsonObject() })).Status);
        Assert.Equal(200, (await teams.Anna.Sends(new() { ["type"] = "messageReaction" })).Status);
        Assert.Equal(200, (await slack.Bo.Causes(new() { ["type"] = "emoji_changed" })).Status);
        Assert.Empty(stage.Errors.Lines);
    }

    private static Delivered Raw(Outgoing request) => new(request, 0, "", "");
}

public sealed class BadInputOnSqlite() : BadInputStory(Store.Sqlite);

public sealed class BadInputOnCosmos() : BadInputStory(Store.Cosmos);

public sealed class BadInputOnShared() : BadInputStory(Store.Shared);
