using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>An objection leads to a better text, and that to a new round.</summary>
public abstract class RoundsStory(Store store)
{
    private const string Dam = "Build the dam | consent | quorum 60% | closes in 3d";
    private const string Fish = "No fish can pass.";

    [Fact]
    public async Task A_running_decision_is_amended_and_everybody_votes_afresh()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, Dam);
        await teams.Anna.Presses(inTeams, "Consent");
        await stage.Pass(2);

        var amended = await slack.Bo.Commands(slack.Partnership, "/partner", "amend 1 Build the dam with a fish ladder | closes in 2d");
        Assert.Null(amended.Failed);
        await stage.Pass(3);
        foreach (var card in new[] { Founded.Cards(stage).InTeams.Read(), Founded.Cards(stage).InSlack.Read() })
        {
            Assert.Contains("Build the dam with a fish ladder", card, StringComparison.Ordinal);
            Assert.Contains("Round 1: ", card, StringComparison.Ordinal);
            Assert.Contains("1 of 3 partners voted", card, StringComparison.Ordinal);
            Assert.Matches("Turnout: 0 of 3|0 / 3 · Turnout", card);
        }

        Assert.Single(teams.Posts(teams.General), m => m.Read().Contains("Decision 1: round 2", StringComparison.Ordinal));
        Assert.Single(slack.Posts(slack.Partnership), m => m.Read().Contains("Decision 1: round 2", StringComparison.Ordinal));

        // Their clients still show the card of the first round: what it says does not land in the second.
        var stale = await teams.Elodie.PressesAsPosted(inTeams, "Consent");
        await stage.Pass(2);
        Assert.Contains(Reading.Words("refusal.older-round", "fr"), stale.Read() + teams.Posts(teams.General)[^1].Read(), StringComparison.Ordinal);
        Assert.Equal(200, (await slack.Bo.PressesAsPosted(slack, inSlack, "Consent")).Status);
        Assert.Contains(Reading.Words("refusal.older-round", "en"), await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        Assert.Matches("Turnout: 0 of 3", inSlack.Read());

        await teams.Anna.Presses(inTeams, "Consent");
        await slack.Bo.Presses(inSlack, "Consent");
        await stage.Pass(2);
        await stage.Jump(TimeSpan.FromDays(2));
        await stage.Pass(3);
        Assert.Contains("Adopted.", inTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("Build the dam with a fish ladder", Founded.Outcomes(stage).InSlack, StringComparison.Ordinal);

        // The round before can be read in full.
        await slack.Bo.Presses(inSlack, "Show the round before");
        var past = await Founded.Heard(stage, slack.Bo);
        Assert.Contains("Decision 1, round 1", past, StringComparison.Ordinal);
        Assert.DoesNotContain("fish ladder", past, StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Those_who_objected_are_asked_first_and_the_round_opens_when_they_have_answered()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, _) = await Objected(stage);
        await Amends(stage, "Build the dam with a fish ladder");

        foreach (var card in new[] { Founded.Cards(stage).InTeams.Read(), Founded.Cards(stage).InSlack.Read() })
        {
            Assert.Contains("Amended: round 2 is being prepared", card, StringComparison.Ordinal);
            Assert.Contains("Rivières Vivantes", card, StringComparison.Ordinal);
        }

        var question = teams.Posts(teams.Elodie.Chat)[^1];
        Assert.Contains(Reading.Words("concern.why", "fr"), question.Read(), StringComparison.Ordinal);
        Assert.Contains(Fish, question.Read(), StringComparison.Ordinal);
        Assert.Contains("fish ladder", question.Read(), StringComparison.Ordinal);

        // Nobody votes meanwhile.
        var early = await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1 consent");
        Assert.Contains(Reading.Words("refusal.being-amended", "en"), early.Message?.Read(), StringComparison.Ordinal);

        var dialog = await teams.Elodie.Presses(question, "Répondre avec un mot…");
        await teams.Elodie.Submits(dialog.Dialog!, With(("answer", "yes"), ("words", "Merci pour les poissons.")));
        await stage.Pass(3);
        Assert.Contains("Rivières Vivantes: this meets the concern. “Merci pour les poissons.”", slack.Posts(slack.Bo.Direct)[^1].Read(), StringComparison.Ordinal);
        foreach (var card in new[] { Founded.Cards(stage).InTeams.Read(), Founded.Cards(stage).InSlack.Read() })
        {
            Assert.Contains("Concern met: Rivières Vivantes", card, StringComparison.Ordinal);
            Assert.Matches("Turnout: 0 of 3|0 / 3 · Turnout", card);
        }

        // The question is over; its buttons are gone, and an old client is told so.
        Assert.Contains(Reading.Words("concern.over", "fr"), question.Read(), StringComparison.Ordinal);
        var late = await teams.Elodie.PressesAsPosted(question, "Pas encore");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("refusal.concern-late", "fr"), late.Read() + teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        await teams.Elodie.Presses(inTeams, "Consent");
        await stage.Pass(2);
        Assert.Contains("Consent: Rivières Vivantes", Founded.Cards(stage).InSlack.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Without_an_answer_the_round_opens_after_a_day_also_over_a_restart()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        await Objected(stage);
        await Amends(stage, "Build the dam with a fish ladder");
        await stage.Restart();
        await stage.Jump(TimeSpan.FromHours(23));
        Assert.Contains("round 2 is being prepared", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        await stage.Stop();
        stage.Time.Advance(TimeSpan.FromHours(2));
        await stage.Start();
        await stage.Pass(3);
        Assert.Contains("Did not answer: Rivières Vivantes", Founded.Cards(stage).InSlack.Read(), StringComparison.Ordinal);
        Assert.Contains("Consent", Founded.Cards(stage).InTeams.Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Not_yet_leads_to_another_draft_and_the_proposer_need_not_wait()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Objected(stage);
        await slack.Bo.Commands(slack.Partnership, "/partner", "amend 1");
        Assert.Equal("Amend decision 1", slack.Bo.Modal?.Title);
        await slack.Bo.Submits(With(("text", "Build half a dam")));
        await stage.Pass(3);
        var first = teams.Posts(teams.Elodie.Chat)[^1];

        // Two partners would be waited for; one of them answers, the other draft asks it again.
        await slack.Bo.Commands(slack.Partnership, "/partner", "amend 1 Build a quarter of a dam");
        await stage.Pass(3);
        var second = teams.Posts(teams.Elodie.Chat)[^1];
        Assert.NotSame(first, second);
        Assert.Contains("Build a quarter of a dam", second.Read(), StringComparison.Ordinal);
        var older = await teams.Elodie.Presses(first, "Pas encore");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("refusal.concern-draft", "fr"), older.Read() + teams.Posts(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);

        // Somebody who did not put it does not open it.
        var not = await slack.Bo.Commands(slack.Partnership, "/partner", "decision 1");
        Assert.Contains("Manage this decision…", not.Message!.Buttons);
        await slack.Bo.Presses(not.Message, "Manage this decision…");
        await stage.Settle();
        await slack.Bo.Presses(slack.Ephemerals(slack.Partnership, slack.Bo)[^1], "Open the round now");
        await stage.Pass(3);
        Assert.Contains("Did not answer: Rivières Vivantes", Founded.Cards(stage).InSlack.Read(), StringComparison.Ordinal);
        Assert.Contains("Build a quarter of a dam", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_decision_that_closed_with_an_objection_is_reopened_by_its_proposer_and_by_nobody_else()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Objected(stage);
        await stage.Jump(TimeSpan.FromDays(3));
        await stage.Pass(3);
        Assert.Contains("Not adopted: an objection stands.", inTeams.Read(), StringComparison.Ordinal);

        await teams.Elodie.Says(teams.General, "@BotPartner amender 1 Pas de barrage");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("refusal.not-yours", "fr"), teams.Posts(teams.General)[^1].Read(), StringComparison.Ordinal);

        await slack.Bo.Presses(inSlack, "Amend…");
        await stage.Settle();
        await slack.Bo.Submits(With(("text", "Build the dam with a fish ladder"), ("closes", "P1D")));
        await stage.Pass(3);
        await teams.Elodie.Presses(teams.Posts(teams.Elodie.Chat)[^1], "Cela répond au souci");
        await stage.Pass(3);
        Assert.Contains("Consent", inTeams.Buttons);
        await teams.Elodie.Presses(inTeams, "Consent");
        await slack.Bo.Presses(inSlack, "Consent");
        await stage.Jump(TimeSpan.FromDays(1));
        await stage.Pass(3);
        Assert.Contains("Adopted.", inSlack.Read(), StringComparison.Ordinal);
        Assert.Equal(2, teams.Posts(teams.General).Count(m => m.Read().Contains("Outcome of decision 1", StringComparison.Ordinal)));

        // What was adopted stays; the words that were typed lead on.
        await slack.Bo.Commands(slack.Partnership, "/partner", "amend 1 Build two dams");
        Assert.Contains("Build two dams", slack.Bo.Modal?.View.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.amend-adopted", "en"), slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    private static async Task<(TeamsMessage InTeams, SlackMessage InSlack)> Objected(Stage stage)
    {
        var cards = await Founded.Put(stage, Dam);
        await stage.Teams.Anna.Presses(cards.InTeams, "Consent");
        var dialog = await stage.Teams.Elodie.Presses(cards.InTeams, "Object…");
        await stage.Teams.Elodie.Submits(dialog.Dialog!, With(("reason", Fish)));
        await stage.Pass(2);
        return cards;
    }

    private static async Task Amends(Stage stage, string text)
    {
        var answer = await stage.Slack.Bo.Commands(stage.Slack.Partnership, "/partner", $"amend 1 {text}");
        Assert.Contains(Reading.Words("amend.asking", "en"), answer.Message?.Read(), StringComparison.Ordinal);
        await stage.Pass(3);
    }

    private static Dictionary<string, string> With(params (string Field, string Value)[] filled) => filled.ToDictionary(f => f.Field, f => f.Value);
}

public sealed class RoundsOnSqlite() : RoundsStory(Store.Sqlite);

public sealed class RoundsOnCosmos() : RoundsStory(Store.Cosmos);

public sealed class RoundsOnShared() : RoundsStory(Store.Shared);
