using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>Each method from the proposal to the closing card, with ballots from both platforms and in three languages.</summary>
public abstract class MethodsStory(Store store)
{
    private const string Cities = "Lima; São Paulo; Dakar; Rome";

    [Fact]
    public async Task One_option_is_chosen_by_buttons_and_by_words()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, $"Where do we meet | choose {Cities} | quorum 60% in each constituency | closes in 3d");
        Assert.Equal(["Lima", "São Paulo", "Dakar", "Rome", "Abstain", "Vote with a reason…"], inTeams.Buttons);

        await teams.Anna.Presses(inTeams, "Dakar");
        await teams.Elodie.Says("voter 1 sao paulo: plus près");
        await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1 3 by train");
        await stage.Pass(2);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Choose one of 4 options", card, StringComparison.Ordinal);
            Assert.Contains("and at least one vote from each constituency", card, StringComparison.Ordinal);
            Assert.Contains("3. Dakar", card, StringComparison.Ordinal);
            Assert.Contains("plus près", card, StringComparison.Ordinal);
            Assert.Contains("Rivières Vivantes: São Paulo", card, StringComparison.Ordinal);
        }

        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Decided: Dakar.", card, StringComparison.Ordinal);
            Assert.Contains("Most votes: Dakar, 2 of 3 voting; abstentions 0.", card, StringComparison.Ordinal);
            Assert.Contains("A vote from each constituency was needed, and came: civil society 1 of 1 and government 2 of 2.", card, StringComparison.Ordinal);
        }

        Assert.Contains("Decided: Dakar.", Founded.Outcomes(stage).InSlack, StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Several_options_are_approved_of_by_form_and_a_tie_is_said_as_one()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, $"Which sites | choose {Cities} approve 2 | quorum 60% | closes in 3d");
        Assert.Equal(["Vote…", "Abstain"], inTeams.Buttons);

        // Too many lose nothing: the form stays, with what was ticked.
        await slack.Bo.Presses(inSlack, "Vote…");
        var many = await slack.Bo.Submits(With(("several", "1|2|3"), ("reason", "all near")));
        Assert.Equal("Choose at most 2 options.", Assert.Single(many.Errors).Value);
        await slack.Bo.Submits(With(("several", "1|3"), ("reason", "both near")));
        Assert.Contains("Recorded for Dakar City on decision 1: Lima and Dakar", slack.Bo.Modal?.Read(), StringComparison.Ordinal);

        var dialog = await teams.Anna.Presses(inTeams, "Vote…");
        var again = await teams.Anna.Submits(dialog.Dialog!, With(("several", "1,2,4")));
        Assert.Contains("Choose at most 2 options.", again.Read(), StringComparison.Ordinal);
        Assert.Equal("1,2,4", CardReading.Fill(again.Dialog!.Card, null)["several"]);
        await teams.Anna.Submits(again.Dialog!, With(("several", "2,3")));
        await teams.Elodie.Says("voter 1 Lima, São Paulo");
        await stage.Pass(2);

        // What stands is ticked when the form opens again.
        var changed = await teams.Anna.Presses(inTeams, "Vote…");
        Assert.Equal("2,3", CardReading.Fill(changed.Dialog!.Card, null)["several"]);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("A tie: Lima, São Paulo and Dakar came first together.", card, StringComparison.Ordinal);
            Assert.Contains("As many votes each: Lima, São Paulo and Dakar, 2 of 3 voting", card, StringComparison.Ordinal);
            Assert.Contains("both near", card, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Options_are_ranked_by_form_and_by_words_and_the_table_is_shown_on_request()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, "What first | rank Wells; Dams; Nets | quorum 100% | closes in 3d");

        var dialog = await teams.Anna.Presses(inTeams, "Vote…");
        Assert.Contains("Give each option its place", dialog.Read(), StringComparison.Ordinal);
        var empty = await teams.Anna.Submits(dialog.Dialog!, With(("reason", "none yet")));
        Assert.Contains(Reading.Words("ballot.choice.missing", "en"), empty.Read(), StringComparison.Ordinal);
        await teams.Anna.Submits(empty.Dialog!, With(("place2", "1"), ("place1", "2"), ("place3", "2")));
        await slack.Bo.Presses(inSlack, "Vote…");
        await slack.Bo.Submits(With(("place1", "1"), ("place3", "2")));
        Assert.Contains("Wells > Nets", slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await teams.Elodie.Says("voter 1 Dams > Wells=Nets");
        await slack.Bo.Commands(slack.Partnership, "/partner", "decision 1 table");
        Assert.Contains("once it is closed", await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains("2 > 1 = 3: Ministry of Water and Rivières Vivantes", inSlack.Read(), StringComparison.Ordinal);

        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Decided: Dams.", card, StringComparison.Ordinal);
            Assert.Contains("The order: Dams > Wells > Nets.", card, StringComparison.Ordinal);
        }

        await slack.Bo.Presses(inSlack, "Pair by pair");
        Assert.Contains("before 1: 2 to 1", await Founded.Heard(stage, slack.Bo), StringComparison.Ordinal);
        await teams.Anna.Says("decision 1 table");
        await stage.Pass(1);
        Assert.Contains("before 3: 1 to 0", teams.Posts(teams.Anna.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Gradients_tell_every_level_and_a_veto_asks_for_its_reason_and_leads_to_a_new_round()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, "Build the dam | gradients >= 2/3 veto | quorum 60% | closes in 3d");
        Assert.Equal(["Endorse", "Support", "Mixed feelings", "Doubtful", "Cannot go along", "Vote with a reason…"], inTeams.Buttons);

        await teams.Anna.Presses(inTeams, "Endorse");
        await teams.Elodie.Says("voter 1 avec réserves");
        await slack.Bo.Presses(inSlack, "Cannot go along");
        Assert.Equal(Reading.Words("ballot.reason.missing", "en"), Assert.Single((await slack.Bo.Submits(With(("reason", " ")))).Errors).Value);
        await slack.Bo.Submits(With(("reason", "It takes the harbour.")));
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Not adopted: an objection stands.", card, StringComparison.Ordinal);
            Assert.Contains("Of the 3 who voted, 2/3 = 66.7% endorse or support it; at least 2/3 was needed. Reached.", card, StringComparison.Ordinal);
            Assert.Contains("1 partner cannot go along; that stops it.", card, StringComparison.Ordinal);
            Assert.Contains("It takes the harbour.", card, StringComparison.Ordinal);
        }

        await slack.Bo.Commands(slack.Partnership, "/partner", "amend 1 Build it upstream");
        await stage.Pass(2);
        Assert.Contains("Build it upstream", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        Assert.Contains("Dakar City", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_majority_must_hold_in_every_constituency_where_the_form_says_so()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide");
        var wrong = await slack.Bo.Submits(With(("text", "Fund the wells"), ("method", "> 1/2 all"), ("options", "A\nB"), ("each", "both"), ("quorum", "50"), ("closes", "P3D")));
        Assert.Equal(Reading.Words("propose.options.spare", "en"), Assert.Single(wrong.Errors).Value);
        await slack.Bo.Submits(With(("text", "Fund the wells"), ("method", "> 1/2 all"), ("options", ""), ("each", "both"), ("quorum", "50"), ("closes", "P3D")));
        await slack.Bo.Presses("Put to the partners");
        await stage.Pass(2);
        var (inTeams, inSlack) = Founded.Cards(stage);
        Assert.Contains("more than 1/2 of all partners for; the share must be reached in each constituency, too", inTeams.Read(), StringComparison.Ordinal);

        await teams.Anna.Presses(inTeams, "For");
        await slack.Bo.Presses(inSlack, "For");
        await teams.Elodie.Presses(inTeams, "Against");
        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Not adopted: the majority was not reached.", card, StringComparison.Ordinal);
            Assert.Contains("Of all 3 partners, 2/3 = 66.7% are for; more than 1/2 was needed. Reached.", card, StringComparison.Ordinal);
            Assert.Contains("In each constituency: civil society 0/1 = 0.0%, not reached and government 2/2 = 100.0%, reached.", card, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task What_is_no_choice_is_kept_in_the_form_that_asks_for_one()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var slack = stage.Slack;
        await Founded.Put(stage, $"Where do we meet | choose {Cities} | closes in 3d");
        await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1 Paris, because of the trains");
        Assert.Contains(Reading.Words("ballot.choice.missing", "en"), slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await slack.Bo.Submits(With(("choice", "approve:4")));
        await stage.Pass(2);
        Assert.Contains("Paris, because of the trains", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1");
        Assert.Equal("Vote on decision 1", slack.Bo.Modal?.Title);
        Assert.Empty(stage.Errors.Lines);
    }

    private static Dictionary<string, string> With(params (string Field, string Value)[] filled) => filled.ToDictionary(f => f.Field, f => f.Value);
}

public sealed class MethodsOnSqlite() : MethodsStory(Store.Sqlite);

public sealed class MethodsOnCosmos() : MethodsStory(Store.Cosmos);

public sealed class MethodsOnShared() : MethodsStory(Store.Shared);
