using BotPartner.Sandbox.Wire;

namespace BotPartner.Tests.Stories;

/// <summary>The platforms have bad moments; what people see catches up by itself.</summary>
public abstract class TroubleStory(Store store)
{
    [Theory]
    [InlineData("429 later")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("dropped")]
    [InlineData("lost")]
    public async Task Edits_that_fail_are_made_up_for(string trouble)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        var before = (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count);

        Cause(teams.Mischief, "PUT /activities", trouble);
        Cause(slack.Mischief, "chat.update", trouble);
        await teams.Anna.Presses(inTeams, "For");
        await slack.Bo.Presses(inSlack, "Against");
        await stage.Pass(12);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("For: Ministry of Water", card, StringComparison.Ordinal);
            Assert.Contains("Against: Dakar City", card, StringComparison.Ordinal);
        }

        Assert.Equal(before, (teams.Posts(teams.General).Count, slack.Posts(slack.Partnership).Count));
        Assert.Empty(stage.Errors.Lines);
    }

    [Theory]
    [InlineData("429 later", 1)]
    [InlineData("429", 1)]
    [InlineData("500", 1)]
    [InlineData("503", 1)]
    [InlineData("dropped", 1)]
    [InlineData("lost", 3)]
    public async Task Posts_that_fail_are_made_up_for_and_stand_once_unless_the_answer_was_lost(string trouble, int atMost)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        Cause(teams.Mischief, "POST /activities", trouble);
        Cause(slack.Mischief, "chat.postMessage", trouble);

        await slack.Bo.Commands(slack.Partnership, "/partner", $"decide {Founded.Charter}");
        await stage.Pass(12);
        var inTeams = teams.Posts(teams.General).Where(m => m.Buttons.Contains("For")).ToArray();
        var inSlack = slack.Posts(slack.Partnership).Where(m => m.Buttons.Contains("For")).ToArray();
        Assert.InRange(inTeams.Length, 1, atMost);
        Assert.InRange(inSlack.Length, 1, atMost);

        // Whichever of them is pressed, the one that the bot knows of follows.
        await teams.Anna.Presses(inTeams[0], "For");
        await slack.Bo.Presses(inSlack[0], "For");
        await stage.Pass(3);
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(4);
        Assert.Contains("Adopted.", inTeams[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("Adopted.", inSlack[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("2/2 = 100.0%", Founded.Outcomes(stage).InTeams, StringComparison.Ordinal);
        Assert.Contains("2/2 = 100.0%", Founded.Outcomes(stage).InSlack, StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_dead_channel_in_Slack_holds_up_nobody_and_is_left_alone()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        var last = inSlack.Read();
        slack.Partnership.Archived = true;

        await teams.Anna.Presses(inTeams, "For");
        await stage.Pass(2);
        Assert.Contains("For: Ministry of Water", inTeams.Read(), StringComparison.Ordinal);
        var tried = Calls(stage, "slack", "/chat.");
        await teams.Elodie.Presses(inTeams, "For");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        await stage.Jump(TimeSpan.FromDays(2));
        Assert.Contains("Adopted.", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        Assert.Equal(last, inSlack.Read());
        Assert.Equal(tried, Calls(stage, "slack", "/chat."));
        Assert.Empty(stage.Errors.Lines);

        // It is heard from again, and belongs again.
        slack.Partnership.Archived = false;
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);
        await teams.Anna.Says("decide Meet again | majority > 1/2");
        await stage.Pass(2);
        Assert.Contains("Meet again", Founded.Cards(stage, 2).InSlack.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_that_the_bot_was_taken_out_of_holds_up_nobody_and_is_left_alone()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        var last = inTeams.Read();

        // Nobody tells the bot.
        teams.Team.Installation.Present = false;
        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        Assert.Contains("For: Dakar City", inSlack.Read(), StringComparison.Ordinal);
        var tried = Calls(stage, "teams", "/activities");
        await slack.Bo.Presses(inSlack, "Against");
        await stage.Pass(2);
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(3);
        await stage.Jump(TimeSpan.FromDays(2));
        Assert.Contains("Not adopted", inSlack.Read(), StringComparison.Ordinal);
        Assert.Equal(last, inTeams.Read());
        Assert.Equal(tried, Calls(stage, "teams", "/activities"));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task It_introduces_itself_once()
    {
        await using var stage = await Stage.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Installs(teams.Team);
        await teams.Anna.Installs();
        await slack.Bo.Invites(slack.Partnership);
        await teams.Anna.Installs(teams.Team);
        await stage.Pass(2);
        await stage.Restart();
        await teams.Anna.Installs(teams.Team);
        await teams.Anna.Installs();
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);
        Assert.Single(teams.Posts(teams.General));
        Assert.Single(teams.Posts(teams.Anna.Chat));
        Assert.Single(slack.Posts(slack.Partnership));

        // Taken out and put in again, it is new there.
        await teams.Anna.Removes(teams.General);
        await teams.Anna.Installs(teams.Team);
        await stage.Pass(2);
        Assert.Equal(2, teams.Posts(teams.General).Count);
        Assert.Empty(stage.Errors.Lines);
    }

    private static void Cause(Mischief mischief, string route, string trouble) => _ = trouble switch
    {
        "429 later" => mischief.Answer(route, 429, times: 2, retryAfter: 3),
        "429" => mischief.Answer(route, 429, times: 2),
        "dropped" => mischief.Drop(route, times: 2),
        "lost" => mischief.LoseAnswer(route, times: 2),
        _ => mischief.Answer(route, int.Parse(trouble), times: 2),
    };

    private static int Calls(Stage stage, string service, string path) => stage.Teams.Log.Entries.Count(e =>
        e.Service == service && e.Direction == WireDirection.FromBot && e.Path.Contains(path, StringComparison.Ordinal));
}

public sealed class TroubleOnSqlite() : TroubleStory(Store.Sqlite);

public sealed class TroubleOnCosmos() : TroubleStory(Store.Cosmos);

public sealed class TroubleOnShared() : TroubleStory(Store.Shared);
