namespace BotPartner.Tests.Stories;

/// <summary>A partner has one vote, may change it, and is told when one delegate overrules another.</summary>
public abstract class ChangedVoteStory(Store store)
{
    [Fact]
    public async Task A_vote_can_be_changed_until_the_end_and_counts_once()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);

        await teams.Anna.Presses(inTeams, "For");
        var changed = await teams.Anna.Presses(inTeams, "Against");
        Assert.Contains("Changed for Ministry of Water on decision 1: from For to Against.", changed.Read(), StringComparison.Ordinal);
        await slack.Bo.Presses(inSlack, "Abstain");
        var typed = await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1 for");
        Assert.Contains("from Abstain to For", typed.Message?.Read(), StringComparison.Ordinal);
        await teams.Elodie.Says("voter 1 pour, parce que la rivière est à tous");
        await stage.Pass(2);

        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Matches("Turnout: 3 of 3|3 / 3 · Turnout", card);
            Assert.Contains("Against: Ministry of Water", card, StringComparison.Ordinal);
            Assert.Matches("(?m)^For: Dakar City and Rivières Vivantes$", card);
            Assert.Contains("parce que la rivière est à tous", card, StringComparison.Ordinal);
        }

        Founded.Cards(stage);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_second_delegate_who_differs_replaces_the_first_who_is_told_in_private()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Chidi.Installs();
        await teams.Chidi.Says(teams.General, "@BotPartner join Ministry of Water");
        await stage.Pass(2);
        await Founded.Admitted(stage);
        var (inTeams, inSlack) = await Founded.Put(stage);

        // Speaking for a partner is not yet voting for it.
        var notYet = await teams.Chidi.Presses(inTeams, "Against");
        Assert.Contains("You speak for Ministry of Water, but do not cast its vote.", notYet.Read(), StringComparison.Ordinal);
        await teams.Anna.Says(teams.General, "@BotPartner delegate @Chidi Okafor");
        await stage.Pass(2);

        await teams.Anna.Presses(inTeams, "For");
        await stage.Pass(2);
        var channelBefore = teams.Posts(teams.General).Count;
        var second = await teams.Chidi.Presses(inTeams, "Against");
        Assert.Contains("It replaces For, cast by Anna Berg, who will be told.", second.Read(), StringComparison.Ordinal);
        await stage.Pass(2);

        Assert.Contains(
            "On decision 1, Chidi Okafor changed the vote of Ministry of Water from For to Against.",
            teams.Posts(teams.Anna.Chat)[^1].Read(),
            StringComparison.Ordinal);
        Assert.Equal(channelBefore, teams.Posts(teams.General).Count);
        Assert.Contains("Against: Ministry of Water", inSlack.Read(), StringComparison.Ordinal);
        Assert.Matches("Turnout: 1 of 3", inSlack.Read());

        // The same vote again by the other is no news to anybody.
        var chat = teams.Posts(teams.Chidi.Chat).Count;
        await teams.Anna.Presses(inTeams, "Against");
        await stage.Pass(2);
        Assert.Equal(chat, teams.Posts(teams.Chidi.Chat).Count);
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class ChangedVoteOnSqlite() : ChangedVoteStory(Store.Sqlite);

public sealed class ChangedVoteOnCosmos() : ChangedVoteStory(Store.Cosmos);

public sealed class ChangedVoteOnShared() : ChangedVoteStory(Store.Shared);
