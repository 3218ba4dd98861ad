using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Stories;

/// <summary>Taking back, giving longer, saying what was agreed and coming back to it.</summary>
public abstract class EndingsStory(Store store)
{
    [Fact]
    public async Task A_decision_is_withdrawn_with_its_reason_and_takes_no_vote_after_that()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await teams.Anna.Presses(inTeams, "For");
        await stage.Pass(2);

        await teams.Elodie.Says("retirer 1 trop tôt");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("refusal.not-yours", "fr"), teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        var done = await slack.Bo.Commands(slack.Partnership, "/partner", "withdraw 1 The charter is not ready.");
        Assert.Contains(Reading.Words("withdraw.done", "en"), done.Message?.Read(), StringComparison.Ordinal);
        await stage.Pass(3);
        foreach (var card in new[] { Founded.Cards(stage).InTeams.Read(), Founded.Cards(stage).InSlack.Read() })
        {
            Assert.Contains("Withdrawn by Bo Lind", card, StringComparison.Ordinal);
            Assert.Contains("The charter is not ready.", card, StringComparison.Ordinal);
        }

        Assert.Empty(inTeams.Buttons);
        Assert.Empty(inSlack.Buttons);
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Decision 1 was withdrawn", StringComparison.Ordinal));
        Assert.Contains(Reading.Words("refusal.withdrawn", "en"), (await teams.Anna.PressesAsPosted(inTeams, "Against")).Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.withdrawn", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1 for")).Message?.Read(), StringComparison.Ordinal);

        // What is over stays over, and no outcome is published at the time it would have closed.
        foreach (var words in new[] { "withdraw 1", "close 1", "extend 1 3d", "outcome 1 Well." })
        {
            Assert.Contains(Reading.Words("refusal.withdrawn", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", words)).Message?.Read(), StringComparison.Ordinal);
        }

        await stage.Jump(TimeSpan.FromDays(4));
        await stage.Restart();
        await stage.Pass(2);
        Assert.DoesNotContain(teams.Posts(teams.General), m => m.Read().Contains("Outcome of decision", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_decision_is_withdrawn_by_form_and_the_reason_may_be_left_out()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (_, inSlack) = await Founded.Put(stage);

        // Anna did not put it, but is a steward.
        await teams.Anna.Says("decision 1");
        await stage.Pass(1);
        await teams.Anna.Presses(teams.Posts(teams.Anna.Chat)[^1], "Manage this decision…");
        await stage.Pass(1);
        var dialog = await teams.Anna.Presses(teams.Posts(teams.Anna.Chat)[^1], "Withdraw…");
        Assert.Equal("Withdraw decision 1", dialog.Dialog?.Title);
        await teams.Anna.Submits(dialog.Dialog!);
        await stage.Pass(3);
        Assert.Contains("Withdrawn by Anna Berg", inSlack.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_decision_is_given_longer_and_closes_then()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var put = stage.Time.GetUtcNow();
        var (inTeams, inSlack) = await Founded.Put(stage);

        await slack.Bo.Commands(slack.Partnership, "/partner", "extend 1 2d");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Saturday 7 March 2026", card, StringComparison.Ordinal);
            Assert.Contains("extended by Bo Lind; before, Thursday 5 March 2026", card, StringComparison.Ordinal);
        }

        // Only later, and only as people can mean it; what was typed stays.
        await slack.Bo.Commands(slack.Partnership, "/partner", "extend 1 2026-03-06 9:00");
        Assert.Contains(Reading.Words("refusal.extend-earlier", "en"), slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        Assert.Contains("2026-03-06 9:00", slack.Bo.Modal?.View.ToJsonString(), StringComparison.Ordinal);
        var again = await slack.Bo.Submits(new Dictionary<string, string> { ["until"] = "when it suits" });
        Assert.Contains("when it suits", Assert.Single(again.Errors).Value, StringComparison.Ordinal);
        await slack.Bo.Submits(new Dictionary<string, string> { ["until"] = "monday 17:00" });
        await stage.Pass(3);
        Assert.Contains("Monday 9 March 2026, 17:00", inTeams.Read(), StringComparison.Ordinal);

        await stage.Jump(put.AddDays(6) - stage.Time.GetUtcNow());
        Assert.Contains("For", inTeams.Buttons);
        await stage.Restart();
        await stage.Jump(TimeSpan.FromDays(2));
        await stage.Pass(3);
        Assert.Contains("Not adopted", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.already-closed", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "extend 1 3d")).Message?.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task What_was_agreed_is_stated_and_looked_at_again_once_on_its_day()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);
        await teams.Anna.Presses(inTeams, "For");
        await slack.Bo.Presses(inSlack, "For");
        await stage.Pass(2);
        Assert.Contains(Reading.Words("refusal.outcome-open", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "outcome 1 Too early")).Message?.Read(), StringComparison.Ordinal);
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(3);

        // By the button on the card; a slip in the text loses nothing.
        await slack.Bo.Presses(inSlack, "State the outcome…");
        await stage.Settle();
        Assert.Equal("Outcome, decision 1", slack.Bo.Modal?.Title);
        await slack.Bo.Submits(new Dictionary<string, string> { ["text"] = "The ministry signs in April.", ["review"] = "6m" });
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("The ministry signs in April.", card, StringComparison.Ordinal);
            Assert.Contains("To be reviewed: 2026-09-02", card, StringComparison.Ordinal);
        }

        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("What was agreed in decision 1", StringComparison.Ordinal));

        // Stated anew by words: the same message changes.
        await slack.Bo.Commands(slack.Partnership, "/partner", "outcome 1 The ministry signs in May. | review 2026-03-20");
        await stage.Pass(3);
        Assert.Contains("signs in May", Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("What was agreed in decision 1", StringComparison.Ordinal)).Read(), StringComparison.Ordinal);
        Assert.Contains("signs in May", inTeams.Read(), StringComparison.Ordinal);

        // Not in the night of that day, but at nine; once, also over a restart.
        // Day by day: the store sweeps every so often, and shall not have weeks of sweeping to do at once.
        while (stage.Time.GetUtcNow().Day < 19)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        stage.Time.SetUtcNow(new DateTimeOffset(2026, 3, 20, 7, 30, 0, TimeSpan.Zero));
        await stage.Pass(1);
        Assert.Empty(Reviews());
        stage.Time.SetUtcNow(new DateTimeOffset(2026, 3, 20, 9, 30, 0, TimeSpan.Zero));
        await stage.Pass(2);
        await stage.Restart();
        await stage.Jump(TimeSpan.FromDays(3));
        await stage.Pass(2);
        Assert.Contains("signs in May", Assert.Single(Reviews()).Read(), StringComparison.Ordinal);
        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Time to review decision 1", StringComparison.Ordinal));
        Assert.Empty(stage.Errors.Lines);

        IEnumerable<SlackMessage> Reviews() => slack.Posts(slack.Partnership).Where(m => m.Read().Contains("Time to review decision 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("outcome 1 Signed. | review yesterday", "Signed. ")]
    [InlineData("outcome 1 Signed. | review 2026-03-01", "Signed.")]
    public async Task A_review_day_that_cannot_be_is_asked_for_again_and_the_words_stay(string typed, string kept)
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var slack = stage.Slack;
        await Founded.Put(stage);
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(2);
        await slack.Bo.Commands(slack.Partnership, "/partner", typed);
        Assert.Equal("Outcome, decision 1", slack.Bo.Modal?.Title);
        Assert.Contains(kept.Trim(), slack.Bo.Modal?.View.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class EndingsOnSqlite() : EndingsStory(Store.Sqlite);

public sealed class EndingsOnCosmos() : EndingsStory(Store.Cosmos);

public sealed class EndingsOnShared() : EndingsStory(Store.Shared);
