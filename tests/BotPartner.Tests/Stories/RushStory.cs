using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>Many vote at once; the cards keep pace, and keep to the pace.</summary>
public abstract class RushStory(Store store)
{
    private static readonly string[] Choices = ["For", "Against", "Abstain"];

    [Fact]
    public async Task Two_hundred_votes_in_five_seconds_cause_at_most_one_edit_a_second_in_each_place()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);

        // Forty waves of five, an eighth of a second apart; the last wave is the one that counts.
        for (var wave = 0; wave < 40; wave++)
        {
            stage.Time.Advance(TimeSpan.FromMilliseconds(125));
            var acts = new List<Task<(int Status, string? Failed)>>
            {
                Press(teams.Anna, inTeams, wave),
                Press(teams.Elodie, inTeams, wave + 1),
                Press(slack.Bo, inSlack, wave + 2),
                Press(slack.Dana, inSlack, wave),
                Press(slack.Femi, inSlack, wave + 1),
            };
            Assert.All(await Task.WhenAll(acts), answer => Assert.Equal((200, null), answer));
            await stage.Settle();
        }

        var lastVote = stage.Time.GetUtcNow();
        for (var i = 0; i < 24; i++)
        {
            stage.Time.Advance(TimeSpan.FromMilliseconds(125));
            await stage.Settle();
        }

        string[] expected =
        [
            Line(inTeams.Read(), Choices[39 % 3], "Ministry of Water", "Ríos Libres"),
            Line(inTeams.Read(), Choices[40 % 3], "Rivières Vivantes", "Delta Fishers Council"),
            Line(inTeams.Read(), Choices[41 % 3], "Dakar City"),
        ];
        Assert.All(expected, line => Assert.Contains(line, inSlack.Read(), StringComparison.Ordinal));

        var (times, slackTimes) = (inTeams.Revisions.Select(r => r.At).ToArray(), inSlack.Revisions.Select(r => r.At).ToArray());
        foreach (var edits in new[] { times, slackTimes })
        {
            Assert.InRange(edits.Length - 1, 4, 8);
            Assert.All(edits.Zip(edits.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), "two edits within a second"));
            Assert.InRange(edits[^1], lastVote.AddSeconds(-1), lastVote.AddSeconds(2));
        }

        Assert.Empty(stage.Errors.Lines);
    }

    private static async Task<(int, string?)> Press(TeamsPerson person, TeamsMessage card, int choice) =>
        ((await person.Presses(card, Choices[choice % 3])).InnerStatus, null);

    private static async Task<(int, string?)> Press(SlackPerson person, SlackMessage card, int choice)
    {
        var answer = await person.Presses(card, Choices[choice % 3]);
        return (answer.Status, answer.Failed);
    }

    /// <summary>The line of the card that names who said this, which must be these.</summary>
    private static string Line(string card, string choice, params string[] partners)
    {
        var line = card.Split('\n').Single(l => l.StartsWith($"{choice}: ", StringComparison.Ordinal) && l.Contains(partners[0], StringComparison.Ordinal));
        Assert.All(partners, p => Assert.Contains(p, line, StringComparison.Ordinal));
        Assert.Equal(partners.Length, line.Split([",", " and "], StringSplitOptions.None).Length);
        return line;
    }
}

public sealed class RushOnSqlite() : RushStory(Store.Sqlite);

public sealed class RushOnCosmos() : RushStory(Store.Cosmos);

public sealed class RushOnShared() : RushStory(Store.Shared);
