namespace BotPartner.Sandbox.Wire;

/// <summary>At most so many requests in each span, per key; every span slides.</summary>
internal sealed class SlidingWindows(TimeProvider time, params (int Count, TimeSpan Per)[] limits)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> taken = [];

    /// <summary>Takes <paramref name="count"/> places; if there are none, takes nothing and says how long until there are.</summary>
    public TimeSpan? Take(string key, int count = 1)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!taken.TryGetValue(key, out var times))
            {
                taken[key] = times = new();
            }

            var longest = limits.Max(l => l.Per);
            while (times.TryPeek(out var oldest) && now - oldest >= longest)
            {
                times.Dequeue();
            }

            var wait = TimeSpan.Zero;
            foreach (var (most, per) in limits)
            {
                var inside = times.Where(t => now - t < per).ToList();
                if (inside.Count + count > most)
                {
                    var frees = inside[Math.Min(inside.Count + count - most, inside.Count) - 1] + per - now;
                    wait = frees > wait ? frees : wait;
                }
            }

            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            for (var i = 0; i < count; i++)
            {
                times.Enqueue(now);
            }

            return null;
        }
    }
}
