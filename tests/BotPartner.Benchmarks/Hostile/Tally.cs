using System.Collections.Concurrent;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>How hostile requests were answered.</summary>
internal sealed class Tally
{
    private const int MostShown = 40;
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private int told;
    private long slowest;

    public long Sent => statuses.Values.Sum(n => (long)n);

    /// <summary>The longest wait for an answer.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Volatile.Read(ref slowest));

    public int Silent { get; private set; }

    public int Closed { get; private set; }

    /// <summary>How many were answered with 5xx, but for what is unknown by design, or not in time.</summary>
    public int Failed => Of(500, 599) - Of(501, 501) + Silent;

    public int Of(int from, int to) => statuses.Where(s => s.Key >= from && s.Key <= to).Sum(s => s.Value);

    public void Add(string name, Shot shot, int status, TimeSpan took, TimeSpan longest)
    {
        statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
        var silent = shot.Whole && (status == Line.Silent || took > longest);
        lock (statuses)
        {
            Silent += silent ? 1 : 0;
            Closed += shot.Whole && status == Line.Closed ? 1 : 0;
            slowest = shot.Whole && took.Ticks > slowest ? took.Ticks : slowest;
        }

        if ((silent || (status >= 500 && status != 501) || (shot.Whole && status == Line.Closed)) && Interlocked.Increment(ref told) <= MostShown)
        {
            Console.Error.WriteLine($"{name}: {status} after {took.TotalMilliseconds:0} ms: {shot.Shown}");
        }
    }
}
