using System.Net;
using System.Text;
using BotPartner.Tests.Slack;
using BotPartner.Tests.Teams;

namespace BotPartner.Tests;

/// <summary>JSON that names or says half a character is refused before anybody reads it, and never an error of ours.</summary>
public sealed class SurrogatesSpecs
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", true)]
    [InlineData("""{"\udc00":1}""", true)]
    [InlineData("""{"a":"\ud83d\u0041"}""", true)]
    [InlineData("""{"a":"\uD83Dx"}""", true)]
    [InlineData("""{"a":"\udfff\ud800"}""", true)]
    [InlineData("""{"a":"\ud83d\ude00\ud83d"}""", true)]
    [InlineData("""{"a":"\ud83d\ude00"}""", false)]
    [InlineData("""{"a":"\\ud800"}""", false)]
    [InlineData("""{"a":"\\\ud800"}""", true)]
    [InlineData("""{"a":"\u2019\n\"\\"}""", false)]
    [InlineData("""{"a":"\""", false)]
    [InlineData("\\", false)]
    [InlineData("", false)]
    public void Half_a_pair_is_found(string json, bool halved) => Assert.Equal(halved, Surrogates.Halved(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"type":"event_callback","team_id":"T1","event_id":"E","event":{"chan\ud800nel":1,"type":"app_home_opened","user":"U1","channel":"D1"}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T1","event_id":"E","event":{"type":"app_home_opened","user":"\ud800","channel":"D1"}}""")]
    public async Task Slack_is_told_that_it_is_a_bad_request(string body)
    {
        await using var host = await SlackHost.Start();
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Event(body)).StatusCode);
    }

    [Fact]
    public async Task A_button_whose_own_value_holds_half_a_pair_carries_nothing()
    {
        await using var host = await SlackHost.Start();
        var pressed = """{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},"trigger_id":"t","actions":[{"type":"button","action_id":"ask.open","block_id":"b","action_ts":"1531420618.000100","value":"{\"\\ud800\":\"x\"}"}]}""";
        Assert.Equal(HttpStatusCode.OK, (await host.Interact(pressed)).StatusCode);
    }

    [Theory]
    [InlineData("""\ud800""", "x")]
    [InlineData("x", """\ud800""")]
    public async Task Teams_is_told_that_it_is_a_bad_request(string name, string value)
    {
        await using var host = await TeamsHost.Start();
        var body = Sample.Pressed("vote", ("choice", "yes")).ToJsonString().Replace("\"choice\"", $"\"{name}\"", StringComparison.Ordinal).Replace("\"yes\"", $"\"{value}\"", StringComparison.Ordinal);
        using var answer = await host.Post(body, host.Microsoft.Token(host.Clock));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_wherever_they_lie_in_an_activity()
    {
        await using var host = await TeamsHost.Start();
        var body = Encoding.UTF8.GetBytes(Sample.Pressed("vote", ("choice", "yes")).ToJsonString());
        body[body.AsSpan().IndexOf("yes"u8)] = 0xff;
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var answer = await host.Send(HttpMethod.Post, content, host.Microsoft.Token(host.Clock));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
