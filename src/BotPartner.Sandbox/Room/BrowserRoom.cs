using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Room;

/// <summary>A small room in the browser: Teams on the left, Slack on the right, the wire below.</summary>
internal static class BrowserRoom
{
    public static WebApplication Build(string url, bool open, SimulatedTeams teams, SimulatedSlack slack, WireLog log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add(url);
        var acts = new RoomActs(teams, slack);
        var view = new RoomView(teams, slack, log, acts);

        app.Use((http, next) =>
        {
            // A page of another site must not act here, neither by a name that points to this machine nor by a form.
            var local = open || http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
            if (!local || (http.Request.Method == "POST" && !http.Request.Headers.ContainsKey("X-Sandbox")))
            {
                http.Response.StatusCode = 403;
                return Task.CompletedTask;
            }

            http.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' https: data:";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return next(http);
        });
        app.MapGet("/", () => Resource("room.html", "text/html; charset=utf-8"));
        app.MapGet("/room.css", () => Resource("room.css", "text/css; charset=utf-8"));
        app.MapGet("/room.js", () => Resource("room.js", "text/javascript; charset=utf-8"));
        app.MapGet("/state", (HttpContext http) =>
            Results.Text(view.State(http.Request.Query["teams"], http.Request.Query["slack"]).ToJsonString(), "application/json"));
        app.MapGet("/changes", http => Changes(http, teams, slack, log));
        app.MapPost("/act", async http =>
        {
            var answer = await Act(http, acts);
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
        });
        return app;
    }

    private static async Task<JsonObject> Act(HttpContext http, RoomActs acts)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) is JsonObject act
                ? await acts.Do(act)
                : new() { ["notice"] = "?" };
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or JsonException)
        {
            // What the person's own client would have told them, e.g. a required field left empty.
            return new() { ["notice"] = refused.Message };
        }
    }

    private static async Task Changes(HttpContext http, SimulatedTeams teams, SimulatedSlack slack, WireLog log)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Tell(object? sender, EventArgs args) => news.Writer.TryWrite(true);
        var stop = http.RequestAborted;
        var ending = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, ending);
        teams.Changed += Tell;
        slack.Changed += Tell;
        log.Recorded += Tell;
        http.Response.ContentType = "text/event-stream";
        try
        {
            await http.Response.WriteAsync("retry: 1000\n\n", both.Token);
            await http.Response.Body.FlushAsync(both.Token);
            await foreach (var _ in news.Reader.ReadAllAsync(both.Token))
            {
                await http.Response.WriteAsync("data: changed\n\n", both.Token);
                await http.Response.Body.FlushAsync(both.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(100), teams.Options.Time, both.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the room is.
        }
        finally
        {
            teams.Changed -= Tell;
            slack.Changed -= Tell;
            log.Recorded -= Tell;
        }
    }

    private static IResult Resource(string name, string type) =>
        Results.Stream(typeof(BrowserRoom).Assembly.GetManifestResourceStream(name)!, type);
}
