using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Sandbox.Slack;
using BotPartner.Tests.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Slack;

/// <summary>Organisations that install for all their workspaces, and channels shared between workspaces.</summary>
public sealed class WorkspacesSpecs
{
    [Fact]
    public async Task An_organisation_installs_once_for_all_its_workspaces_and_takes_all_away()
    {
        await using var stage = await Stage.Set(Store.Sqlite, slack: o => o with { OAuth = true, RotatesTokens = true, EnterpriseId = "E0ORG", OrgInstall = true });
        var (teams, slack) = (stage.Teams, stage.Slack);
        var other = slack.AddWorkspace("T0SANDBOX2", "north");
        using var browser = new SlackBrowser(slack);
        Assert.Contains("installed in clean-rivers (all)", (await browser.Installs()).Text, StringComparison.Ordinal);
        await Founded.Across(stage);
        await other.Femi.Invites(other.Partnership);
        await other.Femi.Commands(other.Partnership, "/partner", $"connect {await Founded.ConnectCode(stage)}");
        await stage.Pass(3);
        await Founded.Put(stage);
        Assert.Contains(other.Posts(other.Partnership), m => m.PlainText().Contains("Adopt the charter", StringComparison.Ordinal));

        // Also by a process that has never heard of the second workspace.
        await stage.Restart();
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in May | closes in 3d");
        await stage.Pass(3);
        Assert.Contains(other.Posts(other.Partnership), m => m.PlainText().Contains("Meet in May", StringComparison.Ordinal));

        var removal = slack.Uninstalls();
        await removal.TellsRevoked();
        await removal.TellsUninstalled();
        await stage.Pass(3);
        var told = Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("removed from the workspace clean-rivers (all)", StringComparison.Ordinal));
        Assert.Contains("2 places", told.PlainText(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_workspace_that_its_organisation_takes_the_app_out_of_is_left_alone_until_it_is_let_in_again()
    {
        await using var stage = await Stage.Set(Store.Sqlite, slack: o => o with { OAuth = true, RotatesTokens = true, EnterpriseId = "E0ORG", OrgInstall = true });
        var (teams, slack) = (stage.Teams, stage.Slack);
        var other = slack.AddWorkspace("T0SANDBOX2", "north");
        using var browser = new SlackBrowser(slack);
        await browser.Installs();
        await Founded.Across(stage);
        await other.Femi.Invites(other.Partnership);
        await other.Femi.Commands(other.Partnership, "/partner", $"connect {await Founded.ConnectCode(stage)}");
        await stage.Pass(3);

        // Told twice, and to a process that has never heard of it: nothing is sent there any more, and the steward hears of it once.
        var withdrawn = await slack.Bo.Causes(Access("team_access_revoked", other));
        await stage.Restart();
        await slack.Replays(withdrawn);
        await stage.Pass(2);
        Assert.Single(teams.Messages(teams.Anna.Chat), m => m.Read().Contains("I cannot reach", StringComparison.Ordinal));
        var posts = other.Posts(other.Partnership).Count;
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in May | closes in 3d");
        await stage.Pass(3);
        Assert.Equal(posts, other.Posts(other.Partnership).Count);
        Assert.Contains(slack.Posts(slack.Partnership), m => m.PlainText().Contains("Meet in May", StringComparison.Ordinal));

        // A word on its way changes nothing; being let in again does, and so does being heard from for long.
        var heard = other.Ephemerals(other.Partnership, other.Femi).Count;
        await other.Femi.Says(other.Partnership, "@BotPartner decisions");
        await stage.Answered();
        Assert.Equal(heard, other.Ephemerals(other.Partnership, other.Femi).Count);
        await stage.Jump(TimeSpan.FromSeconds(60));
        await slack.Bo.Causes(Access("team_access_granted", other));
        await stage.Restart();
        await slack.Replays(withdrawn);
        await other.Femi.Says(other.Partnership, "@BotPartner decisions");
        await stage.Answered();
        await stage.Pass(1);
        Assert.Equal(heard + 1, other.Ephemerals(other.Partnership, other.Femi).Count);
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in June | closes in 3d");
        await stage.Pass(3);
        Assert.Contains(other.Posts(other.Partnership), m => m.PlainText().Contains("Meet in June", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);

        static System.Text.Json.Nodes.JsonObject Access(string type, SimulatedSlack to) => new()
        {
            ["type"] = type,
            ["team_ids"] = new System.Text.Json.Nodes.JsonArray(to.Options.TeamId),
        };
    }

    [Fact]
    public async Task Somebody_of_another_workspace_in_a_shared_channel_is_known_by_their_own_and_answered_by_the_token_of_the_channels()
    {
        await using var stage = await InstallingSpecs.Installable();
        var (teams, slack) = (stage.Teams, stage.Slack);
        using var browser = new SlackBrowser(slack);
        await browser.Installs();
        await Founded.Across(stage);
        await teams.Anna.Says("partner add Delta Fishers Council as community in Africa");
        var guest = slack.AddGuest("Grace Obi", "Delta Fishers Council", "T0ELSEWHERE", slack.Partnership);
        await guest.Says(slack.Partnership, "@BotPartner join Delta Fishers Council");
        await stage.Pass(3);
        Assert.NotEmpty(slack.Ephemerals(slack.Partnership, guest));
        await Founded.Admitted(stage);
        var (_, card) = await Founded.Put(stage);
        Assert.Null((await guest.Presses(card, "For")).Failed);
        await stage.Pass(3);
        Assert.Contains("Delta Fishers Council", await Founded.Heard(stage, guest), StringComparison.Ordinal);

        // The same id in the channel's own workspace is somebody else.
        var change = stage.Bots[0].Services.GetRequiredService<Change>();
        var store = stage.Bots[0].Services.GetRequiredService<IArchive>();
        var members = await store.Read(null, TestContext.Current.CancellationToken).Where(e => e.Kind == "member").Select(e => Kinds.Member.Read(e).State.Person).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("T0ELSEWHERE", Assert.Single(members, m => m.User == guest.Account.Id).Realm);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_workspace_where_the_app_is_not_installed_is_not_spoken_to()
    {
        await using var stage = await InstallingSpecs.Installable();
        var slack = stage.Slack;
        var answer = await slack.Bo.Commands(slack.Partnership, "/partner", "decide");
        Assert.NotNull(answer.Message); // The answer to the command itself needs no token.
        Assert.DoesNotContain(slack.Log.Entries, e => e.Path.StartsWith("/api/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_Slack_says_is_void_is_not_used_again_though_no_event_says_so()
    {
        await using var stage = await InstallingSpecs.Installable();
        var (teams, slack) = (stage.Teams, stage.Slack);
        using var browser = new SlackBrowser(slack);
        await browser.Installs();
        await Founded.Across(stage);
        _ = slack.Uninstalls();
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in May | closes in 3d");
        await stage.Pass(30);
        Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("removed from the workspace", StringComparison.Ordinal));
        var calls = slack.Log.Last;
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in June | closes in 3d");
        await stage.Pass(5);
        Assert.Empty(slack.Log.Entries.Where(e => e.Number > calls && e is { Service: "slack" }).Select(e => e.Path));
    }
}
