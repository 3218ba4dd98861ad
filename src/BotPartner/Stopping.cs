namespace BotPartner;

/// <summary>How the bot stops: it takes nothing new, finishes what it has in hand, and is gone within ten seconds, whatever hangs. What is cut off then is
/// found in the store and done at the next start: nothing that was acknowledged depends on it.</summary>
public static class Stopping
{
    /// <summary>How long what is in hand is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(7);

    /// <summary>When the process ends, however far it is. From the signal on.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(9.5);

    /// <summary>Has all parts stop at the same time, so that one that hangs leaves the others theirs.</summary>
    internal static void Bound(IServiceCollection services) => services.Configure<HostOptions>(o =>
    {
        o.ShutdownTimeout = Patience;
        o.ServicesStopConcurrently = true;
    });

    /// <summary>Ends the process if stopping takes too long: only for a process that is the bot's own.</summary>
    internal static void Insist(WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            // Held on to until it is over, so that it is not collected before it fires.
            var end = time.CreateTimer(_ => Environment.Exit(0), null, Most, Timeout.InfiniteTimeSpan);
            app.Lifetime.ApplicationStopped.Register(end.Dispose);
        });
    }
}
