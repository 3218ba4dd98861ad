using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Slack;

public sealed class InteractionsSpecs
{
    private static readonly Reply Counted = Reply.Say("counted") with { Language = "en", TimeZone = "UTC" };

    [Fact]
    public async Task A_press_is_handed_in_with_what_the_button_carried()
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(Payloads.Press("vote#2"))).StatusCode);
        var pressed = Assert.IsType<Request.Pressed>(Assert.Single(host.Requests));
        Assert.Equal("vote", pressed.Action);
        Assert.Equal(("12", "yes"), (pressed.Args["decision"], pressed.Args["choice"]));
        Assert.Equal("slack:T1:1531420618.123456:U1:vote#2:b3:1531420600.000100", pressed.Id);
        Assert.Equal(Instant.FromUnixTimeSeconds(1531420618) + Duration.FromMilliseconds(123.456), pressed.At);
        Assert.Equal(new Place("slack", "T1", "C1", PlaceKind.Channel) { Name = "general" }, pressed.Place);
        Assert.Equal(new Person("slack", "T1", "U1", "ana"), pressed.Person);
    }

    [Fact]
    public async Task A_press_asks_nobody_but_remembers_what_Slack_said_of_the_person()
    {
        await using var host = await SlackHost.Start();
        await host.Command(Payloads.Command("/partner", "help"));
        Assert.Single(host.Slack.Methods, "users.info");
        await host.Interact(Payloads.Press("vote#2"));
        Assert.Equal(("Ana Silva", "fr-FR"), (host.Requests.Last().Person.Name, host.Requests.Last().Person.Language));
        Assert.Single(host.Slack.Methods, "users.info");
    }

    [Fact]
    public async Task The_confirmation_goes_to_the_response_url_and_leaves_the_card_alone()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Counted);
        await host.Interact(Payloads.Press());
        var call = await host.Slack.Next("response_url");
        Assert.Equal("https://hooks.slack.com/actions/T1/1/x", call.Url.ToString());
        Assert.Equal(("counted", "ephemeral"), (call.Words("text"), call.Words("response_type")));
        Assert.False(call.Body.GetProperty("replace_original").GetBoolean());
        Assert.Equal(["response_url"], host.Slack.Methods);
    }

    [Theory]
    [InlineData("T9", "T1", "T9", "T1")] // Slack names the person's workspace; the message its bot's.
    [InlineData("T1", "T1", "T9", "T1")] // Slack names the channel's.
    [InlineData("T9", "E1", "T9", "T9")] // A message of a whole organisation's bot tells nothing.
    [InlineData("T1", "T7", "T9", "T1")]
    public async Task In_a_shared_channel_the_person_is_known_by_their_own_workspace_and_answered_by_the_token_of_the_messages(string team, string writer, string own, string realm)
    {
        await using var host = await SlackHost.Start();
        await host.Interact(Payloads.Press()
            .Replace("\"team_id\":\"T1\"", $"\"team_id\":\"{own}\"", StringComparison.Ordinal)
            .Replace("\"team\":{\"id\":\"T1\"", $"\"team\":{{\"id\":\"{team}\"", StringComparison.Ordinal)
            .Replace("\"message\":{", $"\"message\":{{\"bot_id\":\"B1\",\"bot_profile\":{{\"id\":\"B1\",\"team_id\":\"{writer}\"}},", StringComparison.Ordinal));
        var pressed = Assert.Single(host.Requests);
        Assert.Equal((own, realm), (pressed.Person.Realm, pressed.Place.Realm));
    }

    [Theory]
    [InlineData("http://hooks.slack.com/x")]
    [InlineData("http://hooks.slack.com:443/x")]
    [InlineData("https://hooks.slack.com.evil.org/x")]
    [InlineData("https://hooks.slack.com:8443/x")]
    [InlineData("https://u:p@hooks.slack.com/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("file:///etc/passwd")]
    [InlineData("hooks.slack.com/x")]
    public async Task A_response_url_to_anywhere_else_is_not_called(string url)
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Counted);
        await host.Interact(Payloads.Press(url: url));
        await host.Slack.Next("chat.postEphemeral");
        Assert.Equal(["chat.postEphemeral"], host.Slack.Methods);
    }

    [Fact]
    public async Task This_machine_itself_is_allowed_where_it_is_listed()
    {
        await using var host = await SlackHost.Start(("Slack:AllowedResponseHosts:0", "http://127.0.0.1"));
        host.Does = _ => Task.FromResult(Counted);
        await host.Interact(Payloads.Press(url: "http://127.0.0.1:4711/x"));
        await host.Slack.Next("response_url");
        await host.Interact(Payloads.Press(url: "https://hooks.slack.com/x"));
        await host.Slack.Next("chat.postEphemeral");
    }

    [Fact]
    public async Task An_expired_response_url_is_made_up_for()
    {
        await using var host = await SlackHost.Start();
        host.Slack.Answers["response_url"] = () => SlackStub.Json("expired_url", HttpStatusCode.NotFound);
        host.Does = _ => Task.FromResult(Counted);
        await host.Interact(Payloads.Press());
        Assert.Equal("U1", (await host.Slack.Next("chat.postEphemeral")).Words("user"));
    }

    [Fact]
    public async Task A_form_is_opened_with_the_trigger_before_the_answer()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult<Reply>(new Reply.Open(Samples.Form()) { Language = "en" });
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(Payloads.Press())).StatusCode);
        Assert.Equal(["views.open"], host.Slack.Methods);
    }

    [Fact]
    public async Task From_within_a_view_a_form_is_pushed_and_a_card_takes_its_place()
    {
        await using var host = await SlackHost.Start();
        const string view = """,{"id":"V1","type":"modal","hash":"1.h","private_metadata":"{\"c\":\"C7\",\"k\":\"c\",\"a\":{}}","callback_id":"card"}""";
        var press = Payloads.Press().Replace("\"channel\":{\"id\":\"C1\",\"name\":\"general\"},", "\"view\":" + view[1..] + ",", StringComparison.Ordinal)
            .Replace(",\"channel_id\":\"C1\"", "", StringComparison.Ordinal).Replace("\"response_url\":\"https://hooks.slack.com/actions/T1/1/x\",", "", StringComparison.Ordinal);
        host.Does = _ => Task.FromResult<Reply>(new Reply.Open(Samples.Form()) { Language = "en" });
        await host.Interact(press);
        Assert.Equal("1.2.abc", (await host.Slack.Next("views.push")).Words("trigger_id"));
        host.Does = _ => Task.FromResult(Counted);
        await host.Interact(press);
        Assert.Equal("V1", (await host.Slack.Next("views.update")).Words("view_id"));
        Assert.All(host.Requests, r => Assert.Equal("C7", r.Place.Channel));
    }

    [Fact]
    public async Task An_unknown_button_is_answered_kindly()
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(Payloads.Press("from.last.year", "not json"))).StatusCode);
        Assert.Equal(Samples.Words("refusal.outdated", "fr"), (await host.Slack.Next("response_url")).Words("text"));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{"a":1,"b":null,"c":{}}""")]
    [InlineData("")]
    public async Task A_value_that_is_not_ours_carries_nothing(string value)
    {
        await using var host = await SlackHost.Start();
        await host.Interact(Payloads.Press(value: value));
        Assert.Empty(((Request.Pressed)host.Requests.Single()).Args);
    }

    [Fact]
    public async Task What_is_not_durable_is_not_acknowledged()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => throw new StoreUnavailableException("down");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Interact(Payloads.Press())).StatusCode);
        await host.Slack.Next("response_url");
    }

    [Fact]
    public async Task A_press_that_takes_too_long_is_confirmed_later()
    {
        await using var host = await SlackHost.Start();
        var gate = new TaskCompletionSource<Reply>();
        host.Does = _ => gate.Task;
        var pending = host.Interact(Payloads.Press());
        await host.Time.PassUntil(pending);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await pending).StatusCode);
        gate.SetResult(Counted);
        Assert.Equal("counted", (await host.Slack.Next("response_url")).Words("text"));
    }

    [Theory]
    [InlineData("""{"type":"view_closed","view":{"id":"V1"},"user":{"id":"U1"}}""")]
    [InlineData("""{"type":"something_new"}""")]
    public async Task Other_kinds_are_acknowledged(string payload)
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(payload)).StatusCode);
    }

    [Fact]
    public async Task A_global_shortcut_acts_like_a_button_and_answers_in_a_view()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult(Counted);
        const string shortcut = """{"type":"shortcut","callback_id":"vote","trigger_id":"9.9.z","action_ts":"1531420618.1","user":{"id":"U1","username":"ana","team_id":"T1"},"team":{"id":"T1"}}""";
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(shortcut)).StatusCode);
        Assert.Equal("9.9.z", (await host.Slack.Next("views.open")).Words("trigger_id"));
        Assert.Equal(PlaceKind.Personal, host.Requests.Single().Place.Kind);
    }
}
