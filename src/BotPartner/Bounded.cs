using System.Collections.Concurrent;

namespace BotPartner;

/// <summary>A memory of bounded size: the oldest entries make room for new ones.</summary>
public sealed class Bounded<T>(int most)
{
    private readonly ConcurrentDictionary<string, T> entries = new();
    private readonly ConcurrentQueue<string> order = new();

    /// <summary>How many entries there are.</summary>
    public int Count => entries.Count;

    /// <summary>Looks an entry up.</summary>
    public bool TryGet(string key, out T value) => entries.TryGetValue(key, out value!);

    /// <summary>Remembers an entry.</summary>
    public void Set(string key, T value)
    {
        if (!TryAdd(key, value))
        {
            entries[key] = value;
        }
    }

    /// <summary>Remembers an entry unless there is one.</summary>
    /// <returns>Whether there was none.</returns>
    public bool TryAdd(string key, T value)
    {
        if (!entries.TryAdd(key, value))
        {
            return false;
        }

        order.Enqueue(key);
        while (entries.Count > most && order.TryDequeue(out var oldest))
        {
            entries.TryRemove(oldest, out _);
        }

        return true;
    }
}
