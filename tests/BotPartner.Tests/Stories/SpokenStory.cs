namespace BotPartner.Tests.Stories;

/// <summary>Each method in each language: its words are typed on both platforms, and both places read what came of it.</summary>
public abstract class SpokenStory(Store store)
{
    /// <summary>The method as it is typed, what the three say, by the keys of their words or as names, and the result.</summary>
    private static readonly (string Method, string[] Said, string Result)[] Methods =
    [
        ("consent", ["choice.consent.words", "choice.aside.words", "choice.consent.words"], "result.adopted"),
        ("majority > 1/2", ["choice.for.words", "choice.against.words", "choice.for.words"], "result.adopted"),
        ("gradients > 1/2", ["choice.endorse.words", "choice.support.words", "choice.mixed.words"], "result.adopted"),
        ("choose Lima; Dakar; Rome", ["Dakar", "Lima", "Dakar"], "result.chosen"),
        ("rank Lima; Dakar; Rome", ["Dakar > Lima", "Rome > Dakar", "Dakar > Rome"], "result.chosen"),
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task Each_method_is_voted_on_in_the_words_of_a_language_and_read_in_it(string language)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Says(teams.General, $"@BotPartner language {language}");
        await slack.Bo.Commands(slack.Partnership, "/partner", $"language {language}");
        await stage.Pass(2);
        var vote = Reading.Words("verb.vote", language).Split('|')[0];
        for (var n = 1; n <= Methods.Length; n++)
        {
            var (method, said, result) = Methods[n - 1];
            await teams.Anna.Says(teams.General, $"@BotPartner decide Proposal {n} | {method} | quorum 60% | closes in 3d");
            await stage.Pass(2);
            var inTeams = teams.Posts(teams.General).First(m => m.Read().Contains($"Proposal {n}", StringComparison.Ordinal));
            var inSlack = slack.Posts(slack.Partnership).First(m => m.Read().Contains($"Proposal {n}", StringComparison.Ordinal));
            await teams.Anna.Says($"{vote} {n} {Typed(said[0], language)}");
            await teams.Elodie.Says($"{vote} {n} {Typed(said[1], language)}");
            await slack.Bo.Commands(slack.Partnership, "/partner", $"{vote} {n} {Typed(said[2], language)}");
            await stage.Pass(2);
            await teams.Anna.Says($"close {n}");
            await stage.Pass(3);
            foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
            {
                Assert.Contains(Reading.Words("decision.turnout", language), card, StringComparison.Ordinal);
                Assert.Contains(Reading.Words(result, language), card, StringComparison.Ordinal);
                Assert.Contains(Reading.Words("working.quorum.met", language), card, StringComparison.Ordinal);
                Assert.True(language == "en" || !card.Contains(Reading.Words("working.quorum.met", "en"), StringComparison.Ordinal), card);
            }
        }

        Assert.Empty(stage.Errors.Lines);
    }

    private static string Typed(string said, string language) => said.EndsWith(".words", StringComparison.Ordinal) ? Reading.Words(said, language).Split('|')[0] : said;
}

public sealed class SpokenOnSqlite() : SpokenStory(Store.Sqlite);

public sealed class SpokenOnCosmos() : SpokenStory(Store.Cosmos);

public sealed class SpokenOnShared() : SpokenStory(Store.Shared);
