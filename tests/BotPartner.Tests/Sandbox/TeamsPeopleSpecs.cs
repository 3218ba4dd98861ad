using System.Text.Json.Nodes;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Sandbox;

public sealed class TeamsPeopleSpecs : IAsyncLifetime
{
    private const string Form = """
        {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Adopt it?"},
        {"type":"Input.Text","id":"why","label":"Reason","isRequired":true,"errorMessage":"Say why"},
        {"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Consent","verb":"decision.cast","data":{"a":"decision.cast","args":{"n":"1"}},"associatedInputs":"none","fallback":{"type":"Action.Submit","title":"Consent"}},
        {"type":"Action.Execute","title":"Object","verb":"decision.object","data":{"a":"decision.object"}},
        {"type":"Action.Submit","title":"Ask","data":{"a":"ask","msteams":{"type":"task/fetch"}},"associatedInputs":"none"},
        {"type":"Action.Submit","title":"Old","data":{"a":"old"},"associatedInputs":"none"},
        {"type":"Action.Execute","title":"Dead","data":{"key":"x"}}]}]}
        """;

    private readonly ManualTime time = new();
    private SimulatedTeams teams = null!;
    private FakeBot bot = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        teams = await SimulatedTeams.Start(new() { Time = time }, cancellation: TestContext.Current.CancellationToken);
        teams.BotUrl = bot.Url;
        caller = await Caller.Of(teams);
        await teams.Anna.Installs(teams.Team);
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await teams.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task Envelopes_hold_every_field_that_was_recorded()
    {
        AssertHolds(bot.Heard.First().Json, "channel_installationUpdate_add");
        AssertHolds(bot.Heard.Last().Json, "channel_conversationUpdate_teamMemberAdded_added-bot");
        await teams.Anna.Says(teams.General, "@BotPartner decide it");
        AssertHolds(bot.Last.Json, "channel_message_mention_config-file");
        await teams.Anna.Installs();
        AssertHolds(bot.Heard.Reverse().Skip(1).First().Json, "personal_installationUpdate_add");
        AssertHolds(bot.Last.Json, "personal_conversationUpdate_added-bot");
        await teams.Anna.Says("help");
        AssertHolds(bot.Last.Json, "personal_message_text");
        var message = await Post();
        await teams.Anna.Presses(message, "Consent");
        AssertHolds(bot.Last.Json, "channel_invoke_adaptiveCard-action_vote_config-file", "choice", "pid");
        await teams.Anna.Presses(message, "Old");
        AssertHolds(bot.Last.Json, "personal_message_submit", "do", "pid");
        var chat = teams.AddGroupChat("Pair", teams.Anna, teams.Chidi);
        await teams.Chidi.Says(chat, "@BotPartner hi @Anna Berg");
        AssertHolds(bot.Last.Json, "groupChat_message_mention_config-file");
        Assert.Equal("<at>BotPartner</at> hi <at>Anna Berg</at>", (string)bot.Last.Json["text"]!);
    }

    [Fact]
    public async Task A_channel_message_without_mention_never_reaches_the_bot()
    {
        var before = bot.Heard.Count;
        var delivered = await teams.Chidi.Says(teams.General, "lunch?");
        Assert.Null(delivered.Request);
        Assert.Equal(before, bot.Heard.Count);
    }

    [Fact]
    public async Task A_person_brings_language_and_time_zone()
    {
        await teams.Elodie.Says("aide");
        var heard = bot.Last.Json;
        Assert.Equal("fr-FR", (string)heard["locale"]!);
        Assert.Equal("Europe/Paris", (string)heard["entities"]![0]!["timezone"]!);
        Assert.Equal("2026-03-02T10:00:00.000+01:00", (string)heard["localTimestamp"]!);
    }

    [Fact]
    public async Task A_press_carries_the_data_and_shows_the_returned_card_to_the_presser_alone()
    {
        var message = await Post();
        bot.Answer = _ => (200, """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Counted"}]}}""");
        var answer = await teams.Anna.Presses(message, "Consent");
        var action = bot.Last.Json["value"]!["action"]!;
        Assert.Equal("decision.cast", (string)action["verb"]!);
        Assert.Equal("1", (string)action["data"]!["args"]!["n"]!);
        Assert.Equal(("Counted", 200), (answer.PlainText(), answer.InnerStatus));
        Assert.Equal("Counted", CardReading.PlainText(teams.Anna.Sees(message)));
        Assert.Contains("Adopt it?", CardReading.PlainText(teams.Chidi.Sees(message)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_go_with_the_press_and_a_required_one_holds_it_back()
    {
        var message = await Post();
        await Assert.ThrowsAsync<InvalidOperationException>(() => teams.Anna.Presses(message, "Object"));
        bot.Answer = _ => (200, """{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"Too late"}}""");
        var answer = await teams.Anna.Presses(message, "Object", new Dictionary<string, string> { ["Reason"] = "Cost" });
        Assert.Equal("Cost", (string)bot.Last.Json["value"]!["action"]!["data"]!["why"]!);
        Assert.Equal((200, 400, "Too late"), (answer.Status, answer.InnerStatus, answer.Notice));
        await Assert.ThrowsAsync<InvalidOperationException>(() => teams.Anna.Presses(message, "Dead", new Dictionary<string, string> { ["why"] = "x" }));
    }

    [Fact]
    public async Task A_dialog_opens_is_corrected_and_closes()
    {
        var message = await Post();
        bot.Answer = h => (200, (string)h.Json["name"]! == "task/submit" && (string?)h.Json["value"]!["data"]!["why"] == "Cost"
            ? """{"task":{"type":"message","value":"Thank you"}}"""
            : """{"task":{"type":"continue","value":{"title":"Tell us","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":""" + Form + "}}}}");
        var opened = await teams.Anna.Presses(message, "Ask");
        Assert.Equal("Tell us", opened.Dialog!.Title);
        var again = await teams.Anna.Submits(opened.Dialog, new Dictionary<string, string> { ["why"] = "?" }, "Object");
        Assert.NotNull(again.Dialog);
        var done = await teams.Anna.Submits(again.Dialog, new Dictionary<string, string> { ["why"] = "Cost" }, "Object");
        Assert.Equal(("Thank you", "task/submit"), (done.Notice, (string)bot.Last.Json["name"]!));
    }

    [Fact]
    public async Task What_the_bot_did_not_take_comes_again_byte_for_byte_but_an_invoke_does_not()
    {
        var tries = 0;
        bot.Answer = _ => (++tries < 3 ? 500 : 202, "");
        var first = await teams.Anna.Says("help");
        Assert.Equal(500, first.Status);
        time.Advance(TimeSpan.FromSeconds(1));
        await Soon.True(() => tries == 2 && teams.Resting == 1);
        time.Advance(TimeSpan.FromSeconds(5));
        await teams.Settled();
        Assert.Equal(3, tries);
        Assert.Single(bot.Heard.TakeLast(3).Select(h => h.Body).Distinct());

        var message = await Post();
        tries = 0;
        await teams.Anna.Presses(message, "Consent");
        await teams.Settled();
        Assert.Equal(1, tries);
    }

    private async Task<TeamsMessage> Post()
    {
        var sent = await caller.Connector(teams, HttpMethod.Post, teams.General.Id, "activities",
            $$$"""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{{Form}}}}]}""");
        Assert.Equal(201, sent.Status);
        return teams.Posts(teams.General)[^1];
    }

    private static void AssertHolds(JsonObject sent, string recorded, params string[] own)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Fixtures", "teams-activities", $"msteams_{recorded}.json");
        var fields = Fields(JsonNode.Parse(File.ReadAllText(file))!, "");
        var missing = fields.Except(Fields(sent, "")).Where(f => !own.Any(o => f.EndsWith("." + o, StringComparison.Ordinal))).ToList();
        Assert.Equal([], missing);
    }

    private static IEnumerable<string> Fields(JsonNode? node, string at) => node switch
    {
        JsonObject o => o.SelectMany(p => Fields(p.Value, $"{at}.{p.Key}").Append($"{at}.{p.Key}")),
        JsonArray a => a.SelectMany(i => Fields(i, $"{at}[{(string?)i?["type"]}]")),
        _ => [],
    };
}
