namespace BotPartner.Tests.Stories;

/// <summary>What holds for a place and for the partnership is read, and changed by form, on both platforms.</summary>
public abstract class SettingsStory(Store store)
{
    [Fact]
    public async Task A_steward_changes_the_partnership_and_the_place_by_dialogs_in_Teams()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Says(teams.General, "@BotPartner settings");
        await stage.Pass(2);
        var card = teams.Posts(teams.General)[^1];
        Assert.Contains("all partners", card.Read(), StringComparison.Ordinal);

        var form = await teams.Anna.Presses(card, "Partnership settings…");
        var again = await teams.Anna.Submits(form.Dialog!, new Dictionary<string, string> { ["keep"] = "7", ["protocol"] = "The Rivers Pact" });
        Assert.Contains(Reading.Words("settings.keep.range", "en"), again.Read(), StringComparison.Ordinal);
        var saved = await teams.Anna.Submits(again.Dialog!, new Dictionary<string, string> { ["keep"] = "90", ["name"] = "Rivers United", ["languages"] = "en,fr" });
        Assert.All(new[] { "Rivers United", "The Rivers Pact", "90 days", "English and Français" }, t => Assert.Contains(t, saved.Read(), StringComparison.Ordinal));

        var place = await teams.Anna.Presses(card, "This place…");
        var here = await teams.Anna.Submits(place.Dialog!, new Dictionary<string, string> { ["zone"] = "America/Lima" });
        Assert.Contains("America/Lima", here.Read(), StringComparison.Ordinal);

        // The other platform reads the same, and its own place.
        var read = (await slack.Bo.Commands(slack.Partnership, "/partner", "settings")).Message!.Read();
        Assert.All(new[] { "Rivers United", "The Rivers Pact", "90 days" }, t => Assert.Contains(t, read, StringComparison.Ordinal));
        Assert.DoesNotContain("America/Lima", read, StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_focal_point_sets_their_place_by_a_modal_in_Slack_and_no_more_than_that()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var slack = stage.Slack;
        var card = (await slack.Bo.Commands(slack.Partnership, "/partner", "settings")).Message!;
        Assert.DoesNotContain("Partnership settings…", card.Buttons);
        await slack.Bo.Presses(card, "This place…");
        var wrong = await slack.Bo.Submits(new Dictionary<string, string> { ["zone"] = "Atlantis" });
        Assert.Equal(Reading.Words("setup.zone.wrong", "en"), Assert.Single(wrong.Errors).Value);
        await slack.Bo.Submits(new Dictionary<string, string> { ["zone"] = "Africa/Dakar", ["language"] = "fr" });
        await stage.Pass(2);
        Assert.Contains("Africa/Dakar", (await slack.Bo.Commands(slack.Partnership, "/partner", "settings")).Message!.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.audience", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "audience gouvernement")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.stewards-only", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "settings name Mine")).Message?.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }
}

public sealed class SettingsOnSqlite() : SettingsStory(Store.Sqlite);

public sealed class SettingsOnCosmos() : SettingsStory(Store.Cosmos);

public sealed class SettingsOnShared() : SettingsStory(Store.Shared);
