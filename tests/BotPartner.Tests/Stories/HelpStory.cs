namespace BotPartner.Tests.Stories;

/// <summary>Help knows who asks and where, on both platforms.</summary>
public abstract class HelpStory(Store store)
{
    [Fact]
    public async Task Each_is_shown_what_works_for_them_there()
    {
        await using var stage = await Stage.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await slack.Bo.Invites(slack.Partnership);
        await stage.Pass(2);
        var before = await Help();
        Assert.Contains("setup NAME", before, StringComparison.Ordinal);
        Assert.Contains("connect CODE", before, StringComparison.Ordinal);
        Assert.DoesNotContain("decide TEXT", before, StringComparison.Ordinal);

        await Founded.Across(stage);
        var after = await Help();
        Assert.Contains("you cast the vote of Dakar City and you answer for Dakar City", after, StringComparison.Ordinal);
        Assert.All(new[] { "decide TEXT", "invite PARTNER", "timezone here", "language en|fr|es" }, t => Assert.Contains(t, after, StringComparison.Ordinal));
        Assert.All(new[] { "setup NAME", "connect", "partner add", "timezone Africa" }, t => Assert.DoesNotContain(t, after, StringComparison.Ordinal));
        Assert.Contains(Reading.Words("guide.stranger", "es"), (await slack.Dana.Commands(slack.Partnership, "/partner", "ayuda")).Message?.Read(), StringComparison.Ordinal);

        await teams.Anna.Says("help");
        await stage.Pass(1);
        var alone = teams.Posts(teams.Anna.Chat)[^1].Read();
        Assert.All(new[] { "you are one of its stewards", "partner add NAME", Reading.Words("help.settings", "en") }, t => Assert.Contains(t, alone, StringComparison.Ordinal));
        Assert.All(new[] { "setup NAME", "language en|fr|es" }, t => Assert.DoesNotContain(t, alone, StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);

        async Task<string> Help() => (await slack.Bo.Commands(slack.Partnership, "/partner", "help")).Message!.Read();
    }
}

public sealed class HelpOnSqlite() : HelpStory(Store.Sqlite);

public sealed class HelpOnCosmos() : HelpStory(Store.Cosmos);

public sealed class HelpOnShared() : HelpStory(Store.Shared);
