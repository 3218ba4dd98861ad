using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Slack;

/// <summary>The Slack side of the bot on a real socket, with one feature that answers as the spec says.</summary>
internal sealed class SlackHost : IFeature, IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const long Second = 1531420618;
    private readonly HttpClient client = new();
    private WebApplication app = null!;

    public ManualTime Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(Second) + TimeSpan.FromMilliseconds(400));

    public SlackStub Slack { get; } = new();

    /// <summary>What reached the feature.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>What the feature does.</summary>
    public Func<Request, Task<Reply>> Does { get; set; } = _ => Task.FromResult(Reply.None);

    public IEnumerable<Route> Routes =>
    [
        new Route.Command("help", (said, _, _) => Do(said)) { Order = 1 },
        new Route.Press("vote", (pressed, _) => Do(pressed)),
        new Route.Submit("ask", (submitted, _) => Do(submitted)),
        new Route.Home((visited, _) => Do(visited)),
        new Route.Arrival((arrived, _) => Do(arrived)),
        new Route.Removal((removed, _) => Do(removed)),
        new Route.Renaming((renamed, _) => Do(renamed)),
        new Route.Moving((moved, _) => Do(moved)),
    ];

    public static Task<SlackHost> Start(params (string Key, string Value)[] configuration) => Start(_ => { }, configuration);

    public static async Task<SlackHost> Start(Action<IServiceCollection> adjust, params (string Key, string Value)[] configuration)
    {
        var host = new SlackHost();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Slack:SigningSecret"] = Secret,
            ["Slack:BotToken"] = "xoxb-canary",
        });
        builder.Configuration.AddInMemoryCollection(configuration.ToDictionary(c => c.Key, c => (string?)c.Value));
        builder.Services.AddSingleton<TimeProvider>(host.Time);
        builder.Services.AddSingleton(Texts.Load());
        builder.Services.AddSingleton<IFeature>(host);
        builder.Services.AddSingleton<Router>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddHostedService(s => s.GetRequiredService<Answers>());
        adjust(builder.Services);
        builder.AddSlack();
        builder.Services.AddHttpClient("slack").ConfigurePrimaryHttpMessageHandler(() => host.Slack);
        host.app = builder.Build();
        host.app.MapSlack();
        await host.app.StartAsync(TestContext.Current.CancellationToken);
        host.client.BaseAddress = new(host.app.Urls.Single());
        return host;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static string Sign(string body, long second, string secret = Secret) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{second}:{body}")));

    public Task<HttpResponseMessage> Event(string json, int retry = 0) =>
        Send("/slack/events", json, "application/json", retry: retry);

    public Task<HttpResponseMessage> Command(string form) => Send("/slack/commands", form, "application/x-www-form-urlencoded");

    public Task<HttpResponseMessage> Interact(string payload) =>
        Send("/slack/interactions", "payload=" + WebUtility.UrlEncode(payload), "application/x-www-form-urlencoded");

    public async Task<HttpResponseMessage> Send(
        string path, string body, string type, string? signature = null, string? timestamp = null, int retry = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new(type);
        var second = Time.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp ?? second.ToString());
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature ?? Sign(body, second));
        if (retry > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", retry.ToString());
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private Task<Reply> Do(Request request)
    {
        Requests.Enqueue(request);
        return Does(request);
    }
}
