using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>What the platforms call the bot: hands each request to one of its processes, and remembers which events and activities got a yes.</summary>
internal sealed class Frontdoor : IAsyncDisposable
{
    private readonly WebApplication app;

    // No connection is kept: the next request must not be caught on one to a process that died.
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly ConcurrentDictionary<string, bool> acknowledged = new();
    private volatile IReadOnlyList<Uri> behind = [];
    private int turn;
    private int passed;

    private Frontdoor(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    /// <summary>Whether there is anybody to hand requests to.</summary>
    public bool Attended => behind.Count > 0;

    /// <summary>How many requests it handed on.</summary>
    public int Passed => Volatile.Read(ref passed);

    public static async Task<Frontdoor> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new Frontdoor(builder.Build());
        door.app.Run(door.Pass);
        await door.app.StartAsync();
        return door;
    }

    /// <summary>Who is behind it from now on.</summary>
    public void To(params IEnumerable<Uri> processes) => behind = [.. processes];

    /// <summary>Whether any delivery of this got a yes.</summary>
    public bool Acknowledged(Delivered delivery) => delivery.Ok || (delivery.Request is { } sent && IdOf(sent.Path, sent.Body) is { } id && acknowledged.ContainsKey(id));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private async Task Pass(HttpContext http)
    {
        var body = await Forwarded.Body(http.Request);
        var processes = behind;
        var first = (uint)Interlocked.Increment(ref turn);
        for (var i = 0; i < processes.Count; i++)
        {
            using var request = Forwarded.Request(http.Request, processes[(int)((first + i) % processes.Count)], body);
            try
            {
                using var response = await client.SendAsync(request, http.RequestAborted);
                var answer = await response.Content.ReadAsByteArrayAsync(http.RequestAborted);
                Interlocked.Increment(ref passed);
                if (response.IsSuccessStatusCode && IdOf(http.Request.Path, body) is { } id)
                {
                    acknowledged[id] = true;
                }

                http.Response.StatusCode = (int)response.StatusCode;
                http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
                if (response.Headers.TryGetValues("X-Slack-No-Retry", out var no))
                {
                    http.Response.Headers["X-Slack-No-Retry"] = no.ToArray();
                }

                await http.Response.Body.WriteAsync(answer);
                return;
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody heard it there: another may.
            }
            catch (Exception died) when (died is HttpRequestException or IOException or OperationCanceledException)
            {
                http.Abort();
                return;
            }
        }

        http.Response.StatusCode = (int)HttpStatusCode.BadGateway;
    }

    /// <summary>What the same event or activity is called each time it is delivered; null for what is delivered once.</summary>
    private static string? IdOf(string path, byte[] body)
    {
        if (path is not ("/api/messages" or "/slack/events"))
        {
            return null;
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(path == "/api/messages" ? "id" : "event_id", out var id) ? id.GetString() : null;
    }
}
