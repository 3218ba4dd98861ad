namespace BotPartner.Tests.Stories;

/// <summary>A place has its language, a person theirs.</summary>
public abstract class LanguageStory(Store store)
{
    [Fact]
    public async Task Each_person_is_answered_in_their_own_language()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);

        Assert.Contains(Reading.Words("ballot.recorded", "fr"), (await teams.Elodie.Presses(inTeams, "Against")).Read(), StringComparison.Ordinal);
        await slack.Dana.Presses(inSlack, "Against");
        Assert.Contains(Reading.Words("ballot.recorded", "es"), await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);
        Assert.Contains("Alianza", (await slack.Dana.Commands(slack.Partnership, "/partner", "ayuda")).Message?.Read(), StringComparison.OrdinalIgnoreCase);
        await teams.Elodie.Says("décisions");
        await stage.Pass(1);
        Assert.Contains("Décision 1", teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);

        // What members wrote is not translated, and the card speaks the language of the place.
        await stage.Pass(2);
        Assert.Contains("Against: Rivières Vivantes and Ríos Libres", inSlack.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task What_is_sent_to_a_person_unasked_is_in_their_language_too()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        Assert.Contains("Rivières Vivantes", teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("admitted.delegate", "fr"), teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains("Ríos Libres", slack.Posts(slack.Dana.Direct)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("admitted.delegate", "es"), slack.Posts(slack.Dana.Direct)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("admitted.delegate", "en"), slack.Posts(slack.Femi.Direct)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_place_reads_in_the_language_that_was_set_for_it()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Elodie.Says(teams.General, "@BotPartner langue fr");
        await stage.Pass(1);
        await teams.Anna.Says(teams.General, "@BotPartner language fr");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("language.done", "fr"), teams.Posts(teams.General)[^1].Read(), StringComparison.Ordinal);

        await slack.Bo.Commands(slack.Partnership, "/partner", $"decide {Founded.Charter}");
        await stage.Pass(2);
        var inTeams = Assert.Single(teams.Posts(teams.General), m => m.Read().StartsWith("Décision 1\n", StringComparison.Ordinal));
        var inSlack = Assert.Single(slack.Posts(slack.Partnership), m => m.Read().StartsWith("Decision 1\n", StringComparison.Ordinal));
        await teams.Anna.Presses(inTeams, "Pour");
        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        Assert.Contains("Adoptée.", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("Adopted.", inSlack.Read(), StringComparison.Ordinal);
        Assert.Contains("Adopt the charter", inTeams.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class LanguageOnSqlite() : LanguageStory(Store.Sqlite);

public sealed class LanguageOnCosmos() : LanguageStory(Store.Cosmos);

public sealed class LanguageOnShared() : LanguageStory(Store.Shared);
