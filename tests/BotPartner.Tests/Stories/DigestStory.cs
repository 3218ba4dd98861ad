namespace BotPartner.Tests.Stories;

/// <summary>Once a week each place reads where the partnership stands: in its language, at its hour, exactly once.</summary>
public abstract class DigestStory(Store store)
{
    private static readonly string[] Marks =
    [
        "This comes each week", "Ce résumé arrive chaque semaine", "Este resumen llega cada", "A quiet week in", "Une semaine calme dans", "Una semana tranquila en",
    ];

    [Fact]
    public async Task Each_place_has_it_once_in_its_language_at_nine_by_its_own_clock()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var corner = slack.AddChannel("rincon", slack.Dana, slack.Bo);
        await slack.Dana.Invites(corner);
        await stage.Pass(2);
        await slack.Dana.Commands(corner, "/partner", $"connect {await Founded.ConnectCode(stage)}");
        await stage.Pass(2);
        await slack.Dana.Commands(corner, "/partner", "timezone here America/Bogota");
        await slack.Dana.Commands(corner, "/partner", "idioma español");
        await slack.Bo.Commands(slack.Partnership, "/partner", "timezone here Asia/Kathmandu");
        await slack.Bo.Commands(slack.Partnership, "/partner", "language en");
        await teams.Anna.Says(teams.General, "@BotPartner timezone here Europe/Paris");
        await teams.Anna.Says(teams.General, "@BotPartner langue français");
        await stage.Pass(2);
        await To(stage, Utc(3, 2, 13, 59));
        Assert.Equal((0, 0, 0), Count());

        // In Bogotá it is nine now: what happened since the place was connected.
        await To(stage, Utc(3, 2, 14, 0));
        Assert.Equal((0, 0, 1), Count());
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide Adopt the charter | majority > 1/2 | quorum 50% | closes in 10d");
        await stage.Pass(2);
        var voted = Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Adopt the charter", StringComparison.Ordinal) && m.Buttons.Contains("Pour"));
        await teams.Anna.Presses(voted, "Pour");
        await stage.Pass(2);

        await To(stage, Utc(3, 9, 3, 14));
        Assert.Equal((0, 0, 1), Count());
        await To(stage, Utc(3, 9, 3, 15));
        Assert.Equal((0, 1, 1), Count());
        await stage.Restart();
        await stage.Pass(2);
        await To(stage, Utc(3, 9, 8, 0));
        Assert.Equal((1, 1, 1), Count());
        await To(stage, Utc(3, 9, 14, 0));
        await stage.Pass(2);
        Assert.Equal((1, 1, 2), Count());

        var english = Digests(slack.Posts(slack.Partnership).Select(m => m.Read())).Single();
        Assert.Contains("Clean Rivers Alliance: the week of 2 March", english, StringComparison.Ordinal);
        Assert.Contains("1 decision open", english, StringComparison.Ordinal);
        Assert.Contains("2 new partners", english, StringComparison.Ordinal);
        Assert.Contains("1: still to vote: Dakar City, Delta Fishers Council", english, StringComparison.Ordinal);
        Assert.Contains("Thursday 12 March: Decision 1 closes: Adopt the charter", english, StringComparison.Ordinal);
        Assert.Contains("Monday 09:00 (Asia/Kathmandu)", english, StringComparison.Ordinal);
        Assert.All(new[] { "Anna", "Bo ", "Élodie", "Femi" }, name => Assert.DoesNotContain(name, english, StringComparison.Ordinal));
        var french = Digests(teams.Posts(teams.General).Select(m => m.Read())).Single();
        Assert.Contains("la semaine du 2 mars", french, StringComparison.Ordinal);
        Assert.Contains("1 décision ouverte", french, StringComparison.Ordinal);
        Assert.Contains("jeudi 12 mars", french, StringComparison.Ordinal);
        Assert.Contains("la semana del 2 de marzo", Digests(slack.Posts(corner).Select(m => m.Read())).Last(), StringComparison.Ordinal);

        // The decision is over, then nothing is; in Paris the clocks change on the 29th.
        await To(stage, Utc(3, 12, 14, 1));
        foreach (var (day, said) in new[] { (16, "1 decision closed"), (23, "A quiet week in Clean Rivers Alliance: nothing is waiting for you.") })
        {
            await To(stage, Utc(3, day, 3, 15));
            await To(stage, Utc(3, day, 8, 0));
            await To(stage, Utc(3, day, 14, 0));
            Assert.Contains(said, Digests(slack.Posts(slack.Partnership).Select(m => m.Read())).Last(), StringComparison.Ordinal);
        }

        Assert.Equal((3, 3, 4), Count());
        await To(stage, Utc(3, 30, 3, 15));
        await To(stage, Utc(3, 30, 6, 59));
        Assert.Equal(3, Count().Teams);
        await To(stage, Utc(3, 30, 7, 0));
        Assert.Equal(4, Count().Teams);
        Assert.Empty(stage.Errors.Lines);

        (int Teams, int Slack, int Corner) Count() => (
            Digests(teams.Posts(teams.General).Select(m => m.Read())).Count,
            Digests(slack.Posts(slack.Partnership).Select(m => m.Read())).Count,
            Digests(slack.Posts(corner).Select(m => m.Read())).Count);
    }

    [Fact]
    public async Task After_an_outage_it_comes_late_and_once_and_each_place_says_when_or_that_it_should_not()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Says(teams.General, "@BotPartner timezone here Europe/Paris");
        await slack.Bo.Commands(slack.Partnership, "/partner", "timezone here Africa/Dakar");
        await slack.Bo.Commands(slack.Partnership, "/partner", "digest fri 17.30");
        Assert.Contains("Friday 17:30", await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        Assert.Contains("Friday 6 March 2026", await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        await slack.Femi.Commands(slack.Partnership, "/partner", "digest off");
        Assert.Contains(Reading.Words("refusal.place", "en"), await Founded.Heard(stage, slack.Femi), StringComparison.Ordinal);
        await To(stage, Utc(3, 6, 17, 31));
        Assert.Equal((0, 1), Count());

        // Down from before Monday until Tuesday.
        await stage.Stop();
        stage.Time.Advance(Utc(3, 10, 10, 0) - stage.Time.GetUtcNow());
        await stage.Start();
        await stage.Pass(2);
        Assert.Equal((1, 1), Count());
        await To(stage, Utc(3, 13, 17, 31));
        Assert.Equal((1, 2), Count());
        await To(stage, Utc(3, 16, 7, 59));
        Assert.Equal((1, 2), Count());
        await To(stage, Utc(3, 16, 8, 0));
        Assert.Equal((2, 2), Count());

        // By the form, and off.
        await slack.Bo.Commands(slack.Partnership, "/partner", "digest");
        var shown = slack.Ephemerals(slack.Partnership, slack.Bo)[^1];
        Assert.Contains("A quiet week in", shown.Read(), StringComparison.Ordinal);
        await slack.Bo.Presses(shown, "When it comes…");
        await slack.Bo.Submits(new Dictionary<string, string> { ["day"] = "4", ["time"] = "8.15" });
        await To(stage, Utc(3, 19, 8, 15));
        Assert.Equal((2, 3), Count());
        await slack.Bo.Commands(slack.Partnership, "/partner", "digest off");
        await To(stage, Utc(3, 23, 8, 0));
        await To(stage, Utc(3, 26, 9, 0));
        Assert.Equal((3, 3), Count());
        await slack.Bo.Commands(slack.Partnership, "/partner", "digest on");
        await To(stage, Utc(4, 2, 8, 15));
        Assert.Equal((4, 4), Count());
        Assert.Empty(stage.Errors.Lines);

        (int Teams, int Slack) Count() => (
            Digests(teams.Posts(teams.General).Select(m => m.Read())).Count, Digests(slack.Posts(slack.Partnership).Select(m => m.Read())).Count);
    }

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

    private static async Task To(Stage stage, DateTimeOffset then)
    {
        await stage.Settle();
        await stage.Jump(then - stage.Time.GetUtcNow());
        await stage.Pass(1);
    }

    private static List<string> Digests(IEnumerable<string> messages) => [.. messages.Where(m => Array.Exists(Marks, x => m.Contains(x, StringComparison.Ordinal)))];
}

public sealed class DigestOnSqlite() : DigestStory(Store.Sqlite);

public sealed class DigestOnCosmos() : DigestStory(Store.Cosmos);

public sealed class DigestOnShared() : DigestStory(Store.Shared);
