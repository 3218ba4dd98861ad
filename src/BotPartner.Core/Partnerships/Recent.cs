using System.Collections.Concurrent;

namespace BotPartner.Core.Partnerships;

/// <summary>What was looked up a moment ago. Only what was found is remembered, and of that only what is <paramref name="lasting"/>:
/// somebody newly admitted is never turned away, whichever process admitted them.</summary>
internal sealed class Recent<TKey, TValue>(TimeProvider time, TimeSpan age, int capacity, Func<TValue, bool>? lasting = null)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, long At)> found = new();

    public async ValueTask<TValue?> Get(TKey key, Func<Task<TValue?>> look)
    {
        if (found.TryGetValue(key, out var known) && time.GetElapsedTime(known.At) < age)
        {
            return known.Value;
        }

        return await Anew(key, look);
    }

    /// <summary>The value as it is now, whatever is remembered.</summary>
    public async ValueTask<TValue?> Anew(TKey key, Func<Task<TValue?>> look)
    {
        var at = time.GetTimestamp();
        var value = await look();
        if (value is null || lasting?.Invoke(value) == false)
        {
            found.TryRemove(key, out _);
        }
        else
        {
            if (found.Count >= capacity)
            {
                found.Clear();
            }

            found[key] = (value, at);
        }

        return value;
    }

    public void Forget(TKey key) => found.TryRemove(key, out _);
}
