using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;

namespace BotPartner.Tests.Sandbox;

public sealed class SlackPeopleSpecs : IAsyncLifetime
{
    private const string Modal = """
        {"type":"modal","callback_id":"decide","title":{"type":"plain_text","text":"A proposal"},"submit":{"type":"plain_text","text":"Send"},
        "private_metadata":"m","notify_on_close":true,"blocks":[
        {"type":"input","block_id":"text","label":{"type":"plain_text","text":"Proposal"},"element":{"type":"plain_text_input","action_id":"v"}},
        {"type":"input","block_id":"how","label":{"type":"plain_text","text":"Method"},"element":{"type":"static_select","action_id":"v","options":[{"text":{"type":"plain_text","text":"Consent"},"value":"consent"}]}},
        {"type":"input","block_id":"by","optional":true,"label":{"type":"plain_text","text":"Until"},"element":{"type":"plain_text_input","action_id":"v"}}]}
        """;

    private static readonly Dictionary<string, string> Filled = new() { ["Proposal"] = "Meet monthly", ["how"] = "Consent" };
    private readonly ManualTime time = new();
    private SimulatedSlack slack = null!;
    private FakeBot bot = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        slack = await SimulatedSlack.Start(new() { Time = time, DeliversChannelMessages = true }, cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = bot.Url;
        caller = Caller.Of(slack);
        await slack.Bo.Invites(slack.Partnership);
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await slack.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_mention_arrives_twice_with_one_ts_and_two_event_ids()
    {
        await slack.Bo.Says(slack.Partnership, "@BotPartner decide <b> & @Dana Reyes");
        var (mention, message) = (bot.Heard.ElementAt(1).Json, bot.Heard.ElementAt(2).Json);
        Assert.Equal(("app_mention", "message"), ((string)mention["event"]!["type"]!, (string)message["event"]!["type"]!));
        Assert.Equal((string)mention["event"]!["ts"]!, (string)message["event"]!["ts"]!);
        Assert.NotEqual((string)mention["event_id"]!, (string)message["event_id"]!);
        Assert.Equal($"<@U0BOTUSER1> decide &lt;b&gt; &amp; <@{slack.Dana.Account.Id}>", (string)mention["event"]!["text"]!);
        Assert.Equal(slack.Options.BotUserId, (string)mention["authorizations"]![0]!["user_id"]!);
    }

    [Fact]
    public async Task A_direct_message_is_never_a_mention()
    {
        await slack.Dana.Says("@BotPartner hola");
        Assert.Equal(("message", "im"), ((string)bot.Last.Json["event"]!["type"]!, (string)bot.Last.Json["event"]!["channel_type"]!));
        Assert.Equal("member_joined_channel", (string)bot.Heard.First().Json["event"]!["type"]!);
        Assert.Equal(2, bot.Heard.Count);
    }

    [Fact]
    public void The_independent_signature_used_here_agrees_with_the_vectors_of_two_sdks()
    {
        var vectors = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "slack-signature.json")))!.AsArray();
        var good = vectors.Where(v => (bool)v!["expect"]!).ToList();
        Assert.NotEmpty(good);
        Assert.All(good, v => Assert.Equal((string)v!["signature"]!, Sign((string)v["secret"]!, (string)v["timestamp"]!, (string)v["body"]!)));
    }

    [Fact]
    public async Task Everything_is_signed_over_its_raw_bytes_and_can_be_signed_wrongly()
    {
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide Übung ✓ 😀");
        Assert.True(Genuine(bot.Last));
        Assert.Equal("decide Übung ✓ 😀", bot.Last.Field("text"));
        foreach (var flaw in (SlackFlaws[])[new() { WrongSecret = true }, new() { Tampered = true }, new() { NoSignature = true }, new() { UpperCase = true }])
        {
            await slack.Bo.Forging(flaw).Says("hi");
            Assert.False(Genuine(bot.Last));
        }

        await slack.Bo.Forging(new() { Age = TimeSpan.FromSeconds(301) }).Says("hi");
        Assert.True(Genuine(bot.Last));
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds() - 301, long.Parse(bot.Last.Headers["X-Slack-Request-Timestamp"]));
        await slack.Bo.Forging(new() { PadTo = 2_000_000 }).Says("hi");
        Assert.Equal(2_000_000, bot.Last.Body.Length);
        Assert.True(Genuine(bot.Last));
    }

    [Fact]
    public async Task A_replay_is_the_same_to_the_byte()
    {
        var said = await slack.Bo.Says("hi");
        time.Advance(TimeSpan.FromMinutes(6));
        await slack.Replays(said);
        var (first, second) = (bot.Heard.ElementAt(1), bot.Heard.ElementAt(2));
        Assert.Equal((first.Body, first.Headers["X-Slack-Signature"]), (second.Body, second.Headers["X-Slack-Signature"]));
    }

    [Fact]
    public async Task An_event_is_tried_three_more_times_signed_anew_unless_told_not_to()
    {
        bot.Answer = _ => (500, "");
        await slack.Bo.Says("hi");
        await Soon.True(() => bot.Heard.Count == 3 && slack.Resting == 1);
        time.Advance(TimeSpan.FromMinutes(1));
        await Soon.True(() => bot.Heard.Count == 4 && slack.Resting == 1);
        time.Advance(TimeSpan.FromMinutes(5));
        await slack.Settled();
        var tries = bot.Heard.Skip(1).ToList();
        Assert.Equal(["1", "2", "3"], tries.Skip(1).Select(t => t.Headers["X-Slack-Retry-Num"]));
        Assert.All(tries, t => Assert.True(Genuine(t)));
        Assert.Equal("http_error", tries[1].Headers["X-Slack-Retry-Reason"]);
        Assert.Single(tries.Select(t => (string)t.Json["event_id"]!).Distinct());

        bot.Answer = _ => (404, "");
        await slack.Bo.Says("again");
        await slack.Settled();
        Assert.Equal(6, bot.Heard.Count);
    }

    [Fact]
    public async Task A_command_is_answered_privately_openly_or_fails_visibly()
    {
        bot.Answer = _ => (200, """{"text":"only you"}""");
        var mine = await slack.Bo.Commands(slack.Partnership, "/partner", "help");
        Assert.Equal(slack.Bo.Account, mine.Message!.OnlyFor);
        bot.Answer = _ => (200, """{"response_type":"in_channel","text":"all of you"}""");
        await slack.Bo.Commands(slack.Partnership, "/partner");
        Assert.Equal("all of you", Assert.Single(slack.Posts(slack.Partnership)).Text);
        bot.Answer = _ => (500, "");
        Assert.NotNull((await slack.Bo.Commands(slack.Partnership, "/partner")).Failed);
        Assert.Equal("false", bot.Last.Field("is_enterprise_install"));
    }

    [Fact]
    public async Task A_trigger_opens_one_modal_within_three_seconds()
    {
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide");
        Assert.Equal("invalid_trigger_id", (await Open("1.2.3")).Error);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.True((bool)(await Open(bot.Last.Field("trigger_id"))).Json["ok"]!);
        Assert.Equal("exchanged_trigger_id", (await Open(bot.Last.Field("trigger_id"))).Error);
        Assert.Contains("Method", slack.Bo.Modal!.PlainText(), StringComparison.Ordinal);
        await slack.Bo.Commands(slack.Partnership, "/partner", "decide");
        time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal("expired_trigger_id", (await Open(bot.Last.Field("trigger_id"))).Error);
    }

    [Fact]
    public async Task Views_out_of_shape_are_refused()
    {
        await slack.Bo.Commands(slack.Partnership, "/partner");
        var trigger = bot.Last.Field("trigger_id");
        var bare = JsonNode.Parse(Modal)!.AsObject();
        bare.Remove("submit");
        var refused = await Open(trigger, bare);
        Assert.Equal("invalid_arguments", refused.Error);
        Assert.Contains("must define submit", refused.Body, StringComparison.Ordinal);
        var large = JsonNode.Parse(Modal)!.AsObject();
        large["private_metadata"] = new string('x', 250_000);
        Assert.Equal("view_too_large", (await Open(trigger, large)).Error);
        var titled = JsonNode.Parse(Modal)!.AsObject();
        titled["title"]!["text"] = new string('x', 25);
        Assert.Equal("invalid_arguments", (await Open(trigger, titled)).Error);
        var update = await caller.Slack(slack, "views.update", new() { ["view_id"] = "V0", ["view"] = JsonNode.Parse(Modal) });
        Assert.Equal("not_found", update.Error);
    }

    [Fact]
    public async Task A_modal_is_sent_corrected_replaced_stacked_and_cleared()
    {
        await slack.Bo.Commands(slack.Partnership, "/partner");
        await Open(bot.Last.Field("trigger_id"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => slack.Bo.Submits());

        bot.Answer = _ => (200, """{"response_action":"errors","errors":{"text":"Too short"}}""");
        Assert.Equal("Too short", (await slack.Bo.Submits(Filled)).Errors["text"]);
        var payload = bot.Last.Payload;
        Assert.Equal("Meet monthly", (string)payload["view"]!["state"]!["values"]!["text"]!["v"]!["value"]!);
        Assert.Equal("consent", (string)payload["view"]!["state"]!["values"]!["how"]!["v"]!["selected_option"]!["value"]!);
        Assert.Equal(("view_submission", "m"), ((string)payload["type"]!, (string)payload["view"]!["private_metadata"]!));
        bot.Answer = _ => (200, """{"response_action":"errors","errors":{"nowhere":"?"}}""");
        Assert.NotNull((await slack.Bo.Submits(Filled)).Failed);

        bot.Answer = _ => (200, """{"response_action":"push","view":""" + Modal + "}");
        await slack.Bo.Submits(Filled);
        await slack.Bo.Submits(Filled);
        Assert.Equal(3, slack.Bo.Modals.Count);
        Assert.NotNull((await slack.Bo.Submits(Filled)).Failed);
        bot.Answer = _ => (200, """{"response_action":"update","view":""" + Modal.Replace("A proposal", "Sure?", StringComparison.Ordinal) + "}");
        await slack.Bo.Submits(Filled);
        Assert.Equal("Sure?", slack.Bo.Modal!.Title);
        bot.Answer = _ => (200, "");
        await slack.Bo.Submits(Filled);
        Assert.Equal(2, slack.Bo.Modals.Count);
        await slack.Bo.Closes();
        Assert.Equal("view_closed", (string)bot.Last.Payload["type"]!);
        bot.Answer = _ => (200, """{"response_action":"clear"}""");
        await slack.Bo.Submits(Filled);
        Assert.Null(slack.Bo.Modal);
    }

    [Fact]
    public async Task A_press_tells_all_and_its_response_url_works_five_times_within_half_an_hour()
    {
        var message = await Posted();
        await slack.Dana.Presses(message, "Consent");
        var payload = bot.Last.Payload;
        Assert.Equal((message.Ts, "box", "decision.cast", "n1"), ((string)payload["container"]!["message_ts"]!, (string)payload["actions"]![0]!["block_id"]!, (string)payload["actions"]![0]!["action_id"]!, (string)payload["actions"]![0]!["value"]!));
        Assert.NotNull(payload["message"]!["blocks"]);
        var url = (string)payload["response_url"]!;
        Assert.Equal(200, (await Hook(url, """{"text":"counted"}""")).Status);
        Assert.Equal("counted", Assert.Single(slack.Ephemerals(slack.Partnership, slack.Dana)).Text);
        await Hook(url, """{"replace_original":true,"text":"changed"}""");
        Assert.Equal("changed", message.Text);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await Hook(url, """{"text":"more"}""")).Status);
        }

        Assert.Equal((404, "used_url"), await Refused(url));
        var second = await Posted();
        await slack.Dana.Presses(second, "Consent");
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal((404, "expired_url"), await Refused((string)bot.Last.Payload["response_url"]!));
    }

    [Fact]
    public async Task Slack_asks_for_the_challenge_and_checks_the_certificate_unsigned()
    {
        bot.Answer = h => (200, (string)h.Json["challenge"]!);
        Assert.Equal("c1", (await slack.Verifies("c1")).Body);
        Assert.True(Genuine(bot.Last));
        bot.Answer = _ => (200, "");
        await slack.ChecksCertificate();
        Assert.Equal(("1", false), (bot.Last.Field("ssl_check"), bot.Last.Headers.ContainsKey("X-Slack-Signature")));
    }

    private async Task<SlackMessage> Posted()
    {
        var blocks = JsonNode.Parse("""[{"type":"actions","block_id":"box","elements":[{"type":"button","action_id":"decision.cast","value":"n1","text":{"type":"plain_text","text":"Consent"}}]}]""");
        await caller.Slack(slack, "chat.postMessage", new() { ["channel"] = slack.Partnership.Id, ["text"] = "vote", ["blocks"] = blocks });
        return slack.Posts(slack.Partnership)[^1];
    }

    private Task<Got> Open(string trigger, JsonObject? view = null) =>
        caller.Slack(slack, "views.open", new() { ["trigger_id"] = trigger, ["view"] = view ?? JsonNode.Parse(Modal) });

    private Task<Got> Hook(string url, string body) => caller.Json(HttpMethod.Post, url, body);

    private async Task<(int Status, string Error)> Refused(string url) => await Hook(url, """{"text":"x"}""") is var got ? (got.Status, got.Error) : default;

    private bool Genuine(Heard heard) => heard.Headers.TryGetValue("X-Slack-Signature", out var signature)
        && signature == Sign(slack.Options.SigningSecret, heard.Headers["X-Slack-Request-Timestamp"], heard.Body);

    private static string Sign(string secret, string timestamp, string body)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return "v0=" + Convert.ToHexStringLower(mac.ComputeHash(Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));
    }
}
