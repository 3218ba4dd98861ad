using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>A partnership that sits in a Teams channel and in a Slack channel decides together.</summary>
public abstract class OneBallotStory(Store store)
{
    [Fact]
    public async Task Partners_on_both_platforms_vote_on_one_ballot_and_read_one_outcome()
    {
        await using var stage = await Stage.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Founded.Across(stage);

        // Anna puts a proposal in Teams; its card stands in both places.
        await teams.Anna.Says(teams.General, "@BotPartner decide Adopt the charter | majority > 1/2 | quorum 50% | closes in 3d");
        await stage.Pass(2);
        var inTeams = Assert.Single(teams.Messages(teams.General), m => m.PlainText().Contains("Decision 1", StringComparison.Ordinal) && m.Buttons.Contains("For"));
        var inSlack = Assert.Single(slack.Messages(slack.Partnership), m => m.PlainText().Contains("Decision 1", StringComparison.Ordinal) && m.Buttons.Contains("For"));

        // Votes from both sides; each voter is told, both cards follow.
        var answer = await teams.Anna.Presses(inTeams, "For");
        Assert.Equal(200, answer.InnerStatus);
        Assert.Contains("Ministry of Water", answer.PlainText(), StringComparison.Ordinal);
        Assert.Null((await slack.Bo.Presses(inSlack, "Against")).Failed);
        await stage.Pass(2);
        foreach (var card in new[] { inTeams.PlainText(), inSlack.PlainText() })
        {
            Assert.Matches("2 (/|of) 3", card);
            Assert.Contains("Ministry of Water", card, StringComparison.Ordinal);
        }

        // Bo changes to For; the decision is closed early by its proposer.
        await slack.Bo.Presses(inSlack, "For");
        await teams.Anna.Says(teams.General, "@BotPartner close 1");
        await stage.Pass(3);
        foreach (var (card, outcome) in new[] { (inTeams.PlainText(), Outcome(teams.Messages(teams.General))), (inSlack.PlainText(), Outcome(slack.Messages(slack.Partnership))) })
        {
            Assert.Contains("Adopted.", card, StringComparison.Ordinal);
            Assert.Contains("2/2 = 100.0%", card, StringComparison.Ordinal);
            Assert.Contains("Adopted.", outcome, StringComparison.Ordinal);
            Assert.Contains("Quorum met: 2 of 3 partners voted; 2 needed", outcome, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("For", inTeams.Buttons);
        Assert.DoesNotContain("For", inSlack.Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    private static string Outcome(IEnumerable<TeamsMessage> messages) => Assert.Single(messages, m => m.PlainText().Contains("Outcome of decision 1", StringComparison.Ordinal)).PlainText();

    private static string Outcome(IEnumerable<SlackMessage> messages) => Assert.Single(messages, m => m.PlainText().Contains("Outcome of decision 1", StringComparison.Ordinal)).PlainText();
}

public sealed class OneBallotOnSqlite() : OneBallotStory(Store.Sqlite);

public sealed class OneBallotOnCosmos() : OneBallotStory(Store.Cosmos);

public sealed class OneBallotOnShared() : OneBallotStory(Store.Shared);
