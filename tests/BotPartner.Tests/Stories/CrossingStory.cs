using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Stories;

/// <summary>What somebody tries who is somebody in another workspace, tenant or partnership: all of it is refused and told.</summary>
public abstract class CrossingStory(Store store)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_steward_of_another_partnership_in_another_workspace_gets_nothing_in_this_one()
    {
        await using var stage = await Workspaces.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var delta = await Workspaces.Install(stage);
        await Founded.Across(stage);
        await delta.Femi.Invites(delta.Partnership);
        await delta.Femi.Commands(delta.Partnership, "/partner", "setup Delta Pact");
        await delta.Femi.Commands(delta.Partnership, "/partner", "partner add Ministry of Water as business");
        await delta.Femi.Commands(delta.Partnership, "/partner", "join Ministry of Water");
        await stage.Pass(3);
        var (_, inSlack) = await Founded.Put(stage);

        // Its card, pressed from the other workspace: as who they are, and as a user of the same id.
        foreach (var pressed in new[] { delta.Femi, new SlackPerson(delta, slack.Bo.Account, new()), new SlackPerson(slack, slack.Bo.Account with { Team = delta.Options.TeamId }, new()) })
        {
            Assert.Null((await pressed.Presses(inSlack, "For")).Failed);
            await stage.Settle();
            var told = slack.Partnership.Messages.Last(m => m.OnlyFor?.Id == pressed.Account.Id).Read();
            Assert.Contains(Reading.Words("refusal.stranger", "en"), told, StringComparison.Ordinal);
        }

        // Without the app's secret nobody says who somebody is.
        Assert.Equal(401, (await new SlackPerson(slack, slack.Bo.Account, new() { WrongSecret = true }).Presses(inSlack, "For")).Delivery.Status);

        // Words are about the partnership of the place that they are typed in.
        var theirs = (await delta.Femi.Commands(delta.Partnership, "/partner", "decisions")).Message!.Read();
        Assert.DoesNotContain("charter", theirs, StringComparison.OrdinalIgnoreCase);
        foreach (var words in new[] { "vote 1 for", "close 1", "decision 1" })
        {
            Assert.Contains(Reading.Words("refusal.no-decision", "en"), (await delta.Femi.Commands(delta.Partnership, "/partner", words)).Message?.Read(), StringComparison.Ordinal);
        }

        // A code that leaked connects no place of theirs, is told so, and goes on being good for whom it was meant.
        var leaked = await Founded.ConnectCode(stage);
        Assert.Contains(Reading.Words("refusal.place-taken", "en"), (await delta.Femi.Commands(delta.Partnership, "/partner", $"connect {leaked}")).Message?.Read(), StringComparison.Ordinal);
        var second = slack.AddChannel("second", slack.Bo);
        await slack.Bo.Invites(second);
        Assert.Contains("this place is connected", (await slack.Bo.Commands(second, "/partner", $"connect {leaked}")).Message?.Read(), StringComparison.Ordinal);

        await stage.Pass(3);
        Assert.Matches("Turnout: 0 of 3", inSlack.Read());
        Assert.NotEmpty(inSlack.Buttons);
        Assert.DoesNotContain(delta.Posts(delta.Partnership), m => m.Read().Contains("charter", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(teams.Messages(teams.Anna.Chat), m => m.Read().Contains("Femi", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Another_tenant_is_not_let_in()
    {
        await using var stage = await Workspaces.Set(store);
        await Workspaces.Install(stage);
        await Founded.Across(stage);
        var teams = stage.Teams;
        var (inTeams, _) = await Founded.Put(stage);
        var elsewhere = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "vote 1 for",
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "99999999-9999-4999-8999-999999999999" } },
        };
        Assert.Equal(403, (await teams.Anna.Sends(elsewhere)).Status);
        await stage.Pass(2);
        Assert.Contains("0", inTeams.Read(), StringComparison.Ordinal);
        Assert.DoesNotMatch("1 (/|of) 3", inTeams.Read());
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_workspaces_token_goes_to_its_own_people_and_places_alone_and_no_token_can_be_read_in_the_store()
    {
        await using var stage = await Workspaces.Set(store);
        var calls = new ConcurrentQueue<(string Token, string Body)>();
        stage.Adjust = builder => builder.Services.AddHttpClient("slack").AddHttpMessageHandler(() => new Listening(calls));
        await stage.Restart();
        var slack = stage.Slack;
        var delta = await Workspaces.Across(stage);
        var (_, inSlack) = await Founded.Put(stage);
        await slack.Bo.Presses(inSlack, "For");
        await delta.Femi.Presses(Workspaces.Card(delta), "Vote with a reason…");
        await delta.Femi.Submits(new Dictionary<string, string> { ["choice"] = "against", ["reason"] = "Too soon" });
        await stage.Jump(TimeSpan.FromHours(11));
        await slack.Bo.Says("decisions");
        await delta.Femi.Says("decisions");
        await stage.Answered();
        await stage.Pass(3);
        Assert.Equal((1, 1), (slack.Renewals, delta.Renewals));

        foreach (var (own, other) in new[] { (slack, delta), (delta, slack) })
        {
            var mine = calls.Where(c => own.Tokens.Contains(c.Token)).ToArray();
            Assert.NotEmpty(mine);
            var foreign = Ids(other).Except(Ids(own)).ToArray();
            Assert.All(mine, call => Assert.All(foreign, id => Assert.DoesNotContain(id, call.Body, StringComparison.Ordinal)));
        }

        Assert.All(calls.Where(c => c.Token.Length > 0), c => Assert.True(slack.Tokens.Contains(c.Token) || delta.Tokens.Contains(c.Token), "a token of nobody"));
        var kept = await StoreBytes.Of(stage);
        Assert.True(kept.Hold(slack.Options.BotUserId) && kept.Hold(delta.Options.BotUserId));
        Assert.Equal((4, 4), (slack.Tokens.Count, delta.Tokens.Count));
        Assert.All(slack.Tokens.Concat(delta.Tokens), token => Assert.False(kept.Hold(token), "a token lies in the store"));
        Assert.Empty(stage.Errors.Lines);
    }

    private static IEnumerable<string> Ids(SimulatedSlack workspace) =>
        [workspace.Options.TeamId, .. workspace.Workspace.Accounts.Select(a => a.Id), .. workspace.Workspace.Channels.Select(c => c.Id)];

    /// <summary>Hears by which token what is asked of Slack.</summary>
    private sealed class Listening(ConcurrentQueue<(string Token, string Body)> calls) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } token })
            {
                calls.Enqueue((token, request.Content is null ? "" : await request.Content.ReadAsStringAsync(Stop)));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}

public sealed class CrossingOnSqlite() : CrossingStory(Store.Sqlite);

public sealed class CrossingOnCosmos() : CrossingStory(Store.Cosmos);

public sealed class CrossingOnShared() : CrossingStory(Store.Shared);
