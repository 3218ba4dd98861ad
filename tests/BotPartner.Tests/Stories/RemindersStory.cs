namespace BotPartner.Tests.Stories;

/// <summary>Delegates whose partner has not voted are reminded: at half time and on the last day, by day where they are, and nobody else.</summary>
public abstract class RemindersStory(Store store)
{
    private const string Charter = "Adopt the charter | majority > 1/2 | quorum 50% | closes in 6d";

    [Fact]
    public async Task Only_those_who_have_not_voted_are_reminded_twice_at_decent_hours_wherever_they_chat()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var put = stage.Time.GetUtcNow();
        var (inTeams, inSlack) = await Founded.Put(stage, Charter);
        await teams.Anna.Presses(inTeams, "For");
        await stage.Pass(2);
        var (before, annas) = ((Elodies(), Bos()), teams.Posts(teams.Anna.Chat).Count);
        Assert.Equal((0, 0), before);

        var heard = new Dictionary<string, List<DateTimeOffset>> { ["elodie"] = [], ["bo"] = [] };
        for (var hour = 0; hour < 6 * 24; hour++)
        {
            var (e, b) = (Elodies(), Bos());
            await stage.Jump(TimeSpan.FromHours(1));
            if (hour % 17 == 5)
            {
                await stage.Restart();
                await stage.Settle();
            }

            heard["elodie"].AddRange(Enumerable.Repeat(stage.Time.GetUtcNow(), Elodies() - e));
            heard["bo"].AddRange(Enumerable.Repeat(stage.Time.GetUtcNow(), Bos() - b));
            if (hour == 80)
            {
                // Bo votes after the first reminder: the second is not for him.
                await slack.Bo.Presses(inSlack, "Against");
            }
        }

        Assert.Equal(2, heard["elodie"].Count);
        Assert.Single(heard["bo"]);
        Assert.Equal(annas, teams.Posts(teams.Anna.Chat).Count);
        foreach (var (who, zone) in new[] { ("elodie", teams.Elodie.Account.TimeZone), ("bo", slack.Bo.Account.TimeZone) })
        {
            Assert.All(heard[who], at => Assert.InRange(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour, 9, 17));
            Assert.True(heard[who][0] >= put.AddDays(3));
            Assert.True(heard[who][0] < put.AddDays(4));
        }

        Assert.True(heard["elodie"][1] >= put.AddDays(5));
        Assert.True(heard["elodie"][1] < put.AddDays(6));
        Assert.Empty(stage.Errors.Lines);

        int Elodies() => teams.Posts(teams.Elodie.Chat).Count(m => m.Read().Contains(Reading.Words("reminder.title", "fr"), StringComparison.Ordinal));
        int Bos() => slack.Posts(slack.Bo.Direct).Count(m => m.Read().Contains("waits for your vote", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_says_why_it_comes_takes_the_vote_and_turns_itself_off()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (_, inSlack) = await Founded.Put(stage, Charter);
        await stage.Jump(TimeSpan.FromDays(3) + TimeSpan.FromHours(2));
        await stage.Pass(2);
        var reminder = slack.Posts(slack.Bo.Direct)[^1];
        Assert.Contains("because you cast your partner’s vote in the partnership Clean Rivers Alliance", reminder.Read(), StringComparison.Ordinal);
        Assert.Contains("reminders off", reminder.Read(), StringComparison.Ordinal);
        await slack.Bo.Presses(reminder, "For");
        await slack.Bo.Presses(reminder, "No more reminders");
        await stage.Pass(2);
        Assert.Contains(slack.Messages(slack.Bo.Direct).Concat(slack.Ephemerals(slack.Bo.Direct, slack.Bo)), m => m.Read().Contains(Reading.Words("reminders.off", "en"), StringComparison.Ordinal));
        Assert.Contains("For: Dakar City", inSlack.Read(), StringComparison.Ordinal);

        // Élodie says it in words, in her language; another decision reminds neither of them, but Anna.
        await teams.Elodie.Says("rappels non");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("reminders.off", "fr"), teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        var (elodies, bos) = (teams.Posts(teams.Elodie.Chat).Count, slack.Posts(slack.Bo.Direct).Count);
        await teams.Anna.Says("decide Another one | closes in 6d");
        await stage.Pass(2);
        await stage.Jump(TimeSpan.FromDays(3) + TimeSpan.FromHours(2));
        await stage.Pass(2);
        Assert.Equal((elodies, bos), (teams.Posts(teams.Elodie.Chat).Count, slack.Posts(slack.Bo.Direct).Count));
        Assert.Contains("Decision 2 waits for your vote", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);

        await slack.Bo.Commands(slack.Partnership, "/partner", "reminders on");
        await stage.Jump(TimeSpan.FromDays(2));
        await stage.Pass(2);
        Assert.Contains("Decision 2 waits for your vote", slack.Posts(slack.Bo.Direct)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Theory]
    [InlineData("close 1")]
    [InlineData("withdraw 1")]
    [InlineData("amend 1 Another text | closes in 1h")]
    public async Task Nobody_is_reminded_of_what_is_over(string words)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Founded.Put(stage, Charter);
        await slack.Bo.Commands(slack.Partnership, "/partner", words);
        await stage.Pass(2);
        for (var day = 0; day < 7; day++)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        Assert.DoesNotContain(slack.Posts(slack.Bo.Direct), m => m.Read().Contains("waits for your vote", StringComparison.Ordinal));
        Assert.DoesNotContain(teams.Posts(teams.Anna.Chat), m => m.Read().Contains("waits for your vote", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class RemindersOnSqlite() : RemindersStory(Store.Sqlite);

public sealed class RemindersOnCosmos() : RemindersStory(Store.Cosmos);

public sealed class RemindersOnShared() : RemindersStory(Store.Shared);
