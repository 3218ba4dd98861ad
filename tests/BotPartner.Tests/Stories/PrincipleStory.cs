namespace BotPartner.Tests.Stories;

/// <summary>A principle from the catalogue to its retirement, decided from both platforms and read in three languages.</summary>
public abstract class PrincipleStory(Store store)
{
    [Fact]
    public async Task It_is_adopted_cited_acknowledged_revised_and_retired()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);

        // Bo chooses it from the catalogue by the form, and sees the decision before it is put.
        await slack.Bo.Commands(slack.Partnership, "/partner", "principle adopt");
        await slack.Bo.Submits(With(("which", "gkp.transparency"), ("review", "12m")));
        await slack.Bo.Presses("Put to the partners");
        await stage.Pass(2);
        Assert.Contains("Adopt the principle: Transparency and trust", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        await Adopted(stage, 1);

        // The list changed by itself, in every place and language.
        var inTeams = Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Principle 1 is adopted.", StringComparison.Ordinal));
        var inSlack = Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Principle 1 is adopted.", StringComparison.Ordinal));
        Assert.Contains("What concerns all partners is known to all partners", inTeams.Read(), StringComparison.Ordinal);
        await slack.Dana.Commands(slack.Partnership, "/partner", "principios sobre confianza");
        Assert.Contains("1. Transparencia y confianza", await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);
        await teams.Elodie.Says("principe 1");
        await stage.Pass(1);
        Assert.Contains("Ce qui concerne tous les partenaires est connu de tous", teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("par la décision 1", teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);

        // Partners stand by it, on both platforms.
        await teams.Anna.Presses(inTeams, "Our partner stands by it");
        await slack.Bo.Presses(inSlack, "Our partner stands by it");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Dakar City and Ministry of Water", card, StringComparison.Ordinal);
            Assert.Matches("2 (of|/) 5", card);
        }

        // It is cited where the partnership meets, and in an objection.
        await slack.Dana.Runs("principle.cite");
        await slack.Dana.Submits(With(("which", "1")));
        Assert.Contains("Lo que concierne a todos los socios", slack.Dana.Modal!.Read(), StringComparison.Ordinal);
        await slack.Dana.Closes();
        var dialog = await teams.Elodie.Runs("principle.cite", teams.General);
        var cited = await teams.Elodie.Submits(dialog.Dialog!, With(("which", "1")));
        await teams.Elodie.Submits(cited.Dialog!, button: "Le publier ici");
        await stage.Pass(2);
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("points to a principle that we share", StringComparison.Ordinal) && m.Read().Contains("Principle 1 of Clean Rivers Alliance.", StringComparison.Ordinal));

        await Founded.Put(stage, "Publish nothing | consent | closes in 3d");
        await slack.Femi.Presses(Founded.Cards(stage, 2).InSlack, "Object…");
        await slack.Femi.Submits(With(("reason", "Nobody would know."), ("principle", "1")));
        await stage.Pass(2);
        Assert.Contains("#1 Transparency and trust", Founded.Cards(stage, 2).InTeams.Read(), StringComparison.Ordinal);

        // It gets another text, and each partner is asked anew.
        await teams.Anna.Says("principle revise 1 All minutes are open to all.");
        await stage.Pass(2);
        await Adopted(stage, 3);
        Assert.Contains("Principle 1 has a new text.", Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("All minutes are open to all.", StringComparison.Ordinal) && m.Read().Contains("Principle 1 has", StringComparison.Ordinal)).Read(), StringComparison.Ordinal);
        Assert.Contains("Principle 1 reads differently now", inTeams.Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("Our partner stands by it", inSlack.Buttons);

        // And it is given up.
        await slack.Dana.Commands(slack.Partnership, "/partner", "principio retirar 1 Ya se entiende.");
        await stage.Pass(2);
        Assert.Contains("Retirar el principio 1: Transparency and trust", Founded.Cards(stage, 4).InTeams.Read(), StringComparison.Ordinal);
        await Adopted(stage, 4);
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Principle 1 (Transparency and trust) no longer holds, by decision 4.", StringComparison.Ordinal));
        await slack.Bo.Commands(slack.Partnership, "/partner", "principles");
        Assert.Contains("No principle is adopted yet.", await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Its_review_comes_back_in_the_morning_of_each_place()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Elodie.Says("principe adopter L’eau d’abord : Nous demandons qui boit. | revoir dans 1m");
        await stage.Pass(2);
        await Adopted(stage, 1);
        Assert.Contains("L’eau d’abord", Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Principle 1 is adopted.", StringComparison.Ordinal)).Read(), StringComparison.Ordinal);
        for (var day = 0; day < 33; day++)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("You wanted to look at principle 1 again", StringComparison.Ordinal));
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("You wanted to look at principle 1 again", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>All consent where they are, and a steward closes it.</summary>
    private static async Task Adopted(Stage stage, int number)
    {
        var (inTeams, inSlack) = Founded.Cards(stage, number);
        await stage.Teams.Anna.Presses(inTeams, "Consent");
        await stage.Teams.Elodie.Presses(inTeams, "Consent");
        await stage.Slack.Bo.Presses(inSlack, "Consent");
        await stage.Pass(2);
        await stage.Teams.Anna.Says($"close {number}");
        await stage.Pass(6);
    }

    private static Dictionary<string, string> With(params (string Field, string Value)[] filled) => filled.ToDictionary(f => f.Field, f => f.Value);
}

public sealed class PrincipleOnSqlite() : PrincipleStory(Store.Sqlite);

public sealed class PrincipleOnCosmos() : PrincipleStory(Store.Cosmos);

public sealed class PrincipleOnShared() : PrincipleStory(Store.Shared);
