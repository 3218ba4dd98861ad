using System.Diagnostics;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Telemetry;

/// <summary>Gives everything that comes in its correlation id and its span, and counts what is under way.</summary>
public sealed class Arrivals(IIds ids)
{
    private int underWay;

    /// <summary>How many requests are being handled.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    /// <summary>Handles what came over HTTP.</summary>
    public Task Over(HttpContext http, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(next);
        return HttpMethods.IsPost(http.Request.Method) ? Take(http, next) : next(http);
    }

    /// <summary>Handles what came by another way.</summary>
    public async Task<T> Over<T>(Func<Task<T>> handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        using var span = Spans.Arrive();
        using var scope = Begin(span);
        Interlocked.Increment(ref underWay);
        try
        {
            return await handle();
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task Take(HttpContext http, RequestDelegate next)
    {
        using var span = Spans.Arrive();
        using var scope = Begin(span);
        Interlocked.Increment(ref underWay);
        try
        {
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
            span?.SetTag("http.response.status_code", http.Response.StatusCode);
        }
    }

    private IDisposable Begin(Activity? span) => Correlation.Begin(span?.TraceId.ToHexString() ?? Correlation.New(ids), isRequest: true);
}
