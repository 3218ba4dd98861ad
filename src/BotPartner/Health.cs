using BotPartner.Core.Chat;
using BotPartner.Keys;
using BotPartner.Workers;
using NodaTime;

namespace BotPartner;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can do its work, with warnings if there are, or one line why not.</summary>
public sealed class Health(StoreProbe store, Clock clock, IEnumerable<Warning> warnings, TimeProvider time)
{
    private static readonly Duration Patience = Duration.FromSeconds(60);

    /// <summary>Maps both.</summary>
    /// <remarks>As request delegates: for any other the framework compiles one at the start, for which it loads and translates much.</remarks>
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", (RequestDelegate)(http => Results.Text("live").ExecuteAsync(http)));
        app.MapGet("/health/ready", (RequestDelegate)(http => http.RequestServices.GetRequiredService<Health>().Show(http)));
    }

    /// <summary>What works but should not stay so.</summary>
    public IEnumerable<Warning> Warnings => warnings;

    /// <summary>What keeps the bot from working, or null.</summary>
    public async Task<string?> Trouble(CancellationToken cancellation)
    {
        if (await store.Trouble(cancellation) is { } trouble)
        {
            return trouble;
        }

        return clock.LastTick is not { } last ? "The clock has not looked yet at what is due."
            : last + Patience < time.Now() ? "The clock has stood still for more than a minute."
            : null;
    }

    private async Task Show(HttpContext http)
    {
        var answer = await Trouble(http.RequestAborted) is { } trouble
            ? Results.Text(trouble, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text(string.Join('\n', ["ready", .. Warnings.Select(w => $"warning: {w.Line}")]));
        await answer.ExecuteAsync(http);
    }
}
