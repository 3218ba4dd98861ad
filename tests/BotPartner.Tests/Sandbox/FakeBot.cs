using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Sandbox;

/// <summary>What the simulated services sent.</summary>
internal sealed record Heard(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string Field(string name) => QueryHelpers.ParseQuery(Body)[name].ToString();

    public JsonObject Payload => JsonNode.Parse(Field("payload"))!.AsObject();
}

/// <summary>As little of a bot as the services need: keeps what it hears and answers as told.</summary>
internal sealed class FakeBot : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeBot(WebApplication app) => this.app = app;

    public ConcurrentQueue<Heard> Heard { get; } = [];

    public Heard Last => Heard.Last();

    /// <summary>Status, body and content type of the next answers.</summary>
    public Func<Heard, (int Status, string Body)> Answer { get; set; } = _ => (200, "");

    public Uri Url => new(app.Urls.First());

    public static async Task<FakeBot> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Clear();
        web.Urls.Add("http://127.0.0.1:0");
        var bot = new FakeBot(web);
        web.Run(bot.Serve);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return bot;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Serve(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var heard = new Heard(http.Request.Path, headers, await reader.ReadToEndAsync(http.RequestAborted));
        Heard.Enqueue(heard);
        var (status, body) = Answer(heard);
        http.Response.StatusCode = status;
        if (status == 404)
        {
            http.Response.Headers["X-Slack-No-Retry"] = "1";
        }

        if (body.Length > 0)
        {
            http.Response.ContentType = body[0] == '{' ? "application/json" : "text/plain";
            await http.Response.WriteAsync(body, http.RequestAborted);
        }
    }
}
