using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Tests.Slack;

/// <summary>What the bot called.</summary>
internal sealed record Call(string Method, Uri Url, string? Authorization, JsonElement Body)
{
    public string Raw => Body.GetRawText();

    public string? Words(string name) => Body.GetProperty(name).GetString();
}

/// <summary>Stands in for Slack's Web API and its response URLs.</summary>
internal sealed class SlackStub : HttpMessageHandler
{
    private readonly Channel<Call> calls = Channel.CreateUnbounded<Call>();
    private readonly ConcurrentQueue<string> methods = new();

    /// <summary>Answers by method, instead of plain success.</summary>
    public ConcurrentDictionary<string, Func<HttpResponseMessage>> Answers { get; } = new();

    /// <summary>All methods called so far; <c>response_url</c> for those.</summary>
    public IEnumerable<string> Methods => methods;

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Throttled(int seconds)
    {
        var response = Json("""{"ok":false,"error":"ratelimited"}""", HttpStatusCode.TooManyRequests);
        response.Headers.Add("Retry-After", seconds.ToString());
        return response;
    }

    /// <summary>The next call of this method; others before it are passed over.</summary>
    public async Task<Call> Next(string method)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var call = await calls.Reader.ReadAsync(limit.Token);
            if (call.Method == method)
            {
                return call;
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var method = url.Host == "slack.com" ? url.AbsolutePath["/api/".Length..] : "response_url";
        var text = await request.Content!.ReadAsStringAsync(cancellationToken);
        using var body = JsonDocument.Parse(request.Content.Headers.ContentType?.MediaType == "application/x-www-form-urlencoded"
            ? JsonSerializer.Serialize(QueryHelpers.ParseQuery(text).ToDictionary(f => f.Key, f => f.Value.ToString()))
            : text);
        methods.Enqueue(method);
        calls.Writer.TryWrite(new(method, url, request.Headers.Authorization?.ToString(), body.RootElement.Clone()));
        return Answers.TryGetValue(method, out var answer) ? answer() : Json(Default(method));
    }

    private static string Default(string method) => method switch
    {
        "auth.test" => """{"ok":true,"user_id":"U0BOT","bot_id":"B0BOT","team_id":"T1"}""",
        "users.info" => """{"ok":true,"user":{"id":"U1","team_id":"T1","name":"ana","real_name":"Ana Silva","tz":"Europe/Paris","locale":"fr-FR","profile":{"display_name":"Ana"}}}""",
        "conversations.info" => """{"ok":true,"channel":{"id":"C1","name":"general","is_member":true}}""",
        "conversations.open" => """{"ok":true,"channel":{"id":"D9"}}""",
        _ => """{"ok":true,"channel":"C1","ts":"1531420700.000100"}""",
    };
}
