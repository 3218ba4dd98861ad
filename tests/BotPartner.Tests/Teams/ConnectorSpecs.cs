using System.Net;
using Azure.Core;
using BotPartner.Teams;
using BotPartner.Teams.Inbound;
using BotPartner.Teams.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Teams;

/// <summary>What the Connector and the token endpoint are asked, and what is made of their answers.</summary>
public sealed class ConnectorSpecs : IDisposable
{
    private static readonly byte[] Activity = "{}"u8.ToArray();
    private readonly HandClock clock = new();
    private readonly FakeMicrosoft microsoft = new();
    private readonly Connector connector;
    private readonly BotToken token;

    public ConnectorSpecs()
    {
        token = Token(clock);
        connector = new(microsoft, ServiceHosts.Default, token, clock);
    }

    public void Dispose() => microsoft.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/t1")]
    [InlineData("https://smba.trafficmanager.net/emea/t1/")]
    public async Task Ids_are_escaped_and_slashes_are_not_doubled(string service)
    {
        await connector.Send(service, "19:c@thread.tacv2;messageid=1", Activity, Cancellation);
        await connector.Update(service, "a:1/2?x#", "f:9;1", Activity, Cancellation);
        var calls = microsoft.All();
        Assert.Equal("POST https://smba.trafficmanager.net/emea/t1/v3/conversations/19%3Ac%40thread.tacv2%3Bmessageid%3D1/activities", Line(calls[0]));
        Assert.Equal("PUT https://smba.trafficmanager.net/emea/t1/v3/conversations/a%3A1%2F2%3Fx%23/activities/f%3A9%3B1", Line(calls[1]));
    }

    [Fact]
    public async Task A_personal_conversation_is_opened_with_the_tenant_in_both_places()
    {
        var answer = await connector.Create(FakeMicrosoft.Service, "28:bot", "29:ann", "t1", Cancellation);
        Assert.Equal("1795280983195", answer.Id);
        var body = Assert.Single(microsoft.All()).Json;
        Assert.Equal("t1", body.GetProperty("tenantId").GetString());
        Assert.Equal("t1", body.GetProperty("channelData").GetProperty("tenant").GetProperty("id").GetString());
        Assert.Equal("29:ann", body.GetProperty("members")[0].GetProperty("id").GetString());
        Assert.False(body.GetProperty("isGroup").GetBoolean());
    }

    [Fact]
    public async Task Members_come_in_pages()
    {
        microsoft.Instead = c => c.Authorization is null ? null
            : c.Address.Query.Contains("continuationToken", StringComparison.Ordinal) ? FakeMicrosoft.Json(200, """{"members":[{"id":"29:b"}]}""")
            : FakeMicrosoft.Json(200, """{"continuationToken":"a&b","members":[{"id":"29:a","name":"Ann"}]}""");
        var (_, first) = await connector.Members(FakeMicrosoft.Service, "19:c", null, Cancellation);
        var (_, second) = await connector.Members(FakeMicrosoft.Service, "19:c", first!.Continuation, Cancellation);
        Assert.Equal(("29:a", "Ann"), Assert.Single(first.Members));
        Assert.Equal(("29:b", ""), Assert.Single(second!.Members));
        Assert.Null(second.Continuation);
        Assert.EndsWith("pagedmembers?pageSize=500&continuationToken=a%26b", microsoft.All()[1].Address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.trafficmanager.net/")]
    [InlineData("http://smba.trafficmanager.net/")]
    [InlineData("nonsense")]
    public async Task Nothing_is_sent_elsewhere_and_no_token_is_even_fetched(string service)
    {
        Assert.Equal(ConnectorAnswer.NotAllowed, (await connector.Send(service, "a:1", Activity, Cancellation)).Status);
        Assert.Empty(microsoft.All());
        Assert.Equal(0, microsoft.TokenFetches);
    }

    [Fact]
    public async Task The_token_is_asked_for_with_the_secret_in_a_form_at_the_tenants_endpoint()
    {
        await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation);
        var call = Assert.Single(microsoft.TokenCalls);
        Assert.Equal($"POST https://login.microsoftonline.com/{TeamsHost.Tenant}/oauth2/v2.0/token", Line(call));
        Assert.Equal(
            $"grant_type=client_credentials&client_id={TeamsHost.AppId}&client_secret=s3cret&scope=https%3A%2F%2Fapi.botframework.com%2F.default",
            call.Body);
    }

    [Fact]
    public async Task One_token_serves_all_until_five_minutes_before_its_end()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)));
        clock.Advance(TimeSpan.FromMinutes(54));
        await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation);
        Assert.Equal(1, microsoft.TokenFetches);
        clock.Advance(TimeSpan.FromMinutes(1));
        await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation);
        Assert.Equal(2, microsoft.TokenFetches);
        Assert.Equal("Bearer bot-token-2", microsoft.All()[^1].Authorization);
    }

    [Fact]
    public async Task Those_who_wait_for_the_token_wait_for_the_same_one()
    {
        var slow = new SlowCredential();
        var shared = new BotToken(slow, clock);
        using var impatient = new CancellationTokenSource();
        var one = shared.Get(impatient.Token).AsTask();
        var two = shared.Get(Cancellation).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        slow.Give(clock.GetUtcNow().AddHours(1));
        Assert.Equal("slow", await two);
        Assert.Equal(1, slow.Asked);
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_and_tried_once_more()
    {
        microsoft.Instead = c => c.Authorization == "Bearer bot-token-1" ? FakeMicrosoft.Json(401, "") : null;
        Assert.True((await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).Done);
        microsoft.Instead = c => c.Authorization is null ? null : FakeMicrosoft.Json(401, "");
        microsoft.All();
        Assert.Equal(401, (await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).Status);
        Assert.Equal(2, microsoft.All().Count);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_next_one_asks_again()
    {
        microsoft.Instead = c => c.Address.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)
            ? FakeMicrosoft.Json(400, """{"error":"unauthorized_client","error_description":"AADSTS700016: Application with identifier x"}""")
            : null;
        var answer = await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation);
        Assert.Equal((0, "the token endpoint answered 400 unauthorized_client AADSTS700016"), (answer.Status, answer.Code));
        Assert.True(answer.Passing);
        Assert.Empty(microsoft.All());
        microsoft.Instead = _ => null;
        Assert.True((await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).Done);
    }

    [Theory]
    [InlineData("""{"error":{"code":"BadArgument","message":"x"}}""", "BadArgument")]
    [InlineData("""{"error":{"code":"Forbidden","message":"{\"subCode\":\"MessageWritesBlocked\"}"}}""", "MessageWritesBlocked")]
    [InlineData("""{"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\",\"details\":\"\"}"}""", "MessageWritesBlocked")]
    [InlineData("""{"subCode":"MessageWritesBlocked"}""", "MessageWritesBlocked")]
    [InlineData("[]", null)]
    [InlineData("<html>", null)]
    public async Task Errors_are_read_in_whatever_form_they_come(string body, string? code)
    {
        microsoft.Instead = c => c.Authorization is null ? null : FakeMicrosoft.Json(403, body);
        Assert.Equal(code, (await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).Code);
    }

    [Fact]
    public async Task How_long_to_wait_is_said_in_seconds_or_as_a_moment()
    {
        microsoft.Instead = c => c.Authorization is null ? null : Later(r => r.Headers.RetryAfter = new(TimeSpan.FromSeconds(7)));
        Assert.Equal(Duration.FromSeconds(7), (await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).RetryAfter);
        microsoft.Instead = c => c.Authorization is null ? null : Later(r => r.Headers.RetryAfter = new(clock.GetUtcNow().AddSeconds(9)));
        Assert.Equal(Duration.FromSeconds(9), (await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).RetryAfter);
    }

    [Fact]
    public async Task Silence_is_told_from_refusal()
    {
        microsoft.Instead = c => c.Authorization is null ? null : throw new TaskCanceledException();
        Assert.Equal(ConnectorAnswer.TimedOut, (await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).Status);
        microsoft.Instead = c => c.Authorization is null ? null : throw new HttpRequestException("refused");
        Assert.Equal(ConnectorAnswer.None, (await connector.Send(FakeMicrosoft.Service, "a:1", Activity, Cancellation)).Status);
    }

    [Theory]
    [InlineData(429, 4)]
    [InlineData(412, 4)]
    [InlineData(502, 4)]
    [InlineData(403, 0)]
    [InlineData(400, 0)]
    public async Task A_direct_answer_is_tried_a_few_times_where_that_may_help(int status, int retries)
    {
        var hasty = new HandClock { Hasty = true };
        await Direct(hasty, c => c.Authorization is null ? null : FakeMicrosoft.Json(status, ""));
        Assert.Equal(1 + retries, microsoft.All().Count);
        Assert.Equal(retries, hasty.Waits.Count);
    }

    [Fact]
    public async Task A_direct_answer_waits_as_long_as_it_is_asked_to()
    {
        var hasty = new HandClock { Hasty = true };
        var asked = 0;
        await Direct(hasty, c => c.Authorization is null || asked++ > 0 ? null : Later(r => r.Headers.RetryAfter = new(TimeSpan.FromSeconds(7))));
        Assert.Equal([TimeSpan.FromSeconds(7)], hasty.Waits);
        Assert.Equal(2, microsoft.All().Count);
    }

    [Fact]
    public async Task A_direct_answer_is_not_repeated_when_it_may_have_arrived()
    {
        await Direct(new() { Hasty = true }, c => c.Authorization is null ? null : throw new TaskCanceledException());
        Assert.Single(microsoft.All());
    }

    private static HttpResponseMessage Later(Action<HttpResponseMessage> how)
    {
        var response = FakeMicrosoft.Json((int)HttpStatusCode.TooManyRequests, "");
        how(response);
        return response;
    }

    private static string Line(Call call) => $"{call.Method} {call.Address.AbsoluteUri}";

    private async Task Direct(HandClock time, Func<Call, HttpResponseMessage?> instead)
    {
        microsoft.Instead = instead;
        using var answers = new Answers(NullLogger<Answers>.Instance);
        var direct = new DirectAnswers(answers, new(microsoft, ServiceHosts.Default, Token(time), time), time, NullLogger<DirectAnswers>.Instance);
        await answers.StartAsync(Cancellation);
        direct.Post(new Activity { ServiceUrl = FakeMicrosoft.Service, Conversation = new() { Id = "a:1" } }, () => Activity);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (answers.Open > 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await answers.StopAsync(Cancellation);
    }

    private BotToken Token(TimeProvider time)
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(TeamsHost.Settings().ToDictionary(s => $"Teams:{s.Name}", s => (string?)s.Value))
            .Build()
            .GetSection("Teams");
        return new(new SecretCredential(microsoft, TeamsSettings.Read(section, development: false)!, time), time);
    }

    private sealed class SlowCredential : TokenCredential
    {
        private readonly TaskCompletionSource<AccessToken> token = new();

        public int Asked { get; private set; }

        public void Give(DateTimeOffset until) => token.SetResult(new("slow", until));

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked++;
            return await token.Task;
        }
    }
}
