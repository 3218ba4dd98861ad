using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Tests.Teams;

public sealed class EndpointSpecs : IAsyncLifetime
{
    private TeamsHost host = null!;

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Only_POST_is_taken()
    {
        using var response = await host.Send(HttpMethod.Get, null, host.Microsoft.Token(host.Clock));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message"}{"type":"message"}""")]
    [InlineData("""{"type":""}""")]
    public async Task What_is_no_activity_is_a_bad_request(string body) => Assert.Equal(HttpStatusCode.BadRequest, await Status(body));

    [Fact]
    public async Task A_message_without_a_conversation_is_a_bad_request()
    {
        var activity = Sample.Message("help");
        activity.Remove("conversation");
        Assert.Equal(HttpStatusCode.BadRequest, await Status(activity.ToJsonString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task More_than_a_megabyte_is_too_much(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes(Sample.Message(new string('x', 1024 * 1024)).ToJsonString());
        using HttpContent content = chunked ? new StreamContent(new Unsized(body)) : new ByteArrayContent(body);
        using var response = await host.Send(HttpMethod.Post, content, host.Microsoft.Token(host.Clock));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task Another_tenant_is_refused_wherever_it_is_named()
    {
        var one = Sample.Message("help");
        one["channelData"]!["tenant"]!["id"] = "99999999-9999-4999-8999-999999999999";
        var other = Sample.Message("help");
        other["conversation"]!["tenantId"] = "99999999-9999-4999-8999-999999999999";
        Assert.Equal(HttpStatusCode.Forbidden, await Status(one.ToJsonString()));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(other.ToJsonString()));
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task Unknown_kinds_are_acknowledged_and_unknown_invokes_are_not_implemented()
    {
        var kind = Sample.Message("help");
        kind["type"] = "somethingNew";
        var invoke = Sample.Execute([]);
        invoke["name"] = "composeExtension/queryLink";
        Assert.Equal(HttpStatusCode.OK, await Status(kind.ToJsonString()));
        Assert.Equal(HttpStatusCode.NotImplemented, await Status(invoke.ToJsonString()));
        Assert.Empty(host.Bot.Heard);
    }

    [Fact]
    public async Task Odd_fields_do_no_harm()
    {
        var activity = Sample.Message("help");
        activity["entities"] = new JsonArray(null, new JsonObject { ["type"] = "mention" }, new JsonObject { ["x"] = new JsonArray(1, 2) });
        activity["membersAdded"] = new JsonArray((JsonNode?)null);
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>help</p>" });
        activity["somethingNew"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
        Assert.Equal(HttpStatusCode.OK, await Status(activity.ToJsonString()));
        Assert.Equal("help", Assert.IsType<Request.Said>(host.Bot.Last).Words);
    }

    [Fact]
    public async Task An_action_that_is_not_understood_is_an_error_inside_an_answer()
    {
        var invoke = Sample.Execute([]);
        invoke["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Fly" } };
        using var response = await host.Post(invoke.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await Body(response);
        Assert.Equal(400, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/vnd.microsoft.error", answer.GetProperty("type").GetString());
    }

    [Fact]
    public async Task When_the_store_is_down_a_message_is_to_be_delivered_again()
    {
        host.Bot.Says = (_, _) => throw new StoreUnavailableException("down");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(Sample.Message("help").ToJsonString()));
    }

    [Fact]
    public async Task When_the_store_is_down_the_one_who_pressed_is_told()
    {
        host.Bot.Says = (_, _) => throw new StoreUnavailableException("down");
        using var response = await host.Post(Sample.Execute(Sample.Pressed("vote")).ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await Body(response);
        Assert.Equal("application/vnd.microsoft.error", answer.GetProperty("type").GetString());
        Assert.NotEmpty(answer.GetProperty("value").GetProperty("message").GetString()!);

        using var dialog = await host.Post(Sample.Task("submit", Sample.Sent("idea")).ToJsonString());
        Assert.Equal("message", (await Body(dialog)).GetProperty("task").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Nobody_waits_longer_than_ten_seconds()
    {
        var begun = new TaskCompletionSource();
        host.Bot.Says = async (_, _) =>
        {
            begun.SetResult();
            await new TaskCompletionSource<Reply>().Task;
            return Reply.None;
        };
        var pressed = host.Post(Sample.Execute(Sample.Pressed("vote")).ToJsonString());
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        using var response = await pressed;
        Assert.Equal(500, (await Body(response)).GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task What_is_acknowledged_was_handled_before()
    {
        var done = new TaskCompletionSource<Reply>();
        host.Bot.Says = (_, _) => done.Task;
        var said = host.Post(Sample.Message("help").ToJsonString());
        Assert.False(said.IsCompleted);
        done.SetResult(Reply.None);
        using var response = await said;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_delivery_repeated_is_the_same_request()
    {
        await Status(Sample.Message("help").ToJsonString());
        await Status(Sample.Message("help").ToJsonString());
        Assert.Equal(2, host.Bot.Heard.Count);
        Assert.Single(host.Bot.Heard.Select(r => r.Id).Distinct());
    }

    [Fact]
    public async Task In_development_a_service_on_this_machine_can_do_without_tokens()
    {
        await using var open = await TeamsHost.Start(("AllowUnauthenticated", "true"), ("AllowedServiceHosts:0", "http://localhost:*"), ("AllowedTenants:0", "*"));
        using var content = new StringContent(Sample.Fixture("msteams_personal_invoke_adaptiveCard-action_vote"));
        using var response = await open.Send(HttpMethod.Post, content, null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("vote", Assert.IsType<Request.Pressed>(open.Bot.Last).Action);
        using var elsewhere = new StringContent(Sample.Message("help").ToJsonString());
        using var refused = await open.Send(HttpMethod.Post, elsewhere, null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private async Task<HttpStatusCode> Status(string body)
    {
        using var response = await host.Post(body);
        return response.StatusCode;
    }

    private static async Task<JsonElement> Body(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
