using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Stories;

/// <summary>How stories of two workspaces begin, which both installed the app.</summary>
internal static class Workspaces
{
    public static Task<Stage> Set(Store store) => Stage.Set(store, slack: o => o with { OAuth = true, RotatesTokens = true });

    /// <summary>Both install the app, each in a browser of its own; the second one belongs to the Delta Fishers.</summary>
    public static async Task<SimulatedSlack> Install(Stage stage)
    {
        var delta = stage.Slack.AddWorkspace("T0SANDBOX2", "delta-fishers");
        using var first = new SlackBrowser(stage.Slack);
        using var second = new SlackBrowser(delta, "fr");
        Assert.Equal(200, (await first.Installs()).Status);
        Assert.Contains("est installé dans delta-fishers", (await second.Installs()).Text, StringComparison.Ordinal);
        return delta;
    }

    /// <summary><see cref="Founded.Across"/> in a tenant and the first workspace; Femi (Delta Fishers Council) connects the second one.</summary>
    public static async Task<SimulatedSlack> Across(Stage stage)
    {
        var delta = await Install(stage);
        await Founded.Across(stage);
        await stage.Teams.Anna.Says("partner add Delta Fishers Council as community in Africa");
        await delta.Femi.Invites(delta.Partnership);
        await delta.Femi.Commands(delta.Partnership, "/partner", $"connect {await Founded.ConnectCode(stage)}");
        await delta.Femi.Commands(delta.Partnership, "/partner", "join Delta Fishers Council");
        await stage.Pass(3);
        await Founded.Admitted(stage);
        return delta;
    }

    /// <summary>The same with two more partners: Dana (Ríos Libres) asks in the first workspace, Chidi (Nordic Water Fund) is invited in Teams.</summary>
    public static async Task<SimulatedSlack> Six(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        var delta = await Across(stage);
        await teams.Anna.Says("partner add Ríos Libres as NGO in America");
        await slack.Dana.Commands(slack.Partnership, "/partner", "unirse Ríos Libres");
        await stage.Pass(3);
        await Founded.Admitted(stage);
        await teams.Anna.Says("partner add Nordic Water Fund as business in Europe");
        await teams.Anna.Says("invite Nordic Water Fund");
        await stage.Pass(2);
        var code = Founded.CodeIn(teams.Messages(teams.Anna.Chat)[^1].Read());
        await teams.Chidi.Installs();
        await teams.Chidi.Says($"join {code}");
        await stage.Pass(3);
        Assert.Contains(teams.Messages(teams.Chidi.Chat), m => m.Read().Contains(Reading.Words("invite.accepted.delegate", "en"), StringComparison.Ordinal));
        Assert.Contains(teams.Messages(teams.Anna.Chat), m => m.Read().Contains(Reading.Words("invite.joined", "en"), StringComparison.Ordinal));
        return delta;
    }

    /// <summary>The one card of the first decision in a workspace.</summary>
    public static SlackMessage Card(SimulatedSlack workspace) =>
        Assert.Single(workspace.Posts(workspace.Partnership), m => m.Read().StartsWith("Decision 1\n", StringComparison.Ordinal));
}
