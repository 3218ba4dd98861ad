using System.Text.RegularExpressions;

namespace BotPartner.Tests.Stories;

/// <summary>How stories begin.</summary>
internal static partial class Founded
{
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
        await teams.Anna.Says("connect");
        await stage.Pass(3);
        var code = Code().Match(teams.Messages(teams.Anna.Chat)[^1].PlainText()).Value;
        Assert.NotEmpty(code);
        await slack.Bo.Commands(slack.Partnership, "/partner", $"connect {code}");
        await slack.Bo.Commands(slack.Partnership, "/partner", "join dakar city");
        await teams.Elodie.Says(teams.General, "@BotPartner rejoindre rivieres vivantes");
        await stage.Pass(3);
        foreach (var asked in teams.Messages(teams.Anna.Chat).Where(m => m.Buttons.Any(b => b.StartsWith("Admit", StringComparison.Ordinal))).ToArray())
        {
            await teams.Anna.Presses(asked, asked.Buttons.First(b => b.StartsWith("Admit", StringComparison.Ordinal)));
        }

        await stage.Pass(3);
    }

    [GeneratedRegex("[2-9A-Z]{5}-[2-9A-Z]{5}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
