using System.Net;

namespace BotPartner.Tests.Slack;

public sealed class DoorwaySpecs
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static TheoryData<string> Paths => ["/slack/events", "/slack/commands", "/slack/interactions"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_is_not_signed_is_refused_and_nothing_is_done(string path)
    {
        await using var host = await SlackHost.Start();
        var body = Payloads.Command("/partner", "help");
        var second = SlackHost.Second;
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(path, body, Form, signature: "")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(path, body, Form, SlackHost.Sign(body + "x", second))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(path, body, Form, SlackHost.Sign(body, second), $"{second + 1}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(path, body, Form, SlackHost.Sign(body, second - 301), $"{second - 301}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(path, body, Form, SlackHost.Sign(body, second, "other"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send(path, "{not json", Json, signature: "v0=00")).StatusCode);
        Assert.Empty(host.Requests);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_is_too_large_is_refused(string path)
    {
        await using var host = await SlackHost.Start();
        var response = await host.Send(path, new string('a', (1024 * 1024) + 1), Form);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/slack/events", Json, "")]
    [InlineData("/slack/events", Json, "{")]
    [InlineData("/slack/events", Json, "[]")]
    [InlineData("/slack/events", Json, "{}")]
    [InlineData("/slack/events", Json, """{"type":7}""")]
    [InlineData("/slack/events", Json, """{"type":"event_callback","team_id":"T1"}""")]
    [InlineData("/slack/events", Json, """{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","user":"U1","channel":"C1"}}""")]
    [InlineData("/slack/events", Json, """{"type":"url_verification"}""")]
    [InlineData("/slack/events", Json, """{"type":"\ud800"}""")]
    [InlineData("/slack/commands", Form, "")]
    [InlineData("/slack/commands", Form, "command=%2Fpartner&text=help")]
    [InlineData("/slack/interactions", Form, "")]
    [InlineData("/slack/interactions", Form, "payload=")]
    [InlineData("/slack/interactions", Form, "payload=%7B")]
    [InlineData("/slack/interactions", Form, "payload=%FF%FE")]
    [InlineData("/slack/interactions", Form, "payload=%7B%22type%22%3A%22block_actions%22%7D")]
    [InlineData("/slack/interactions", Form, "payload=%7B%22type%22%3A%22view_submission%22%2C%22view%22%3A5%7D")]
    public async Task What_is_signed_but_malformed_is_a_bad_request_and_never_an_error_of_ours(string path, string type, string body)
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Send(path, body, type)).StatusCode);
    }

    [Fact]
    public async Task The_challenge_is_returned_only_to_who_signed_it()
    {
        await using var host = await SlackHost.Start();
        const string body = """{"token":"t","challenge":"3eZbrw","type":"url_verification"}""";
        var signed = await host.Event(body);
        Assert.Equal("3eZbrw", await signed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Send("/slack/events", body, Json, signature: "v0=0")).StatusCode);
    }

    [Fact]
    public async Task An_unsigned_tls_check_is_answered_and_smuggles_nothing_in()
    {
        await using var host = await SlackHost.Start();
        var response = await host.Send("/slack/commands", "ssl_check=1&" + Payloads.Command("/partner", "help"), Form, signature: "none");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(host.Requests);
    }
}
