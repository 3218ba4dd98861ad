using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Tests.Stories;

/// <summary>Workspaces install the app, use it, remove it and install it again.</summary>
public abstract class InstallStory(Store store)
{
    [Fact]
    public async Task A_workspace_installs_the_app_uses_it_for_days_removes_it_and_installs_it_again()
    {
        await using var stage = await Workspaces.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        using var browser = new SlackBrowser(slack);

        // Install: nothing works before, all does after.
        Assert.Contains("BotPartner is installed in clean-rivers", (await browser.Installs()).Text, StringComparison.Ordinal);
        await Founded.Across(stage);
        var (inTeams, inSlack) = await Founded.Put(stage, "Adopt the charter | majority > 1/2 | closes in 9d");
        Assert.Null((await slack.Bo.Presses(inSlack, "For")).Failed);
        await stage.Pass(2);
        Assert.Matches("1 (/|of) 3", inTeams.PlainText());

        // Tokens end after twelve hours. Many ask at once, in all processes; the refresh token is used once each time.
        for (var day = 1; day <= 3; day++)
        {
            await stage.Jump(day == 2 ? TimeSpan.FromHours(14) : TimeSpan.FromHours(10.5));
            await Task.WhenAll(Enumerable.Range(0, 16).Select(i => new[] { slack.Bo, slack.Dana, slack.Femi }[i % 3].Says(slack.Partnership, "@BotPartner decisions")));
            await stage.Answered();
            await stage.Pass(3);
            Assert.Equal(day, slack.Renewals);
            await slack.Bo.Presses(inSlack, day % 2 == 0 ? "For" : "Against");
            await stage.Pass(3);
        }

        Assert.All(slack.Ephemerals(slack.Partnership, slack.Femi).TakeLast(3), m => Assert.Contains("Adopt the charter", m.PlainText(), StringComparison.Ordinal));
        Assert.Contains("Against", inTeams.PlainText(), StringComparison.Ordinal);

        // No token was ever readable in the store; what is not secret is.
        var kept = await StoreBytes.Of(stage);
        Assert.True(kept.Hold(slack.Options.BotUserId));
        Assert.Equal(8, slack.Tokens.Count);
        Assert.All(slack.Tokens, token => Assert.False(kept.Hold(token), "a token lies in the store"));

        // Removed: told in either order, twice. The steward who can be reached hears of it once, the place is dead, and nothing is tried there.
        var removal = slack.Uninstalls();
        await removal.TellsRevoked();
        await removal.TellsUninstalled();
        await stage.Pass(2);
        await removal.TellsUninstalled();
        await removal.TellsRevoked();
        await stage.Pass(3);
        var told = Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("removed from the workspace clean-rivers", StringComparison.Ordinal)).PlainText();
        Assert.Contains("One place of the partnership Clean Rivers Alliance", told, StringComparison.Ordinal);
        var calls = Calls(stage);
        await teams.Anna.Says(teams.General, "@BotPartner decide Meet in May | closes in 3d");
        await stage.Pass(5);
        await stage.Jump(TimeSpan.FromMinutes(30));
        Assert.Equal(calls, Calls(stage));

        // Installed anew; a late word of the old removal changes nothing.
        Assert.Contains("is installed", (await browser.Installs()).Text, StringComparison.Ordinal);
        await removal.TellsUninstalled();
        await removal.TellsRevoked();
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(3);
        Assert.Null((await slack.Bo.Commands(slack.Partnership, "/partner", "decide Meet in June | closes in 3d")).Failed);
        await stage.Pass(3);
        Assert.Contains(slack.Posts(slack.Partnership), m => m.PlainText().Contains("Meet in June", StringComparison.Ordinal));
        Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("removed from the workspace", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Two_workspaces_vote_in_one_partnership_and_one_of_them_leaves()
    {
        await using var stage = await Workspaces.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var delta = await Workspaces.Across(stage);

        // One ballot; each workspace's card is written with its own token.
        var (_, inSlack) = await Founded.Put(stage);
        var inDelta = Workspaces.Card(delta);
        await slack.Bo.Presses(inSlack, "For");
        await delta.Femi.Presses(inDelta, "Against");
        await stage.Pass(3);
        foreach (var card in new[] { inSlack.PlainText(), inDelta.PlainText() })
        {
            Assert.Contains("2 of 4", card, StringComparison.Ordinal);
            Assert.Contains("Delta Fishers Council", card, StringComparison.Ordinal);
        }

        // One leaves: the other goes on.
        var removal = delta.Uninstalls();
        await removal.TellsUninstalled();
        await removal.TellsRevoked();
        await stage.Pass(3);
        Assert.Single(teams.Messages(teams.Anna.Chat), m => m.PlainText().Contains("removed from the workspace delta-fishers", StringComparison.Ordinal));
        await teams.Anna.Says(teams.General, "@BotPartner close 1");
        await stage.Pass(4);
        Assert.Contains("Outcome of decision 1", Founded.Outcomes(stage).InSlack, StringComparison.Ordinal);
        Assert.Contains("2 of 4", inDelta.PlainText(), StringComparison.Ordinal);
        Assert.DoesNotContain(delta.Posts(delta.Partnership), m => m.PlainText().Contains("Outcome", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    private static int Calls(Stage stage) => stage.Slack.Log.Entries.Count(e => e.Direction == WireDirection.FromBot && e.Service == "slack");
}

public sealed class InstallOnSqlite() : InstallStory(Store.Sqlite);

public sealed class InstallOnCosmos() : InstallStory(Store.Cosmos);

public sealed class InstallOnShared() : InstallStory(Store.Shared);
