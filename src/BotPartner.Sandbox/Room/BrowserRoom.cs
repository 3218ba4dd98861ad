using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Rehearsal;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Room;

/// <summary>The rehearsal room in the browser: Teams on the left, Slack on the right, the clock above, the wire beside.</summary>
internal static class BrowserRoom
{
    // The page's own files and nothing else: no script or style within the page, no other site, nothing that frames it.
    // The one image is the page's own icon: the bot's cards hold none, and what others wrote must not make the browser call anywhere.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static WebApplication Build(RehearsalOptions options, SimulatedTeams teams, SimulatedSlack slack, WireLog log, RoomClock clock, Offered? offered = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add(options.Url);
        var people = new RoomPeople(teams, slack);
        var acts = new RoomActs(new(teams, people), new(people), clock);
        var view = new RoomView(new(teams, people, acts.Teams, offered?.Teams ?? []), new(slack, people, offered?.Slack ?? []), new(log, clock, people), options.Partners > 0);
        var news = new RoomNews(teams, slack, log, clock);

        app.Use((http, next) =>
        {
            // A page of another site must not act here, neither by a name that points to this machine nor by a form.
            var local = options.Public || http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
            if (!local || (http.Request.Method == "POST" && !http.Request.Headers.ContainsKey("X-Sandbox")))
            {
                http.Response.StatusCode = 403;
                return Task.CompletedTask;
            }

            http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            http.Response.Headers.CacheControl = "no-cache";
            return next(http);
        });
        app.MapGet("/", () => RoomFiles.Serve("room.html"));
        foreach (var folder in (string[])["js", "css", "lib"])
        {
            app.MapGet($"/{folder}/{{file}}", (string file) => RoomFiles.Serve($"{folder}/{file}"));
        }

        app.MapGet("/state", (HttpContext http) => Json(view.State(name => http.Request.Query[name])));
        app.MapGet("/wire/{number:long}", (long number) => view.Wire.Payload(number) is { } payload ? Json(payload) : Results.NotFound());
        app.MapGet("/files/{id}", (string id) => people.File(id) is { } file ? Results.File(file.Bytes, "application/octet-stream", file.Name) : Results.NotFound());
        app.MapGet("/changes", news.Tell);
        app.MapPost("/act", async Task<IResult> (HttpContext http, CancellationToken _) => Json(await Act(http, acts)));
        return app;
    }

    private static async Task<JsonObject> Act(HttpContext http, RoomActs acts)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) is JsonObject act
                ? await acts.Do(act, http.RequestAborted)
                : new() { ["notice"] = "?" };
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or JsonException or FormatException)
        {
            // What the person's own client would have told them, e.g. a required field left empty.
            return new() { ["notice"] = refused.Message };
        }
    }

    private static IResult Json(JsonNode node) => Results.Text(node.ToJsonString(), "application/json");
}
