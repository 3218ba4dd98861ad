namespace BotPartner.Core.Documents;

/// <summary>Which requests of this process have set documents to be woken, so that what is done then can be told to follow from them.
/// Only remembered, never stored: after a restart, or in another process, a wake has an id of its own.</summary>
public sealed class Causes
{
    private const int Many = 4096;
    private const int Several = 8;
    private readonly Dictionary<Key, string[]> known = [];
    private readonly Queue<Key> order = [];
    private readonly Lock gate = new();

    /// <summary>The requests that these are woken for, earliest first; empty if none is known.</summary>
    public IReadOnlyList<string> Of(IEnumerable<Key> woken)
    {
        ArgumentNullException.ThrowIfNull(woken);
        lock (gate)
        {
            return [.. woken.SelectMany(k => known.GetValueOrDefault(k, [])).Distinct(StringComparer.Ordinal).Take(Several)];
        }
    }

    /// <summary>Notes what a save did to the time when a document is woken.</summary>
    internal void Note<T>(Document<T>? before, Document<T> saved)
    {
        var (moved, request) = (before?.Wake != saved.Wake, Correlation.Current is { IsRequest: true } current ? current.Id : null);
        if (moved ? saved.Wake is null || request is null : request is null || saved.Wake is null)
        {
            if (moved)
            {
                Forget(saved.Key);
            }

            return;
        }

        lock (gate)
        {
            var others = moved ? [] : known.GetValueOrDefault(saved.Key, []);
            if (others.Length >= Several || others.Contains(request!))
            {
                return;
            }

            if (!known.ContainsKey(saved.Key))
            {
                order.Enqueue(saved.Key);
                while (order.Count > Many)
                {
                    known.Remove(order.Dequeue());
                }
            }

            known[saved.Key] = [.. others, request!];
        }
    }

    private void Forget(Key key)
    {
        lock (gate)
        {
            known.Remove(key);
        }
    }
}
