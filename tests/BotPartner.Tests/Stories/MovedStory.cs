namespace BotPartner.Tests.Stories;

/// <summary>A private channel becomes shared with another workspace, and has another id from one moment to the next.</summary>
public abstract class MovedStory(Store store)
{
    [Fact]
    public async Task A_channel_that_gets_another_id_goes_on_with_the_cards_that_stand_in_it()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        var posts = slack.Posts(slack.Partnership).Count;

        // A vote comes before the bot hears of it: its edit finds the channel gone under the old id.
        var moved = slack.Share(slack.Partnership, "C0SHARED01");
        await teams.Anna.Presses(inTeams, "For");
        var told = await slack.Bo.Causes(moved);
        Assert.Equal(200, told.Status);
        await slack.Replays(told);
        await stage.Restart();
        await stage.Pass(5);
        await slack.Bo.Presses(inSlack, "Against");
        await stage.Pass(5);
        foreach (var read in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("For: Ministry of Water", read, StringComparison.Ordinal);
            Assert.Contains("Against: Dakar City", read, StringComparison.Ordinal);
        }

        // It is not a new place: nothing stands there twice, nobody has to connect it, and what comes later comes there.
        Assert.Equal(posts, slack.Posts(slack.Partnership).Count);
        Assert.Contains("Dakar City", (await slack.Bo.Commands(slack.Partnership, "/partner", "partners")).Message?.Read(), StringComparison.Ordinal);
        await teams.Anna.Says("close 1");
        await stage.Pass(5);
        Founded.Cards(stage);
        Assert.Contains("Outcome of decision 1", Founded.Outcomes(stage).InSlack, StringComparison.Ordinal);
        Assert.DoesNotContain(teams.Messages(teams.Anna.Chat), m => m.Read().Contains(Reading.Words("place.gone", "en"), StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class MovedOnSqlite() : MovedStory(Store.Sqlite);

public sealed class MovedOnCosmos() : MovedStory(Store.Cosmos);

public sealed class MovedOnShared() : MovedStory(Store.Shared);
