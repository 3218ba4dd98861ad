using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace BotPartner.Sandbox.Wire;

/// <summary>The listening side of a simulated service: reads, misbehaves if told to, answers, records.</summary>
internal sealed class WireHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private WireHost(WebApplication app) => this.app = app;

    /// <summary>Where it listens, without a trailing slash.</summary>
    public string Url => app.Urls.First().TrimEnd('/');

    public static async Task<WireHost> Start(
        string url,
        WireLine line,
        Func<WireRequest, WireAnswer> serve,
        CancellationToken cancellation,
        Func<HttpContext, Task>? socket = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Clear();
        web.Urls.Add(url);
        web.UseWebSockets();
        web.Run(http => socket is not null && http.WebSockets.IsWebSocketRequest ? socket(http) : Handle(http, line, serve));
        await web.StartAsync(cancellation);
        return new(web);
    }

    public async ValueTask DisposeAsync()
    {
        // What is still under way belongs to a story that has ended.
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private static async Task Handle(HttpContext http, WireLine line, Func<WireRequest, WireAnswer> serve)
    {
        using var trip = line.Travels();
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);

        // The raw target: what was escaped by the bot must be seen as it came.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new WireRequest(http.Request.Method, target[0], target.Length > 1 ? target[1] : "", headers, body.ToArray());

        var answer = await line.Mischief.Serve(request, () => Task.FromResult(serve(request)), line.Time, http.RequestAborted);
        line.Log.Record(line.Service, WireDirection.FromBot, request.Method, request.Path, answer?.Status ?? 0, request.Text, answer?.Body ?? "");
        if (answer is null)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.Headers.Date = line.Time.GetUtcNow().ToString("R"); // By the service's own clock.
        if (answer.Location is { } location)
        {
            http.Response.Headers.Location = location;
        }

        if (answer.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString();
        }

        if (answer.Body.Length > 0)
        {
            http.Response.ContentType = answer.ContentType;
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body), http.RequestAborted);
        }
    }
}
