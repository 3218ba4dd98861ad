using System.Text;

namespace BotPartner.Tests.Stories;

/// <summary>A milestone is promised in Teams, reminded of, completed on both platforms at once, and celebrated in every place, in each one's language.</summary>
public abstract class MilestoneStory(Store store)
{
    [Fact]
    public async Task It_is_promised_reminded_of_completed_once_and_celebrated_everywhere()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var on = stage.Time.GetUtcNow().Date.AddDays(10);
        await teams.Anna.Says(teams.General, $"@BotPartner milestone add Forty wells dug by {on:yyyy-MM-dd} owner Ministry of Water, Dakar City | indicator wells that give water in May");
        await stage.Pass(2);
        Assert.Contains("Milestone 1 is added", teams.Messages(teams.General)[^1].Read(), StringComparison.Ordinal);
        await slack.Dana.Commands(slack.Partnership, "/partner", "hitos");
        Assert.Contains("Forty wells dug", await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);
        Assert.Contains("Pendientes", await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);

        // The owners' people are reminded a week before and on the day, nobody else, and never twice.
        for (var hour = 0; hour < 9 * 24 && stage.Time.GetUtcNow().Date < on; hour++)
        {
            await stage.Jump(TimeSpan.FromHours(1));
        }

        Assert.Equal((1, 1, 0, 0), (Reminded(), Bos(), Danas(), Elodies()));
        await stage.Jump(TimeSpan.FromHours(23));
        await stage.Pass(1);
        Assert.Equal((2, 2, 0, 0), (Reminded(), Bos(), Danas(), Elodies()));

        // Both say at once that it is done.
        await Task.WhenAll(
            teams.Anna.Says("milestone done 1 we walked to all forty"),
            slack.Bo.Commands(slack.Partnership, "/partner", "milestone done 1 forty-one even"));
        await stage.Pass(3);
        var (inTeams, inSlack) = Cards();
        Assert.Contains("Our first step together", inTeams, StringComparison.Ordinal);
        Assert.Contains("wells that give water in May", inSlack, StringComparison.Ordinal);
        Assert.Contains("Ministry of Water and Dakar City", inSlack, StringComparison.Ordinal);

        // Each partner gives its own credit; others say that they contributed, too; everybody applauds, Élodie in French.
        await stage.Jump(TimeSpan.FromHours(24));
        await stage.Pass(2);
        var invitation = teams.Messages(teams.Anna.Chat).Last(m => m.Buttons.Contains("Confirm our part…"));
        var dialog = await teams.Anna.Presses(invitation, "Confirm our part…");
        await teams.Anna.Submits(dialog.Dialog!, new Dictionary<string, string> { ["line"] = "Our geologists found <!channel> @here water." });
        await slack.Dana.Presses(Card(), "We contributed…");
        await slack.Dana.Submits(new Dictionary<string, string> { ["line"] = "¡Qué alegría!" });
        await teams.Elodie.Says("bravo 1 merci");
        await slack.Femi.Presses(Card(), "👏 Well done");
        await slack.Bo.Presses(Card(), "👏 Well done");
        await slack.Bo.Presses(Card(), "❤️ Thank you");
        await slack.Bo.Presses(Card(), "👏 Well done");
        await stage.Pass(4);
        (inTeams, inSlack) = Cards();
        foreach (var card in new[] { inTeams, inSlack })
        {
            Assert.Contains("Ministry of Water and Ríos Libres", card, StringComparison.Ordinal);
            Assert.Contains("@here", card, StringComparison.Ordinal);
            Assert.Contains("¡Qué alegría!", card, StringComparison.Ordinal);
            Assert.Contains("👏 1 · ❤️ 2", card, StringComparison.Ordinal);
        }

        // The wall and the stories, in the language of who asks.
        await teams.Elodie.Says("célébrations");
        await stage.Pass(1);
        Assert.Contains("notre premier pas", teams.Messages(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        await slack.Dana.Commands(slack.Partnership, "/partner", "exportar celebraciones");
        await stage.Pass(2);
        var file = Assert.Single(slack.Posts(slack.Dana.Direct).SelectMany(m => m.Files));
        var story = Encoding.UTF8.GetString(file.Bytes);
        Assert.Contains("Nuestro primer paso juntos", story, StringComparison.Ordinal);
        Assert.Contains("Our geologists found \\<\\!channel\\> \\@here water.", story, StringComparison.Ordinal);

        // Taken back it says so in both places, and comes back as the same one.
        await teams.Anna.Says("milestone undo 1");
        await stage.Pass(3);
        Assert.Contains("taken back", Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Milestone 1: taken back", StringComparison.Ordinal)).Read(), StringComparison.Ordinal);
        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Milestone 1: taken back", StringComparison.Ordinal));
        await slack.Bo.Commands(slack.Partnership, "/partner", "milestone done 1 counted again");
        await stage.Pass(3);
        (inTeams, _) = Cards();
        Assert.Contains("counted again", inTeams, StringComparison.Ordinal);
        Assert.Contains("👏 1 · ❤️ 2", inTeams, StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);

        int Reminded() => teams.Posts(teams.Anna.Chat).Count(m => m.Read().StartsWith("Milestone 1 is due", StringComparison.Ordinal));
        int Bos() => slack.Posts(slack.Bo.Direct).Count(m => m.Read().StartsWith("Milestone 1 is due", StringComparison.Ordinal));
        int Danas() => slack.Posts(slack.Dana.Direct).Count(m => m.Read().Contains("Forty wells", StringComparison.Ordinal));
        int Elodies() => teams.Posts(teams.Elodie.Chat).Count(m => m.Read().Contains("Forty wells", StringComparison.Ordinal));
        BotPartner.Sandbox.Slack.SlackMessage Card() => Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Completed together", StringComparison.Ordinal));
        (string, string) Cards() => (
            Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Completed together", StringComparison.Ordinal)).Read(),
            Card().Read());
    }
}

public sealed class MilestoneOnSqlite() : MilestoneStory(Store.Sqlite);

public sealed class MilestoneOnCosmos() : MilestoneStory(Store.Cosmos);

public sealed class MilestoneOnShared() : MilestoneStory(Store.Shared);
