using System.Net;
using System.Text.Json;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Tests.Slack;

/// <summary>Shortcuts: from a message's menu, and from anywhere.</summary>
public sealed class ShortcutSpecs
{
    private static readonly Reply Counted = Reply.Say("counted") with { Language = "en", TimeZone = "UTC" };

    private static readonly Reply Asked = new Reply.Open(new("ask", "Ask", "Send", [new Field.Words("why", "Why")]) { Opener = new("Ask", "vote", new Dictionary<string, string>()) })
    {
        Language = "en",
        TimeZone = "UTC",
    };

    [Fact]
    public async Task On_a_message_a_shortcut_is_a_press_about_it_and_opens_a_view()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Asked);
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(OnMessage())).StatusCode);
        Assert.Equal("9.9.z", (await host.Slack.Next("views.open")).Words("trigger_id"));

        var pressed = Assert.IsType<Request.Pressed>(Assert.Single(host.Requests));
        Assert.Equal(("vote", "slack:T1:1531420618.123456:U1:vote:1531420600.000100"), (pressed.Action, pressed.Id));
        Assert.Empty(pressed.Args);
        Assert.Equal(("nobody <asked> @Ana Silva or @Bo, see #nets", Instant.FromUnixTimeSeconds(1531420600) + Duration.FromNanoseconds(100_000)), (pressed.About!.Words, pressed.About.At!.Value));
        Assert.Equal(("slack/T1/U7", "Ana Silva"), (pressed.About.By!.Key, pressed.About.By.Name));
        Assert.DoesNotContain("response_url", host.Slack.Methods);
        Assert.DoesNotContain("chat.postEphemeral", host.Slack.Methods);
    }

    [Theory]
    [InlineData("\"user_team\":\"T9\",\"team\":\"T1\"", "slack/T9/U7")]
    [InlineData("\"team\":\"T9\"", "slack/T9/U7")]
    [InlineData("\"bot_id\":\"B0BOT\",\"bot_profile\":{\"team_id\":\"T8\"}", null)]
    [InlineData("\"subtype\":\"bot_message\"", null)]
    public async Task Who_wrote_it_is_known_by_their_own_workspace_and_apps_are_nobody(string more, string? by)
    {
        await using var host = await SlackHost.Start();
        await host.Interact(OnMessage(more: more));
        var pressed = Assert.IsType<Request.Pressed>(Assert.Single(host.Requests));
        Assert.Equal(by, pressed.About!.By?.Key);
        Assert.Equal("T1", pressed.Place.Realm);
    }

    [Theory]
    [InlineData("C1", "general", "C1", PlaceKind.Channel)]
    [InlineData("G1", "privategroup", "G1", PlaceKind.Channel)]
    [InlineData("G2", "mpdm-ana--bo--cy-1", "G2", PlaceKind.Group)]
    [InlineData("D7", "directmessage", "@U1", PlaceKind.Personal)] // Of two people: not those with the bot.
    public async Task The_conversation_is_not_called_by_its_name_elsewhere(string id, string name, string channel, PlaceKind kind)
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Asked);
        await host.Interact(OnMessage(channel: id, name: name));
        var opened = await host.Slack.Next("views.open");
        var place = host.Requests.Single().Place;
        Assert.Equal((channel, kind, null), (place.Channel, place.Kind, place.Name));
        Assert.DoesNotContain(name, opened.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_answered_in_a_view_and_in_the_conversation_only_where_that_cannot_be_opened()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Counted);
        await host.Interact(OnMessage());
        Assert.Contains("counted", (await host.Slack.Next("views.open")).Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("response_url", host.Slack.Methods);

        host.Slack.Answers["views.open"] = () => SlackStub.Json("""{"ok":false,"error":"expired_trigger_id"}""");
        await host.Interact(OnMessage(at: "1531420618.2", more: "\"thread_ts\":\"1531420590.1\""));
        var whisper = await host.Slack.Next("response_url");
        Assert.Equal(("ephemeral", "1531420590.1"), (whisper.Words("response_type"), whisper.Words("thread_ts")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_else_is_open_it_is_told_in_direct_messages(bool hasUrl)
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Counted);
        host.Slack.Answers["views.open"] = () => SlackStub.Json("""{"ok":false,"error":"expired_trigger_id"}""");
        host.Slack.Answers["response_url"] = () => new HttpResponseMessage(HttpStatusCode.NotFound);
        var payload = OnMessage(channel: "C9", name: "hidden");
        await host.Interact(hasUrl ? payload : payload.Replace("\"response_url\"", "\"none\"", StringComparison.Ordinal));
        var told = await host.Slack.Next("chat.postMessage");
        Assert.Equal("U1", told.Words("channel"));
        Assert.DoesNotContain("C9", told.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("chat.postEphemeral", host.Slack.Methods);
    }

    [Fact]
    public async Task Both_kinds_of_one_name_act_as_the_same_button()
    {
        await using var host = await SlackHost.Start();
        await host.Interact(OnMessage(callback: "vote:message"));
        Assert.Equal("vote", Assert.IsType<Request.Pressed>(Assert.Single(host.Requests)).Action);
    }

    [Fact]
    public async Task A_slow_look_up_of_names_does_not_hold_up_the_view()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Asked);
        host.Slack.Answers["users.info"] = () => SlackStub.Throttled(30);
        var work = host.Interact(OnMessage());
        while (!work.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(0.25));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.OK, (await work).StatusCode);
        Assert.Contains("views.open", host.Slack.Methods);
        Assert.Equal("nobody <asked> @U5 or @Bo, see #nets", Assert.IsType<Request.Pressed>(Assert.Single(host.Requests)).About!.Words);
    }

    [Theory]
    [InlineData("{\"attachments\":[{\"fallback\":\"Build failed\"}]}", "Build failed")]
    [InlineData("{\"files\":[{\"id\":\"F1\"}]}", "")]
    [InlineData("null", "")]
    public async Task Any_message_can_be_pointed_at(string message, string words)
    {
        await using var host = await SlackHost.Start();
        await host.Interact(Payload("vote", "C1", "general", "1531420618.1", message));
        Assert.Equal(new Quoted(words, null, null), Assert.IsType<Request.Pressed>(Assert.Single(host.Requests)).About);
    }

    private static string OnMessage(string more = "\"team\":\"T1\"", string channel = "C1", string name = "general", string callback = "vote", string at = "1531420618.123456") =>
        Payload(callback, channel, name, at, $$"""{"type":"message","user":"U7","ts":"1531420600.000100","text":{{JsonSerializer.Serialize("nobody &lt;asked&gt; <@U5> or <@U6|Bo>, see <#C5|nets>")}},{{more}}}""");

    private static string Payload(string callback, string channel, string name, string at, string message) => $$"""
        {"type":"message_action","token":"t","action_ts":"{{at}}","team":{"id":"T1","domain":"acme"},"user":{"id":"U1","username":"ana","team_id":"T1","name":"ana"},
        "channel":{"id":"{{channel}}","name":"{{name}}"},"is_enterprise_install":false,"enterprise":null,"callback_id":"{{callback}}","trigger_id":"9.9.z",
        "response_url":"https://hooks.slack.com/app/T1/1/x","message_ts":"1531420600.000100","message":{{message}} }
        """;
}
