using System.Text.Json.Nodes;

namespace BotPartner.Tests.Stories;

/// <summary>What was agreed about tensions is read by everybody, and changed by a steward: by dialogs in Teams, in words in Slack, and the other way round.</summary>
public abstract class ProtocolStory(Store store)
{
    [Fact]
    public async Task A_steward_changes_the_protocol_by_dialogs_in_Teams_and_everybody_reads_it_in_Slack()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await teams.Anna.Says(teams.General, "@BotPartner protocol");
        await stage.Pass(2);
        var card = teams.Posts(teams.General)[^1];
        Assert.All(new[] { "1 · Acknowledge", "2 working days", "6 · External mediation", "nobody named yet", "9:00 to 17:00" }, t => Assert.Contains(t, card.Read(), StringComparison.Ordinal));

        var stages = await teams.Anna.Presses(card, "Change the stages…");
        var again = await teams.Anna.Submits(stages.Dialog!, new Dictionary<string, string> { ["talk"] = "soon", ["committee"] = "", ["mediator"] = "Ms Rahman, Dhaka" });
        Assert.Contains(Reading.Words("protocol.stage.range", "en").Split('”')[0], again.Read(), StringComparison.Ordinal);
        var saved = await teams.Anna.Submits(again.Dialog!, new Dictionary<string, string> { ["talk"] = "7" });
        Assert.All(new[] { "7 working days", "5 · External mediation", "Left out by agreement: Steering committee", "Ms Rahman, Dhaka" }, t => Assert.Contains(t, saved.Read(), StringComparison.Ordinal));
        var calendar = await teams.Anna.Presses(card, "Change the calendar…");
        await teams.Anna.Submits(calendar.Dialog!, new Dictionary<string, string> { ["days"] = "1,2,3,4,7", ["hours"] = "8-15", ["holidays"] = "2099-12-25" });

        // After a restart the other platform reads the same; its people may not change it.
        await stage.Restart();
        var read = (await slack.Bo.Commands(slack.Partnership, "/partner", "protocol")).Message!;
        Assert.All(new[] { "7 working days", "Left out by agreement: Steering committee", "Ms Rahman, Dhaka", "8:00 to 15:00", "Sunday", "2099-12-25" }, t => Assert.Contains(t, read.Read(), StringComparison.Ordinal));
        Assert.Equal(["Talking guides"], read.Buttons);
        Assert.Contains(Reading.Words("refusal.stewards-only", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "protocol talk 1")).Message?.Read(), StringComparison.Ordinal);
        await slack.Bo.Presses(read, "Talking guides");
        await stage.Pass(2);
        Assert.Contains("Read it twice", slack.Ephemerals(slack.Partnership, slack.Bo)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_steward_changes_it_in_words_and_by_a_modal_in_Slack()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await BoIsSteward(stage);
        foreach (var (words, shown) in new[] { ("talk 9", "9 working days"), ("focal points off", "Left out by agreement: Focal points meet"), ("hours 0-24", "around the clock"), ("text 180 days", "180 days") })
        {
            Assert.Contains(shown, (await slack.Bo.Commands(slack.Partnership, "/partner", $"protocol {words}")).Message!.Read(), StringComparison.Ordinal);
        }

        var page = (await slack.Bo.Commands(slack.Partnership, "/partner", "protocol guide talk")).Message!;
        await slack.Bo.Presses(page, "Change this guide…");
        var own = await slack.Bo.Submits(new Dictionary<string, string> { ["guide"] = "Take a walk first.\nامشوا قليلاً" });
        Assert.Empty(own.Errors);
        var card = (await slack.Bo.Commands(slack.Partnership, "/partner", "protocol")).Message!;
        await slack.Bo.Presses(card, "Change the calendar…");
        var wrong = await slack.Bo.Submits(new Dictionary<string, string> { ["holidays"] = "christmas" });
        Assert.Equal(Reading.Words("protocol.holidays.wrong", "en"), Assert.Single(wrong.Errors).Value);
        await slack.Bo.Submits(new Dictionary<string, string> { ["holidays"] = "2099-12-25" });
        await stage.Pass(2);

        // Élodie reads it in French, in Teams, and the partnership's own words as they are.
        await teams.Elodie.Says("protocole");
        await stage.Pass(2);
        var read = teams.Messages(teams.Elodie.Chat)[^1];
        Assert.All(new[] { "9 jours ouvrés", "à toute heure", "2099-12-25", "180 jours" }, t => Assert.Contains(t, read.Read(), StringComparison.Ordinal));
        await teams.Elodie.Says("protocole guide parler");
        await stage.Pass(2);
        Assert.Contains("امشوا قليلاً", teams.Messages(teams.Elodie.Chat)[^1].Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Anna makes Bo a steward too, by the form: nobody of another platform can be mentioned.</summary>
    private static async Task BoIsSteward(Stage stage)
    {
        var teams = stage.Teams;
        await teams.Anna.Says("role");
        await stage.Pass(2);
        var form = teams.Messages(teams.Anna.Chat)[^1];
        var bo = All(form.Card).Single(o => $"{o["title"]}".Contains("Dakar City", StringComparison.Ordinal));
        await teams.Anna.Presses(form, "Save", new Dictionary<string, string> { ["member"] = $"{bo["value"]}", ["role"] = "steward" });
        await stage.Pass(6);

        static IEnumerable<JsonObject> All(JsonNode? node) => node switch
        {
            JsonObject o => o.SelectMany(p => All(p.Value)).Prepend(o),
            JsonArray list => list.SelectMany(All),
            _ => [],
        };
    }
}

public sealed class ProtocolOnSqlite() : ProtocolStory(Store.Sqlite);

public sealed class ProtocolOnCosmos() : ProtocolStory(Store.Cosmos);

public sealed class ProtocolOnShared() : ProtocolStory(Store.Shared);
