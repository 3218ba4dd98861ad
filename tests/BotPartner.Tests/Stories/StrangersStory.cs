using System.Text.Json.Nodes;

namespace BotPartner.Tests.Stories;

/// <summary>Who may not, is told what to do instead; and what strangers are called or write does nothing to anybody's chat.</summary>
public abstract class StrangersStory(Store store)
{
    [Fact]
    public async Task A_stranger_is_refused_kindly_and_shown_the_way_to_join()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (inTeams, inSlack) = await Founded.Put(stage);

        Assert.Contains(Reading.Words("refusal.stranger", "en"), (await teams.Chidi.Presses(inTeams, "For")).Read(), StringComparison.Ordinal);
        Assert.Null((await slack.Dana.Presses(inSlack, "For")).Failed);
        Assert.Contains(Reading.Words("refusal.stranger", "es"), await Founded.Heard(stage, slack.Dana), StringComparison.Ordinal);
        foreach (var command in new[] { "vote 1 for", "decide Close the river", "close 1", "connect", "partner add X as NGO", "language es", "delegate" })
        {
            var answer = await slack.Femi.Commands(slack.Partnership, "/partner", command);
            Assert.Matches("only|Only|for people who speak for a partner", answer.Message?.Read());
        }

        await stage.Pass(2);
        Assert.Matches("Turnout: 0 of 3", inSlack.Read());
        Assert.NotEmpty(inTeams.Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task A_code_connects_once_and_for_a_day()
    {
        await using var stage = await Stage.Set(store);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var (second, third) = (slack.AddChannel("second", slack.Bo, slack.Dana), slack.AddChannel("third", slack.Bo, slack.Dana));
        await slack.Bo.Invites(second);
        await slack.Bo.Invites(third);

        var code = await Founded.ConnectCode(stage);
        Assert.Contains("this place is connected", (await slack.Bo.Commands(second, "/partner", $"connect {code}")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.code", "es"), (await slack.Dana.Commands(third, "/partner", $"conectar {code}")).Message?.Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.code", "en"), (await slack.Bo.Commands(third, "/partner", "connect AAAAA-AAAAA")).Message?.Read(), StringComparison.Ordinal);

        var late = await Founded.ConnectCode(stage);
        await stage.Jump(TimeSpan.FromHours(25));
        Assert.Contains(Reading.Words("refusal.code", "en"), (await slack.Bo.Commands(third, "/partner", $"connect {late}")).Message?.Read(), StringComparison.Ordinal);

        // A place belongs to one partnership.
        await teams.Anna.Says(teams.General, "@BotPartner setup Another Alliance");
        await stage.Pass(1);
        Assert.Contains(Reading.Words("refusal.place-taken", "en"), teams.Posts(teams.General)[^1].Read(), StringComparison.Ordinal);
        Assert.Contains(Reading.Words("refusal.place-taken", "en"), (await slack.Bo.Commands(slack.Partnership, "/partner", "setup Another")).Message?.Read(), StringComparison.Ordinal);
        Assert.Empty(stage.Errors.Lines);
    }

    [Fact]
    public async Task Hostile_words_arrive_as_words()
    {
        const string Nasty = "<!channel> @channel <at>x</at> *_~ [x](https://evil.example) <https://evil.example|click> {{DATE(2020-01-01T00:00:00Z)}} \u202Egnihtyna 👩‍👩‍👧";
        await using var stage = await Stage.Set(store);
        var (teams, slack) = (stage.Teams, stage.Slack);
        await Founded.Across(stage);
        await teams.Anna.Says($"partner add Evil <!here> *Corp* \u202E as business");
        var mallory = slack.AddPerson("Mallory <!channel> *Eve*", "Evil", "en-GB");
        slack.Partnership.Join(mallory.Account.Id);
        await mallory.Commands(slack.Partnership, "/partner", "join Evil &lt;!here&gt; *Corp* \u202E");
        await stage.Pass(2);
        await Founded.Admitted(stage);

        var proposal = Nasty + new string('x', 3000 - Nasty.Length);
        await mallory.Commands(slack.Partnership, "/partner", "decide");
        var sent = await mallory.Submits(new Dictionary<string, string> { ["text"] = proposal, ["method"] = "> 1/2" });
        Assert.Empty(sent.Errors);
        await mallory.Presses("Put to the partners");
        await stage.Pass(2);
        var (inTeams, inSlack) = Founded.Cards(stage);
        await mallory.Presses(inSlack, "Vote with a reason…");
        await mallory.Submits(new Dictionary<string, string> { ["choice"] = "for", ["reason"] = Nasty });
        await stage.Pass(2);

        // Slack: nothing that its mrkdwn would act upon; Teams: no mention, no Markdown, no date function.
        Assert.All(
            Marked(inSlack.Blocks).Append(inSlack.Text),
            text => Assert.DoesNotMatch("<!channel>|<!here>|<https://evil|<@", text));
        Assert.Contains(Marked(inSlack.Blocks), text => text.Contains("Corp", StringComparison.Ordinal));
        var card = inTeams.Card!.ToJsonString();
        Assert.DoesNotContain("\"mention\"", card, StringComparison.Ordinal);
        Assert.DoesNotContain("{{DATE", card, StringComparison.Ordinal);
        foreach (var plain in new[] { inTeams.Read(), inSlack.Read() })
        {
            Assert.DoesNotContain("\u202E", plain, StringComparison.Ordinal);
            Assert.Contains("👩‍👩‍👧", plain, StringComparison.Ordinal);
        }

        await teams.Anna.Says("close 1");
        await stage.Pass(3);
        Assert.DoesNotContain("For", inTeams.Buttons);
        Assert.DoesNotContain("For", inSlack.Buttons);
        Assert.Empty(stage.Errors.Lines);
    }

    /// <summary>All texts in which Slack looks for its own marks; elsewhere it shows what stands there.</summary>
    private static IEnumerable<string> Marked(JsonNode? node) => node switch
    {
        JsonObject o when (string?)(o["type"] as JsonValue) == "mrkdwn" => [(string?)o["text"] ?? ""],
        JsonObject o => o.SelectMany(p => Marked(p.Value)),
        JsonArray list => list.SelectMany(Marked),
        _ => [],
    };
}

public sealed class StrangersOnSqlite() : StrangersStory(Store.Sqlite);

public sealed class StrangersOnCosmos() : StrangersStory(Store.Cosmos);

public sealed class StrangersOnShared() : StrangersStory(Store.Shared);
