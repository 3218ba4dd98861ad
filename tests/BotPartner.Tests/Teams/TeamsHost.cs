using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Teams;

/// <summary>A feature that hears everything and says what it is told to.</summary>
internal sealed class Parrot : IFeature
{
    public ConcurrentQueue<Request> Heard { get; } = new();

    public Func<Request, CancellationToken, Task<Reply>> Says { get; set; } = (_, _) => Task.FromResult(Reply.None);

    public IEnumerable<Route> Routes =>
    [
        new Route.Command("help", (r, _, c) => Hear(r, c)),
        new Route.Press("vote", Hear),
        new Route.Press("idea.open", Hear),
        new Route.Submit("idea", Hear),
        new Route.Search("herons", Hear),
        new Route.Arrival(Hear),
        new Route.Removal(Hear),
    ];

    public Request Last => Heard.Last();

    public void Always(Reply reply) => Says = (_, _) => Task.FromResult(reply);

    private Task<Reply> Hear(Request request, CancellationToken cancellation)
    {
        Heard.Enqueue(request);
        return Says(request, cancellation);
    }
}

/// <summary>The Teams side of the bot on a real socket, with Microsoft's side in the process.</summary>
internal sealed class TeamsHost : IAsyncDisposable
{
    public const string AppId = "22222222-2222-4222-8222-222222222222";
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private TeamsHost(WebApplication app) => this.app = app;

    public HandClock Clock { get; private init; } = new();

    public FakeMicrosoft Microsoft { get; private init; } = new();

    public Parrot Bot { get; private init; } = new();

    public string Address => app.Urls.Single() + "/api/messages";

    public static async Task<TeamsHost> Start(params (string Name, string Value)[] settings)
    {
        var clock = new HandClock();
        var microsoft = new FakeMicrosoft();
        var bot = new Parrot();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(Settings().Concat(settings).ToDictionary(s => s.Name.StartsWith("Limits:", StringComparison.Ordinal) ? s.Name : $"Teams:{s.Name}", s => (string?)s.Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(Texts.Load());
        builder.Services.AddSingleton<Router>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddHostedService(s => s.GetRequiredService<Answers>());
        builder.Services.AddSingleton<IFeature>(bot);
        builder.AddTeams();
        builder.Services.AddHttpClient("teams").ConfigurePrimaryHttpMessageHandler(() => microsoft);
        var built = builder.Build();
        built.MapTeams();
        await built.StartAsync(TestContext.Current.CancellationToken);
        return new(built) { Clock = clock, Microsoft = microsoft, Bot = bot };
    }

    public static IEnumerable<(string Name, string Value)> Settings() =>
        [("AppId", AppId), ("TenantId", Tenant), ("ClientSecret", "s3cret")];

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> Post(string body, string? token = null) =>
        Send(HttpMethod.Post, new StringContent(body, Encoding.UTF8, "application/json"), token ?? Microsoft.Token(Clock));

    public async Task<HttpResponseMessage> Send(HttpMethod method, HttpContent? content, string? token)
    {
        using var request = new HttpRequestMessage(method, Address) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
