namespace BotPartner.Tests.Stories;

/// <summary>A decision ends when it was said to end.</summary>
public abstract class DeadlineStory(Store store)
{
    [Fact]
    public async Task It_closes_by_itself_at_the_set_time_and_not_before()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var put = stage.Time.GetUtcNow();
        var (inTeams, inSlack) = await Founded.Put(stage);
        await stage.Teams.Anna.Presses(inTeams, "For");
        await stage.Slack.Bo.Presses(inSlack, "For");

        await stage.Jump(put.AddDays(3).AddSeconds(-1) - stage.Time.GetUtcNow());
        Assert.NotEmpty(inTeams.Buttons);
        await stage.Pass(3);
        foreach (var (card, outcome) in new[] { (inTeams.Read(), Founded.Outcomes(stage).InTeams), (inSlack.Read(), Founded.Outcomes(stage).InSlack) })
        {
            Assert.Contains("Adopted.", card, StringComparison.Ordinal);
            Assert.DoesNotContain("early, by", card, StringComparison.Ordinal);
            Assert.Contains("Quorum met: 2 of 3 partners voted", outcome, StringComparison.Ordinal);
        }

        // Nobody votes any more; what was agreed can be stated.
        Assert.Equal(["State the outcome…", "Record as a file"], inTeams.Buttons);
        Assert.Equal(["State the outcome…", "Record as a file"], inSlack.Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_closes_though_the_bot_was_away(bool awayWhenItWasDue)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await stage.Teams.Anna.Presses(inTeams, "For");
        await stage.Slack.Bo.Presses(inSlack, "Against");

        await stage.Stop();
        stage.Time.Advance(awayWhenItWasDue ? TimeSpan.FromDays(4) : TimeSpan.FromDays(1));
        await stage.Start();
        await stage.Pass(1);
        Assert.Equal(!awayWhenItWasDue, inTeams.Buttons.Contains("For"));

        // What was voted just before it stopped is on the card now, too.
        Assert.Contains("Against: Dakar City", inTeams.Read(), StringComparison.Ordinal);
        await stage.Jump(TimeSpan.FromDays(3));
        await stage.Pass(3);
        Assert.Contains("Not adopted: the majority was not reached.", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("Not adopted: the majority was not reached.", inSlack.Read(), StringComparison.Ordinal);
        Assert.NotEmpty(Founded.Outcomes(stage).InSlack);

        await stage.Restart();
        await stage.Pass(2);
        Assert.NotEmpty(Founded.Outcomes(stage).InSlack);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_vote_after_the_end_is_refused_kindly_in_the_voters_language()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await teams.Anna.Presses(inTeams, "For");
        await slack.Bo.Presses(inSlack, "For");
        await slack.Femi.Presses(inSlack, "For");
        await stage.Jump(TimeSpan.FromDays(4));
        await stage.Pass(3);
        var closed = (inTeams.Read(), inSlack.Read());

        // Their clients still show the card with its buttons.
        Assert.Contains(Reading.Words("refusal.closed", "en"), (await teams.Anna.PressesAsPosted(inTeams, "Against")).Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.closed", "fr"), (await teams.Elodie.PressesAsPosted(inTeams, "Against")).Read(), StringComparison.Ordinal);
        Assert.Equal(200, (await slack.Dana.PressesAsPosted(slack, inSlack, "Against")).Status);
        Assert.Contains(Reading.Words("refusal.closed", "es"), await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.closed", "es"), (await slack.Dana.Commands(slack.Partnership, "/partner", "votar 1 en contra")).Message?.Read(), StringComparison.Ordinal);
        await stage.Pass(3);
        Assert.Equal(closed, (inTeams.Read(), inSlack.Read()));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Too_few_votes_decide_nothing_and_the_card_says_so()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (inTeams, inSlack) = await Founded.Put(stage, "Adopt the charter | majority > 1/2 | quorum 60% | closes in 1d");
        await stage.Slack.Bo.Presses(inSlack, "For");
        await stage.Jump(TimeSpan.FromDays(1));
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Not adopted: too few partners voted.", card, StringComparison.Ordinal);
            Assert.Contains("Quorum not met: 1 of 3 partners voted; 2 ", card, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class DeadlineOnSqlite() : DeadlineStory(Store.Sqlite);

public sealed class DeadlineOnCosmos() : DeadlineStory(Store.Cosmos);

public sealed class DeadlineOnShared() : DeadlineStory(Store.Shared);
