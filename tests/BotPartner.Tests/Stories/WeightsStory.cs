using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Stories;

/// <summary>The partnership agreed that partners weigh differently: everybody reads it before the vote, and in the sum.</summary>
public abstract class WeightsStory(Store store)
{
    [Fact]
    public async Task Weights_are_on_both_cards_before_the_vote_and_in_the_closing_sum_and_what_runs_keeps_them()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);

        // In words, and by the form that the list of partners leads to.
        Assert.Contains("Only a steward", (await slack.Bo.Commands(slack.Partnership, "/partner", "partner weight Dakar City 9")).Message?.Read(), StringComparison.Ordinal);
        await teams.Anna.Says("weight Rivières Vivantes 2,5");
        await teams.Anna.Says(teams.General, "@BotPartner partners");
        await stage.Pass(2);
        Assert.Contains("now weighs 2.5", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        var list = teams.Posts(teams.General)[^1];
        Assert.Contains("Rivières Vivantes (2.5)", list.Read(), StringComparison.Ordinal);
        var form = await teams.Anna.Presses(list, "Voting weights…");
        var wrong = await teams.Anna.Submits(form.Dialog!, new Dictionary<string, string> { ["partner"] = BotPartner.Core.Partnerships.Partner.IdOf("Dakar City"), ["weight"] = "much" });
        Assert.Contains("Give a number above 0", wrong.Read(), StringComparison.Ordinal);
        var saved = await teams.Anna.Submits(wrong.Dialog!, new Dictionary<string, string> { ["weight"] = "1.25" });
        Assert.Contains("now weighs 1.25", saved.Read(), StringComparison.Ordinal);

        var (inTeams, inSlack) = await Founded.Put(stage, "Fund the wells | majority >= 2/3 | quorum 60% | mandates 1 | closes in 3d");
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Weights: Rivières Vivantes: 2.5; Dakar City: 1.25; Ministry of Water: 1", card, StringComparison.Ordinal);
            Assert.Contains("a weight of 2.85 of 4.75 (60%)", card, StringComparison.Ordinal);
        }

        await teams.Elodie.Says("décision 1");
        await stage.Pass(1);
        Assert.Contains("Rivières Vivantes : 2,5", teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);

        // What runs keeps its weights; a mandate counts with the giver's own.
        await teams.Anna.Says("partner weight Rivières Vivantes 1");
        await teams.Elodie.Says("mandat 1 à Dakar City");
        await slack.Bo.Presses(inSlack, "For");
        await teams.Anna.Presses(inTeams, "Against");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Adopted.", card, StringComparison.Ordinal);
            Assert.Contains("3.75/4.75 = 78.9% are for; at least 2/3 was needed.", card, StringComparison.Ordinal);
            Assert.Contains("Quorum met: 3 of 3 partners voted, with 4.75 of 4.75 in weight; 2.85 needed", card, StringComparison.Ordinal);
            Assert.Contains("By weight: For 3.75, Against 1 and Abstain 0.", card, StringComparison.Ordinal);
        }

        await slack.Bo.Commands(slack.Partnership, "/partner", "record 1");
        await stage.Settle();
        Assert.Equal(new Verification(1, 1, null), RecordVerifier.Verify(Assert.Single(slack.Posts(slack.Partnership).SelectMany(m => m.Files)).Bytes));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_cap_keeps_one_partner_from_deciding_alone()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;
        await teams.Anna.Says("partner weight Ministry of Water 100");
        await teams.Anna.Says("settings cap 40%");
        await stage.Pass(1);
        Assert.Contains("at most 40% of the whole", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        var (inTeams, inSlack) = await Founded.Put(stage);
        Assert.Contains("Ministry of Water: 1.333333 (agreed: 100); all 2 others: 1. No partner counts for more than 40% of the whole", inTeams.Read(), StringComparison.Ordinal);
        await teams.Anna.Presses(inTeams, "For");
        await stage.Slack.Bo.Presses(inSlack, "Against");
        await teams.Elodie.Presses(inTeams, "Against");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        Assert.Contains("1.333333/3.333333 = 40.0% are for", inSlack.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class WeightsOnSqlite() : WeightsStory(Store.Sqlite);

public sealed class WeightsOnCosmos() : WeightsStory(Store.Cosmos);

public sealed class WeightsOnShared() : WeightsStory(Store.Shared);
