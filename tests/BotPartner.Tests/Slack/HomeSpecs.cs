using System.Net;
using BotPartner.Core.Chat;

namespace BotPartner.Tests.Slack;

/// <summary>The app's home: published for who looks at it, and again when something was done from there.</summary>
public sealed class HomeSpecs
{
    private const string Opened = """{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","event_ts":"1531420617.0004"}""";
    private const string View = """{"id":"V9","type":"home","hash":"1.h","private_metadata":"{\"c\":\"D1\",\"k\":\"p\",\"h\":true,\"a\":{}}","callback_id":"home"}""";
    private static readonly Card Page = new("Your page", "What waits for you.", [new Element.Paragraph("One decision"), new Element.Buttons([new("Vote", "vote", new Dictionary<string, string> { ["n"] = "1" })])]);

    [Fact]
    public async Task Who_opens_it_gets_their_own_page()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => Task.FromResult<Reply>(new Reply.Show(Page));
        Assert.Equal(HttpStatusCode.OK, (await host.Event(Payloads.Event(Opened))).StatusCode);
        var call = await host.Slack.Next("views.publish");
        Assert.Equal("U1", call.Words("user_id"));
        BlockLint.Home(call.Body.GetProperty("view"));
        Assert.Contains("One decision", call.Raw, StringComparison.Ordinal);
        var visited = Assert.IsType<Request.Visited>(Assert.Single(host.Requests));
        Assert.Equal(("Ana Silva", "fr-FR", "D1", PlaceKind.Personal), (visited.Person.Name, visited.Person.Language, visited.Place.Channel, visited.Place.Kind));
        Assert.DoesNotContain("chat.postMessage", host.Slack.Methods);
    }

    [Fact]
    public async Task When_the_store_is_down_it_is_delivered_again_and_in_the_end_said()
    {
        await using var host = await SlackHost.Start();
        host.Does = _ => throw new BotPartner.Core.Documents.StoreUnavailableException("down");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Event(Payloads.Event(Opened))).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Event(Payloads.Event(Opened), retry: 3)).StatusCode);
        Assert.Contains(Samples.Words("refusal.unavailable", "fr"), (await host.Slack.Next("views.publish")).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_pressed_there_opens_a_view_and_what_has_come_of_it_shows_on_the_page()
    {
        await using var host = await SlackHost.Start();
        host.Does = r => Task.FromResult<Reply>(r is Request.Visited ? new Reply.Show(Page) : new Reply.Open(Samples.Form()));
        await host.Interact(Pressed());
        var opened = await host.Slack.Next("views.open");
        Assert.Contains("\\\"h\\\":true", opened.Raw, StringComparison.Ordinal);

        // A form that is opened has changed nothing yet; an answer may tell of what was.
        host.Does = _ => Task.FromResult<Reply>(new Reply.Show(Page));
        await host.Interact(Pressed());
        Assert.Equal("1.2.abc", (await host.Slack.Next("views.open")).Words("trigger_id"));
        Assert.Equal("U1", (await host.Slack.Next("views.publish")).Words("user_id"));
        Assert.Equal(["Pressed", "Pressed", "Visited"], host.Requests.Select(r => r.GetType().Name));
        Assert.All(host.Requests, r => Assert.Equal("D1", r.Place.Channel));
        Assert.DoesNotContain("views.update", host.Slack.Methods);
    }

    [Fact]
    public async Task What_is_sent_in_a_form_that_was_opened_there_shows_on_the_page()
    {
        await using var host = await SlackHost.Start();
        host.Does = r => Task.FromResult(r is Request.Visited ? new Reply.Show(Page) : Reply.None);
        await host.Interact(Payloads.Submission("""{"title":{"v":{"type":"plain_text_input","value":"x"}}}""", """{"c":"D1","k":"p","h":true,"a":{}}"""));
        Assert.Equal("U1", (await host.Slack.Next("views.publish")).Words("user_id"));

        await host.Interact(Payloads.Submission("""{"title":{"v":{"type":"plain_text_input","value":"y"}}}"""));
        await host.Event(Payloads.Event(Payloads.Direct()));
        Assert.Single(host.Requests.OfType<Request.Visited>());
    }

    // In the home there is neither a channel nor a response URL.
    private static string Pressed() => Payloads.Press(more: ""","view":""" + View)
        .Replace("\"channel\":{\"id\":\"C1\",\"name\":\"general\"},", "", StringComparison.Ordinal)
        .Replace("\"container\":{\"type\":\"message\",\"message_ts\":\"1531420600.000100\",\"channel_id\":\"C1\",\"is_ephemeral\":false}", "\"container\":{\"type\":\"view\",\"view_id\":\"V9\"}", StringComparison.Ordinal)
        .Replace("\"message\":{\"type\":\"message\",\"ts\":\"1531420600.000100\",\"text\":\"x & y ✓\"},", "", StringComparison.Ordinal)
        .Replace("\"response_url\":\"https://hooks.slack.com/actions/T1/1/x\",", "", StringComparison.Ordinal);
}
