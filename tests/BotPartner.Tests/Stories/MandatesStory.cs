namespace BotPartner.Tests.Stories;

/// <summary>A partner lets another speak for it in one decision, across the platforms.</summary>
public abstract class MandatesStory(Store store)
{
    [Fact]
    public async Task A_mandate_counts_until_it_is_taken_back_or_the_partner_votes_itself()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, "Fund the wells | majority > 1/2 | mandates 1 | quorum 60% | closes in 3d");
        Assert.Contains("A partner may speak for one other.", inTeams.Read(), StringComparison.Ordinal);

        await teams.Elodie.Says("mandat 1 à dakar city");
        await stage.Pass(2);
        Assert.Contains("Dakar City parle désormais pour Rivières Vivantes", teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("Dakar City speaks for: Rivières Vivantes", inSlack.Read(), StringComparison.Ordinal);
        Assert.Matches("Turnout: 0 of 3", inSlack.Read());

        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        Assert.Matches("Turnout: 2 of 3", inSlack.Read());
        Assert.Contains("For: Dakar City and Rivières Vivantes (Dakar City)", inSlack.Read(), StringComparison.Ordinal);

        // The cap, no chains, and a name that nobody bears.
        await teams.Anna.Says("mandate 1 to Dakar City");
        await stage.Pass(1);
        Assert.Contains("already holds a mandate", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        await slack.Bo.Presses(inSlack, "Mandate…");
        var unknown = await slack.Bo.Submits(With("Dakar Town"));
        Assert.Equal(Reading.Words("mandate.unknown", "en"), Assert.Single(unknown.Errors).Value);
        await slack.Bo.Submits(With("Ministry of Water"));
        Assert.Contains("You hold the mandate of Rivières Vivantes", slack.Bo.Modal?.Read(), StringComparison.Ordinal);

        await teams.Elodie.Says("mandat 1 retirer");
        await stage.Pass(2);
        Assert.Matches("Turnout: 1 of 3", inSlack.Read());
        Assert.DoesNotContain("speaks for: ", inSlack.Read(), StringComparison.Ordinal);

        // Given again, by form; her own vote beats it.
        var dialog = await teams.Elodie.Presses(inTeams, "Mandate…");
        await teams.Elodie.Submits(dialog.Dialog!, With("Dakar City"));
        await teams.Elodie.Presses(inTeams, "Against");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("For: Dakar City\n", card, StringComparison.Ordinal);
            Assert.Contains("Against: Rivières Vivantes\n", card, StringComparison.Ordinal);
            Assert.Contains("1/2 = 50.0% are for", card, StringComparison.Ordinal);
        }

        await teams.Anna.Says("mandate 1 to Dakar City");
        await stage.Pass(1);
        Assert.Contains("closed", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_mandate_lasts_into_the_next_round_and_counts_at_the_close_of_a_sealed_vote()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Founded.Put(stage, "Fund the wells | majority > 1/2 of all | mandates 2 | sealed | quorum 100% | closes in 3d");
        await teams.Elodie.Says("mandat 1 au Dakar City");
        await teams.Anna.Says("mandate 1 Dakar City");
        await slack.Bo.Commands(slack.Partnership, "/partner", "amend 1 Fund four wells");
        await stage.Pass(3);
        var (inTeams, inSlack) = Founded.Cards(stage);
        Assert.Contains("Dakar City speaks for: Ministry of Water and Rivières Vivantes", inSlack.Read(), StringComparison.Ordinal);

        // One came, though it speaks for three: more would tell whose.
        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        Assert.Matches("Turnout: 1 of 3", inSlack.Read());
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Adopted.", card, StringComparison.Ordinal);
            Assert.Contains("3/3 = 100.0% are for", card, StringComparison.Ordinal);
            Assert.Contains("Rivières Vivantes (Dakar City)", card, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Where_none_are_allowed_it_is_said()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (inTeams, _) = await Founded.Put(stage);
        Assert.DoesNotContain("Mandate…", inTeams.Buttons);
        await stage.Teams.Anna.Says("mandate 1 to Dakar City");
        await stage.Pass(1);
        Assert.Contains("takes no mandates", stage.Teams.Posts(stage.Teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    private static Dictionary<string, string> With(string partner) => new() { ["to"] = partner };
}

public sealed class MandatesOnSqlite() : MandatesStory(Store.Sqlite);

public sealed class MandatesOnCosmos() : MandatesStory(Store.Cosmos);

public sealed class MandatesOnShared() : MandatesStory(Store.Shared);
