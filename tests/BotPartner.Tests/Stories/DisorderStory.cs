namespace BotPartner.Tests.Stories;

/// <summary>Everything may arrive twice and in any order; it comes out as if once and in order.</summary>
public abstract class DisorderStory(Store store)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Twice_and_shuffled_comes_out_as_once_and_in_order(ulong seed)
    {
        // Two processes that each hear it answer each: twice as many answers as the platforms take would wait for a time that stands still.
        var limits = store != Store.Shared;
        await using var stage = await Stage.Set(
            store, o => o with { Seed = seed * 100, RateLimits = limits }, o => o with { Seed = (seed * 100) + 50, RateLimits = limits });
        var (teams, slack) = (stage.Teams, stage.Slack);

        // All that is said and done arrives twice, from the first word on.
        teams.Mischief.Duplicate();
        slack.Mischief.Duplicate();
        await Founded.Wide(stage);
        await stage.Pass(3);
        var codes = teams.Posts(teams.Anna.Chat).Count;
        await teams.Anna.Says(teams.General, "@BotPartner connect");
        await stage.Pass(2);

        // An answer is not owed, and what one process answered another does not know.
        Assert.InRange(teams.Posts(teams.Anna.Chat).Count, codes + 1, codes + stage.Replicas);
        var (inTeams, inSlack) = await Founded.Put(stage);
        var cards = stage.Teams.Posts(teams.General).Count;

        // Votes and changes of votes, half a second apart by the platforms' clocks, delivered in disorder.
        teams.Mischief.Shuffle(int.MaxValue);
        slack.Mischief.Shuffle(int.MaxValue);
        var acts = new List<Task>();
        foreach (var choice in new[] { "Against", "Abstain", "For" })
        {
            foreach (var act in new Func<Task>[]
            {
                () => teams.Anna.Presses(inTeams, choice),
                () => slack.Bo.Presses(inSlack, choice == "For" ? "Against" : "For"),
                () => teams.Elodie.Presses(inTeams, choice),
                () => slack.Dana.Presses(inSlack, choice),
                () => slack.Femi.Presses(inSlack, choice == "For" ? "Abstain" : choice),
            })
            {
                acts.Add(act());
                stage.Time.Advance(TimeSpan.FromMilliseconds(500));
            }
        }

        await Task.WhenAll(teams.Mischief.Release(), slack.Mischief.Release());
        await Task.WhenAll(acts);
        await teams.Mischief.Stop();
        await slack.Mischief.Stop();
        teams.Mischief.Duplicate();
        slack.Mischief.Duplicate();
        await stage.Pass(3);
        Assert.Equal(cards, teams.Posts(teams.General).Count);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Matches("Turnout: 5 of 5|5 / 5 · Turnout", card);
            Assert.Matches("(?m)^For: Ministry of Water, Rivières Vivantes and Ríos Libres$", card);
            Assert.Contains("Against: Dakar City", card, StringComparison.Ordinal);
            Assert.Contains("Abstain: Delta Fishers Council", card, StringComparison.Ordinal);
        }

        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(3);
        foreach (var outcome in new[] { Founded.Outcomes(stage).InTeams, Founded.Outcomes(stage).InSlack })
        {
            Assert.Contains("Adopted.", outcome, StringComparison.Ordinal);
            Assert.Contains("3/4 = 75.0%", outcome, StringComparison.Ordinal);
        }

        await OneOfEach(stage);
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>One partnership, five partners, one decision; one greeting, one founding, one card in each place.</summary>
    private static async Task OneOfEach(Stage stage)
    {
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Mischief.Stop();
        await slack.Mischief.Stop();
        var partners = (await slack.Bo.Commands(slack.Partnership, "/partner", "partners")).Message!.Read();
        Assert.Contains("Partners of Clean Rivers Alliance", partners, StringComparison.Ordinal);
        Assert.Contains("2 of 5", partners, StringComparison.Ordinal);
        var decisions = (await slack.Bo.Commands(slack.Partnership, "/partner", "decisions")).Message!;
        Assert.Equal("Decision 1", Assert.Single(decisions.Buttons, b => b.StartsWith("Decision", StringComparison.Ordinal)));
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("founded the partnership", StringComparison.Ordinal));
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("This is BotPartner", StringComparison.Ordinal));
        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("This is BotPartner", StringComparison.Ordinal));
        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("connected this place", StringComparison.Ordinal));
        Founded.Cards(stage);
    }
}

public sealed class DisorderOnSqlite() : DisorderStory(Store.Sqlite);

public sealed class DisorderOnCosmos() : DisorderStory(Store.Cosmos);

public sealed class DisorderOnShared() : DisorderStory(Store.Shared);
