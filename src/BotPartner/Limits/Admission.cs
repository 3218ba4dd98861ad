using System.Threading.RateLimiting;

namespace BotPartner.Limits;

/// <summary>Lets as many of the platforms' requests in as can be done in time, before anything of them is read. Some more wait for their turn,
/// the first come first, no longer than leaves time for the work. The rest is answered 503 at once, which costs next to nothing: that is how the
/// bot stays responsive when far more comes than it can hold.</summary>
public sealed class Admission(LimitSettings settings, IEnumerable<Congestion> behind, TimeProvider time) : IDisposable
{
    /// <summary>How long a request may wait for its turn: Slack gives up after three seconds, a message extension of Teams after five, and on a
    /// machine that is behind the work itself takes a second and more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Congestion[] behind = [.. behind];
    private readonly ConcurrencyLimiter turns = new(new()
    {
        PermitLimit = settings.AtOnce,
        QueueLimit = settings.Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>How many are being worked on.</summary>
    public long UnderWay => settings.AtOnce - (turns.GetStatistics()?.CurrentAvailablePermits ?? settings.AtOnce);

    /// <summary>How many wait for their turn.</summary>
    public long Waiting => turns.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>An endpoint behind this door.</summary>
    /// <param name="handle">What is done with one that was let in.</param>
    public RequestDelegate Guard(RequestDelegate handle) => http => Admit(http, handle);

    /// <summary>When a request came, its waiting included.</summary>
    public static long Arrived(HttpContext http, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        return http.Features.Get<Arrival>()?.At ?? time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private async Task Admit(HttpContext http, RequestDelegate handle)
    {
        if (Array.Exists(behind, b => b.IsBehind()))
        {
            Shed.Answer(http, Shed.Store);
            return;
        }

        var atOnce = turns.AttemptAcquire();
        using var turn = atOnce.IsAcquired ? atOnce : await Wait(http);
        if (turn is null)
        {
            Shed.Answer(http, Shed.Waited);
        }
        else if (!turn.IsAcquired)
        {
            Shed.Answer(http, Shed.Full);
        }
        else
        {
            await handle(http);
        }
    }

    /// <summary>Waits; null if it took too long.</summary>
    private async ValueTask<RateLimitLease?> Wait(HttpContext http)
    {
        var arrival = new Arrival(time.GetTimestamp());
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, http.RequestAborted);
        try
        {
            var turn = await turns.AcquireAsync(1, either.Token);
            http.Features.Set(arrival);
            return turn;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record Arrival(long At);
}
