using System.Text.RegularExpressions;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>How stories begin, and what happens in many of them.</summary>
internal static partial class Founded
{
    public const string Charter = "Adopt the charter | majority > 1/2 | quorum 50% | closes in 3d";

    /// <summary>A partnership of three partners, founded by Anna in Teams, connected to Slack: Anna (Ministry of Water) and Élodie
    /// (Rivières Vivantes) vote in Teams, Bo (Dakar City) in Slack.</summary>
    public static async Task Across(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Installs(teams.Team);
        await teams.Anna.Installs();
        await teams.Elodie.Installs();
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);
        await teams.Anna.Says(teams.General, "@BotPartner setup Clean Rivers Alliance");
        await teams.Anna.Says(teams.General, "@BotPartner partner add Ministry of Water as government in Europe");
        await teams.Anna.Says(teams.General, "@BotPartner partner add Dakar City as government in Africa");
        await teams.Anna.Says(teams.General, "@BotPartner partner add Rivières Vivantes as NGO in Europe");
        await teams.Anna.Says(teams.General, "@BotPartner join Ministry of Water");
        await stage.Pass(3);
        await slack.Bo.Commands(slack.Partnership, "/partner", $"connect {await ConnectCode(stage)}");
        await slack.Bo.Commands(slack.Partnership, "/partner", "join dakar city");
        await teams.Elodie.Says(teams.General, "@BotPartner rejoindre rivieres vivantes");
        await stage.Pass(3);
        await Admitted(stage);
    }

    /// <summary>The same with two more partners in Slack: Dana (Ríos Libres), who reads Spanish, and Femi (Delta Fishers Council).</summary>
    public static async Task Wide(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Across(stage);
        await teams.Anna.Says("partner add Ríos Libres as NGO in America");
        await teams.Anna.Says("partner add Delta Fishers Council as community in Africa");
        await slack.Dana.Commands(slack.Partnership, "/partner", "unirse Ríos Libres");
        await slack.Femi.Commands(slack.Partnership, "/partner", "join Delta Fishers Council");
        await stage.Pass(3);
        await Admitted(stage);
    }

    /// <summary>Anna gets a one-time code in her own chat.</summary>
    public static async Task<string> ConnectCode(Stage stage)
    {
        var teams = stage.Teams;
        await teams.Anna.Says("connect");
        await stage.Pass(1);
        return CodeIn(teams.Messages(teams.Anna.Chat)[^1].Read());
    }

    /// <summary>The code that a message shows.</summary>
    public static string CodeIn(string message) =>
        Code().Match(message) is { Success: true, Value: var code } ? code : throw new InvalidOperationException("No code was given.");

    /// <summary>Anna admits all who ask.</summary>
    public static async Task Admitted(Stage stage)
    {
        var teams = stage.Teams;
        foreach (var asked in teams.Messages(teams.Anna.Chat).Where(m => m.Buttons.Any(IsAdmit)).ToArray())
        {
            await teams.Anna.Presses(asked, asked.Buttons.First(IsAdmit));
        }

        await stage.Pass(3);
    }

    /// <summary>Bo puts a proposal in Slack; its cards stand in both places.</summary>
    public static async Task<(TeamsMessage InTeams, SlackMessage InSlack)> Put(Stage stage, string words = Charter)
    {
        var slack = stage.Slack;
        var put = await slack.Bo.Commands(slack.Partnership, "/partner", $"decide {words}");
        Assert.True(put.Failed is null, $"{put.Failed} ({put.Status}) {put.Delivery.Body}\n{string.Join('\n', stage.Errors.Lines)}");
        await stage.Pass(2);
        return Cards(stage);
    }

    /// <summary>The one card of a decision in each place.</summary>
    public static (TeamsMessage InTeams, SlackMessage InSlack) Cards(Stage stage, int number = 1) => (
        Assert.Single(stage.Teams.Posts(stage.Teams.General), m => m.Read().StartsWith($"Decision {number}\n", StringComparison.Ordinal)),
        Assert.Single(stage.Slack.Posts(stage.Slack.Partnership), m => m.Read().StartsWith($"Decision {number}\n", StringComparison.Ordinal)));

    /// <summary>The one message in each place that tells what came of a decision.</summary>
    public static (string InTeams, string InSlack) Outcomes(Stage stage, int number = 1) => (
        Assert.Single(stage.Teams.Posts(stage.Teams.General), m => m.Read().Contains($"Outcome of decision {number}", StringComparison.Ordinal)).Read(),
        Assert.Single(stage.Slack.Posts(stage.Slack.Partnership), m => m.Read().Contains($"Outcome of decision {number}", StringComparison.Ordinal)).Read());

    /// <summary>What a person in Slack was last told in the channel, for their eyes only.</summary>
    public static async Task<string> Heard(Stage stage, SlackPerson person)
    {
        await stage.Settle();
        return stage.Slack.Ephemerals(stage.Slack.Partnership, person)[^1].Read();
    }

    private static bool IsAdmit(string button) => button.StartsWith("Admit", StringComparison.Ordinal);

    [GeneratedRegex("[2-9A-Z]{5}-[2-9A-Z]{5}", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Code();
}
