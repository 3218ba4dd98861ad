using System.Diagnostics.Metrics;

namespace BotPartner.Telemetry;

/// <summary>Something that work waits in.</summary>
/// <param name="Name">A chosen word.</param>
/// <param name="Depth">How much is in it now.</param>
public sealed record Backlog(string Name, Func<int> Depth)
{
    /// <summary>Work that this part of the bot holds: looked up once, since measuring goes on while all parts are being let go.</summary>
    public static Backlog Of<T>(string name, T part, Func<T, int> depth) => new(name, () => depth(part));
}

/// <summary>Shows how much waits, for as long as the bot runs. The host makes it before it starts what exports, so it lets it go after the last export.</summary>
internal sealed class Depths : IHostedService, IDisposable
{
    private readonly Meter meter = new(Measures.MeterName);

    public Depths(IEnumerable<Backlog> queues)
    {
        Backlog[] all = [.. queues];
        meter.CreateObservableGauge(
            "botpartner.queue.depth",
            () => all.Select(q => new Measurement<int>(q.Depth(), new KeyValuePair<string, object?>("queue", q.Name))),
            "{item}",
            "How much waits, or is under way.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => meter.Dispose();
}
