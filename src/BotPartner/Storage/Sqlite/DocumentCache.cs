using BotPartner.Core.Documents;

namespace BotPartner.Storage.Sqlite;

/// <summary>The documents used last. It shows what is durable and nothing else: only the writer, after a commit,
/// and a reader that nobody overtook put something in.</summary>
internal sealed class DocumentCache(long capacity)
{
    // What an entry costs beside its body: keys, nodes, the record itself.
    private const int Overhead = 400;
    private const int Stamps = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<Key, LinkedListNode<Entry>> byKey = [];
    private readonly LinkedList<Entry> latestFirst = [];
    private readonly int[] stamps = new int[Stamps];
    private long size;

    /// <summary>The document as it was last known, expired or not.</summary>
    public Entry? Find(Key key)
    {
        lock (gate)
        {
            if (!byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            if (node != latestFirst.First)
            {
                latestFirst.Remove(node);
                latestFirst.AddFirst(node);
            }

            return node.Value;
        }
    }

    /// <summary>The document if it is here in this version; being listed does not make it one of those used last.</summary>
    public Entry? At(Key key, string version)
    {
        lock (gate)
        {
            return byKey.TryGetValue(key, out var node) && node.Value.Version == version ? node.Value : null;
        }
    }

    /// <summary>To be read before a document is read from the file, and given to <see cref="Loaded"/>.</summary>
    public int Stamp(Key key)
    {
        lock (gate)
        {
            return stamps[Slot(key)];
        }
    }

    /// <summary>Keeps what was read from the file, unless something was written since the stamp was taken.</summary>
    public void Loaded(Entry entry, int stamp)
    {
        lock (gate)
        {
            if (stamps[Slot(entry.Key)] == stamp)
            {
                Put(entry);
            }
        }
    }

    /// <summary>Keeps what was committed.</summary>
    public void Saved(Entry entry)
    {
        lock (gate)
        {
            stamps[Slot(entry.Key)]++;
            Put(entry);
        }
    }

    /// <summary>Forgets a document that was deleted, or whose fate is not known.</summary>
    public void Forget(Key key)
    {
        lock (gate)
        {
            stamps[Slot(key)]++;
            Drop(key);
        }
    }

    /// <summary>Forgets a document if this is the version of it that the file refused.</summary>
    public void Refused(Key key, string? version)
    {
        lock (gate)
        {
            if (byKey.TryGetValue(key, out var node) && node.Value.Version == version)
            {
                stamps[Slot(key)]++;
                Drop(key);
            }
        }
    }

    private static int Slot(Key key) => (key.GetHashCode() & int.MaxValue) % Stamps;

    // The body, and the document that may hang on to it, which takes about three times as much.
    private static long Size(Entry entry) => (entry.Body.Length * 4) + Overhead;

    private void Put(Entry entry)
    {
        Drop(entry.Key);
        if (Size(entry) > capacity / 8)
        {
            return;
        }

        byKey[entry.Key] = latestFirst.AddFirst(entry);
        size += Size(entry);
        while (size > capacity)
        {
            Drop(latestFirst.Last!.Value.Key);
        }
    }

    private void Drop(Key key)
    {
        if (byKey.Remove(key, out var node))
        {
            latestFirst.Remove(node);
            size -= Size(node.Value);
        }
    }
}
