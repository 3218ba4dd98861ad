using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Stories;

/// <summary>What can be typed can also be done by form, as each platform has them.</summary>
public abstract class FormsStory(Store store)
{
    private const string Harbour = "It takes the fishers’ harbour; no plan says where they go.";
    private static readonly string TooLong = new string('é', 2999) + "🌊";

    [Fact]
    public async Task A_proposal_is_put_by_a_modal_in_Slack_and_mistakes_lose_nothing()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var slack = stage.Slack;
        var bo = slack.Bo;

        await bo.Commands(slack.Partnership, "/partner", "decide");
        var modal = bo.Modal;
        Assert.Equal("Put a proposal", modal?.Title);

        var empty = await bo.Submits(With(("text", "  \n ")));
        Assert.Equal(Reading.Words("propose.text.missing", "en"), Assert.Single(empty.Errors).Value);
        var tooLong = await bo.Submits(With(("text", TooLong)));
        Assert.Equal("The proposal has 3001 characters; at most 3000 are possible.", Assert.Single(tooLong.Errors).Value);
        Assert.Same(modal, bo.Modal);

        await bo.Submits(With(("text", "Adopt the charter"), ("method", ">= 2/3"), ("quorum", "60"), ("closes", "P3D")));
        Assert.Contains("Adopt the charter", bo.Modal?.Read(), StringComparison.Ordinal);
        await bo.Presses("Put to the partners");
        await stage.Settle();
        Assert.Contains("Decision 1 is put to the partners.", bo.Modal?.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        var (inTeams, inSlack) = Founded.Cards(stage);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Adopt the charter", card, StringComparison.Ordinal);
            Assert.Contains("Majority: at least 2/3", card, StringComparison.Ordinal);
            Assert.Contains("2 of 3 partners (60%)", card, StringComparison.Ordinal);
            Assert.Contains("Dakar City", card, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_proposal_is_put_by_a_dialog_in_a_channel_of_Teams()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;

        // Nobody can have a dialog opened on them: a button stands in the channel, and whoever presses it gets the dialog.
        await teams.Anna.Says(teams.General, "@BotPartner decide");
        await stage.Pass(1);
        var invitation = teams.Posts(teams.General)[^1];
        var opened = await teams.Anna.Presses(invitation, "Put a proposal");
        Assert.Equal("Put a proposal", opened.Dialog?.Title);

        var again = await teams.Anna.Submits(opened.Dialog!, With(("text", TooLong), ("quorum", "100")));
        Assert.Contains("The proposal has 3001 characters; at most 3000 are possible.", again.Read(), StringComparison.Ordinal);
        var kept = CardReading.Fill(again.Dialog!.Card, null);
        Assert.Equal(TooLong[..2999], kept["text"]);
        Assert.Equal("100", kept["quorum"]);

        var preview = await teams.Anna.Submits(again.Dialog!, With(("text", "Adopt the charter")));
        Assert.Contains("Only you", preview.Read().Replace("only you", "Only you"), StringComparison.Ordinal);
        var done = await teams.Anna.Submits(preview.Dialog!, button: "Put to the partners");
        Assert.Contains("Decision 1 is put to the partners.", done.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains("3 of 3 partners (100%)", Founded.Cards(stage).InSlack.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_proposal_is_put_by_a_card_with_inputs_in_a_personal_chat_of_Teams()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var teams = stage.Teams;

        await teams.Anna.Says("decide Adopt the charter | closes when the cows come home");
        await stage.Pass(1);
        var form = teams.Posts(teams.Anna.Chat)[^1];
        Assert.Contains("I did not understand closes when the cows come home", form.Read(), StringComparison.Ordinal);
        Assert.Equal("Adopt the charter", CardReading.Fill(form.Card!, null)["text"]);

        var preview = await teams.Anna.Presses(form, "Preview", With(("closes", "P1D")));
        Assert.Equal(200, preview.InnerStatus);
        Assert.DoesNotContain("Preview", CardReading.Actions(teams.Anna.Sees(form)).Select(a => (string?)a["title"]));
        var done = await teams.Anna.Presses(form, "Put to the partners");
        Assert.Contains("Decision 1 is put to the partners.", done.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains("Adopt the charter", Founded.Cards(stage).InTeams.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task An_objection_needs_its_reason_and_stands_word_for_word_on_both_closing_cards()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, "Build the dam | consent | quorum 60%");

        // Bo objects by the modal, which stays until there is a reason.
        await slack.Bo.Presses(inSlack, "Object…");
        var refused = await slack.Bo.Submits(With(("reason", " ")));
        Assert.Equal(Reading.Words("ballot.reason.missing", "en"), Assert.Single(refused.Errors).Value);
        await slack.Bo.Submits(With(("reason", Harbour)));
        Assert.Contains("Recorded for Dakar City on decision 1: Object", slack.Bo.Modal?.Read(), StringComparison.Ordinal);

        // Élodie by the dialog, in French; Anna consents and says why.
        var dialog = await teams.Elodie.Presses(inTeams, "Object…");
        Assert.Contains(Reading.Words("ballot.reason.object", "fr"), dialog.Read(), StringComparison.Ordinal);
        var objected = await teams.Elodie.Submits(dialog.Dialog!, With(("reason", "Le débit d’étiage n’est pas garanti.")));
        Assert.Contains(Reading.Words("ballot.recorded", "fr"), objected.Read(), StringComparison.Ordinal);
        var reasons = await teams.Anna.Presses(inTeams, "Vote with a reason…");
        await teams.Anna.Submits(reasons.Dialog!, With(("choice", "consent"), ("reason", "Cheap power for the north.")));

        await stage.Pass(2);
        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains("Not adopted: an objection stands.", card, StringComparison.Ordinal);
            Assert.Contains(Harbour, card, StringComparison.Ordinal);
            Assert.Contains("Le débit d’étiage n’est pas garanti.", card, StringComparison.Ordinal);
            Assert.Contains("Cheap power for the north.", card, StringComparison.Ordinal);
            Assert.Contains("Consent 1, stand aside 0, objections 2.", card, StringComparison.Ordinal);
        }

        var (told, wrote) = Founded.Outcomes(stage);
        Assert.Contains("an objection stands", told, StringComparison.Ordinal);
        Assert.Contains("an objection stands", wrote, StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_typed_objection_without_a_reason_leads_to_the_form()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage, "Build the dam | consent | quorum 60%");

        await slack.Bo.Commands(slack.Partnership, "/partner", "vote 1 object");
        Assert.Contains(Reading.Words("ballot.reason.missing", "en"), slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await slack.Bo.Submits(With(("reason", Harbour)));
        await teams.Anna.Says("vote 1 object no harbour, no fish");
        await stage.Pass(2);
        foreach (var card in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.Contains(Harbour, card, StringComparison.Ordinal);
            Assert.Contains("no harbour, no fish", card, StringComparison.Ordinal);
        }

        Assert.Empty(stage.Errors.Lines);
    }

    private static Dictionary<string, string> With(params (string Field, string Value)[] filled) => filled.ToDictionary(f => f.Field, f => f.Value);
}

public sealed class FormsOnSqlite() : FormsStory(Store.Sqlite);

public sealed class FormsOnCosmos() : FormsStory(Store.Cosmos);

public sealed class FormsOnShared() : FormsStory(Store.Shared);
