using System.Text.Json.Nodes;

namespace BotPartner.Tests.Stories;

/// <summary>One group has a channel of its own, in a workspace of others: what is for all comes there, and nothing of it leaves.</summary>
public abstract class SpacesStory(Store store)
{
    private const string Secret = "ngo-only-quiet-corner";

    [Fact]
    public async Task What_is_for_all_comes_to_a_space_and_nothing_tells_what_began_there()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Wide(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var corner = slack.AddChannel(Secret, slack.Dana, slack.Bo);
        await slack.Dana.Invites(corner);
        await stage.Pass(2);
        await slack.Dana.Commands(corner, "/partner", $"connect {await Founded.ConnectCode(stage)}");
        await stage.Pass(2);
        var (before, there) = (teams.Posts(teams.General).Count + slack.Posts(slack.Partnership).Count, slack.Posts(corner).Count);

        // Bo answers for a city, Dana for an NGO: neither may make a channel of all the space of a group, as only stewards do. Dana becomes one.
        var connected = slack.Posts(corner)[^1];
        await slack.Bo.Commands(corner, "/partner", "audience civil society");
        Assert.Contains(Reading.Words("refusal.audience", "es"), (await slack.Dana.Commands(corner, "/partner", "audience civil society")).Message?.Read(), StringComparison.Ordinal);
        await BecomesSteward(stage);
        await slack.Dana.Presses(connected, "Este lugar…");
        await slack.Dana.Submits(new Dictionary<string, string> { ["audience"] = "civil-society" });
        await stage.Pass(2);
        Assert.Equal(there + 1, slack.Posts(corner).Count);
        Assert.Contains("dana", slack.Posts(corner)[^1].Read(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("sociedad civil", slack.Posts(corner)[^1].Read(), StringComparison.Ordinal);
        Assert.Equal(before, teams.Posts(teams.General).Count + slack.Posts(slack.Partnership).Count);

        // A decision put from there is for all; she reads so, and the others read nothing of where it began.
        var said = await slack.Dana.Commands(corner, "/partner", "decide Cuidar el río | majority > 1/2 | quorum 50% | closes in 6d");
        Assert.Contains(Reading.Words("propose.space", "es"), said.Message?.Read(), StringComparison.Ordinal);
        await stage.Pass(2);
        Assert.Contains(slack.Posts(corner), m => m.Read().Contains("Cuidar el río", StringComparison.Ordinal));
        var (inTeams, inSlack) = Founded.Cards(stage);
        await teams.Anna.Presses(inTeams, "For");

        // Who votes from the group's place reads that the others will read it; elsewhere that goes without saying.
        var own = Assert.Single(slack.Posts(corner), m => m.Read().Contains("Cuidar el río", StringComparison.Ordinal) && m.Buttons.Any(b => b.StartsWith("Votar", StringComparison.Ordinal)));
        await slack.Dana.Presses(own, own.Buttons.First(b => b.StartsWith("Votar", StringComparison.Ordinal)));
        Assert.Contains(Reading.Words("ballot.space.open", "es"), slack.Dana.Modal?.Read(), StringComparison.Ordinal);
        await slack.Dana.Closes();
        await slack.Bo.Presses(inSlack, "Vote with a reason…");
        Assert.DoesNotContain(Reading.Words("ballot.space.open", "en"), slack.Bo.Modal?.Read(), StringComparison.Ordinal);
        await slack.Bo.Closes();
        for (var day = 0; day < 7; day++)
        {
            await stage.Jump(TimeSpan.FromDays(1));
        }

        Assert.Contains(slack.Posts(slack.Bo.Direct), m => m.Read().Contains("waits for your vote", StringComparison.Ordinal));
        Assert.Contains("Outcome of decision 1", Founded.Outcomes(stage).InTeams, StringComparison.Ordinal);
        Assert.Contains(slack.Posts(corner), m => m.Read().Contains("sin quórum", StringComparison.OrdinalIgnoreCase) || m.Read().Contains("decisión 1", StringComparison.OrdinalIgnoreCase));
        string[] elsewhere =
        [
            .. teams.Messages(teams.General).Concat(teams.Messages(teams.Anna.Chat)).Concat(teams.Messages(teams.Elodie.Chat)).Select(m => m.Read()),
            .. slack.Posts(slack.Partnership).Concat(slack.Posts(slack.Bo.Direct)).Concat(slack.Posts(slack.Femi.Direct)).Concat(slack.Posts(slack.Dana.Direct)).Select(m => m.Read()),
            inSlack.Read(),
        ];
        Assert.All(elsewhere, m => Assert.DoesNotContain(Secret, m, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>Anna makes Dana a steward too, by the form: nobody of another platform can be mentioned.</summary>
    private static async Task BecomesSteward(Stage stage)
    {
        var teams = stage.Teams;
        await teams.Anna.Says("role");
        await stage.Pass(1);
        var form = teams.Messages(teams.Anna.Chat)[^1];
        var dana = All(form.Card).Single(o => $"{o["title"]}".Contains("Ríos Libres", StringComparison.Ordinal));
        await teams.Anna.Presses(form, "Save", new Dictionary<string, string> { ["member"] = $"{dana["value"]}", ["role"] = "steward" });
        await stage.Pass(6);

        static IEnumerable<JsonObject> All(JsonNode? node) => node switch
        {
            JsonObject o => o.SelectMany(p => All(p.Value)).Prepend(o),
            JsonArray list => list.SelectMany(All),
            _ => [],
        };
    }
}

public sealed class SpacesOnSqlite() : SpacesStory(Store.Sqlite);

public sealed class SpacesOnCosmos() : SpacesStory(Store.Cosmos);

public sealed class SpacesOnShared() : SpacesStory(Store.Shared);
