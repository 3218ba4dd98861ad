using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Sandbox;

/// <summary>Shortcuts and commands arrive at a bot as the real services would send them.</summary>
public sealed class ShortcutSpecs : IAsyncLifetime
{
    private const string View = """{"type":"modal","title":{"type":"plain_text","text":"Why"},"blocks":[{"type":"section","text":{"type":"plain_text","text":"Because"}}]}""";

    private const string Dialog = """
        {"task":{"type":"continue","value":{"title":"Why","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":
        {"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"why","label":"Reason"},{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"Send","data":{"f":"why"}}]}]}}}}}
        """;

    private readonly ManualTime time = new();
    private SimulatedSlack slack = null!;
    private SimulatedTeams teams = null!;
    private FakeBot bot = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        slack = await SimulatedSlack.Start(new() { Time = time }, cancellation: TestContext.Current.CancellationToken);
        teams = await SimulatedTeams.Start(new() { Time = time }, cancellation: TestContext.Current.CancellationToken);
        slack.BotUrl = teams.BotUrl = bot.Url;
    }

    public async ValueTask DisposeAsync()
    {
        await slack.DisposeAsync();
        await teams.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_global_shortcut_names_no_channel()
    {
        await slack.Bo.Runs("cite");
        var payload = bot.Last.Payload;
        Assert.Equal(("shortcut", "cite", slack.Bo.Account.Id), ((string)payload["type"]!, (string)payload["callback_id"]!, (string)payload["user"]!["id"]!));
        Assert.All((string[])["channel", "message", "response_url"], name => Assert.False(payload.ContainsKey(name), name));
    }

    [Theory]
    [InlineData(false, "canary")]
    [InlineData(true, "privategroup")]
    public async Task A_message_shortcut_brings_the_message_also_from_where_the_bot_is_not(bool hidden, string name)
    {
        var channel = slack.AddChannel("canary", slack.Bo, slack.Dana);
        channel.Private = hidden;
        await slack.Dana.Says(channel, "Ask @Bo Lind");
        var message = slack.Messages(channel)[0];
        await slack.Bo.Runs("raise", message);
        var payload = bot.Last.Payload;
        Assert.Equal(("message_action", "raise", message.Ts), ((string)payload["type"]!, (string)payload["callback_id"]!, (string)payload["message_ts"]!));
        Assert.Equal((channel.Id, name), ((string)payload["channel"]!["id"]!, (string)payload["channel"]!["name"]!));
        Assert.Equal((slack.Dana.Account.Id, $"Ask <@{slack.Bo.Account.Id}>"), ((string)payload["message"]!["user"]!, (string)payload["message"]!["text"]!));

        // Its response URL reaches the channel all the same, and its trigger opens one view within three seconds.
        using var caller = Caller.Of(slack);
        await caller.Json(HttpMethod.Post, (string)payload["response_url"]!, """{"text":"psst"}""");
        Assert.Equal("psst", Assert.Single(slack.Ephemerals(channel, slack.Bo)).Text);
        Assert.True((bool)(await Open(caller, payload)).Json["ok"]!);
        Assert.Equal("exchanged_trigger_id", (await Open(caller, payload)).Error);
        await slack.Bo.Runs("raise", message);
        time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal("expired_trigger_id", (await Open(caller, bot.Last.Payload)).Error);
        await Assert.ThrowsAsync<InvalidOperationException>(() => slack.Bo.Runs("raise", slack.Ephemerals(channel, slack.Bo)[0]));
    }

    [Fact]
    public async Task A_command_of_the_message_extension_brings_the_message_and_its_dialog_comes_back_with_it()
    {
        var chat = teams.AddGroupChat("Pair", teams.Anna, teams.Chidi);
        await teams.Chidi.Says(chat, "@Anna Berg: a < b\nsee?");
        bot.Answer = _ => (200, Dialog);
        var opened = await teams.Anna.Runs("raise", teams.Messages(chat)[0]);
        var (fetched, value) = (bot.Last.Json, bot.Last.Json["value"]!);
        Assert.Equal(("composeExtension/fetchTask", "raise", "message"), ((string)fetched["name"]!, (string)value["commandId"]!, (string)value["commandContext"]!));
        var payload = value["messagePayload"]!;
        Assert.Equal("<div><div><at id=\"0\">Anna Berg</at>: a &lt; b<br>see?</div>\n</div>", (string)payload["body"]!["content"]!);
        Assert.Equal((teams.Chidi.Account.AadObjectId, "Chidi Okafor"), ((string)payload["from"]!["user"]!["id"]!, (string)payload["from"]!["user"]!["displayName"]!));

        await teams.Anna.Submits(opened.Dialog!, new Dictionary<string, string> { ["Reason"] = "because" });
        Assert.Equal("composeExtension/submitAction", (string)bot.Last.Json["name"]!);
        Assert.Equal("""{"f":"why","why":"because"}""", bot.Last.Json["value"]!["data"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(payload, bot.Last.Json["value"]!["messagePayload"]));
    }

    [Fact]
    public async Task Beside_the_message_box_a_command_brings_no_message()
    {
        await teams.Anna.Runs("cite", teams.General);
        var value = bot.Last.Json["value"]!.AsObject();
        Assert.Equal(("cite", "compose"), ((string)value["commandId"]!, (string)value["commandContext"]!));
        Assert.False(value.ContainsKey("messagePayload"));
        var recorded = JsonNode.Parse(BotPartner.Tests.Teams.Sample.Fixture("msteams_personal_invoke_composeExtension-fetchTask"))!.AsObject();
        Assert.All(recorded, p => Assert.True(bot.Last.Json.ContainsKey(p.Key), p.Key));
    }

    private Task<Got> Open(Caller caller, JsonObject payload) =>
        caller.Slack(slack, "views.open", new() { ["trigger_id"] = (string)payload["trigger_id"]!, ["view"] = JsonNode.Parse(View) });
}
