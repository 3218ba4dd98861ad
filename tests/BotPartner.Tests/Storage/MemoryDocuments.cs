using System.Runtime.CompilerServices;
using System.Text;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>Documents in memory, for specs of what stands on the store. Passes the store's own contract.</summary>
internal sealed class MemoryDocuments(TimeProvider time) : IDocuments, IArchive
{
    // As Cosmos DB's, with room for what the store itself writes around it.
    private const int Largest = 2_000_000;
    private readonly Lock gate = new();
    private readonly Dictionary<Key, Entry> entries = [];
    private long versions;

    /// <summary>Called before each save and delete; throws to make it fail.</summary>
    public Action<Key>? Writing { get; set; }

    /// <summary>Called before each look; throws to make it fail.</summary>
    public Action? Looking { get; set; }

    /// <summary>Everything that lies there, in no order.</summary>
    public IReadOnlyList<Entry> All
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Values];
            }
        }
    }

    /// <summary>Holds these and nothing else from now on.</summary>
    public void Become(IReadOnlyDictionary<Key, Entry> all)
    {
        lock (gate)
        {
            entries.Clear();
            foreach (var (key, entry) in all)
            {
                entries.Add(key, entry);
            }
        }
    }

    public Task<Entry?> Find(Key key, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(Stored(key) is { } stored ? Fresh(stored) : null);
        }
    }

    public Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        Writing?.Invoke(entry.Key);
        if (entry.Body.Length > Largest)
        {
            throw new BotPartner.Storage.StoreRefusedException($"The store takes documents of up to {Largest} bytes.");
        }

        lock (gate)
        {
            if (Stored(entry.Key)?.Version != entry.Version)
            {
                return Task.FromResult<string?>(null);
            }

            return Task.FromResult<string?>(Put(entry));
        }
    }

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation)
    {
        Writing?.Invoke(key);
        lock (gate)
        {
            if (Stored(key) is { } stored && stored.Version != version)
            {
                return Task.FromResult(false);
            }

            entries.Remove(key);
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        Where(e => e.Key.Partition == partition && e.Kind == kind && Compare(e.Key.Id, after) > 0, found => found
            .Order(Comparer<Entry>.Create((a, b) => Compare(a.Key.Id, b.Key.Id))).Take(take));

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation)
    {
        Looking?.Invoke();
        return Where(e => e.Due <= now, found => found.OrderBy(e => e.Due).Take(take));
    }

    public async IAsyncEnumerable<Entry> Read(Key? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var last = after ?? new("", ""); ;)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((await Where(e => Compare(e.Key, last) > 0, found => found)).MinBy(e => e.Key, Comparer<Key>.Create(Compare)) is not { } next)
            {
                yield break;
            }

            yield return next;
            last = next.Key;
        }
    }

    public Task Write(IReadOnlyList<Entry> written, CancellationToken cancellation)
    {
        foreach (var entry in written)
        {
            Writing?.Invoke(entry.Key);
            lock (gate)
            {
                Put(entry);
            }
        }

        return Task.CompletedTask;
    }

    private static Instant? Whole(Instant? instant) => instant is { } at
        ? Instant.FromUnixTimeMilliseconds((at + Duration.FromMilliseconds(1) - Duration.Epsilon).ToUnixTimeMilliseconds())
        : null;

    private static int Compare(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));

    private static int Compare(Key a, Key b) => Compare(a.Partition, b.Partition) is var first and not 0 ? first : Compare(a.Id, b.Id);

    private string Put(Entry entry)
    {
        var version = $"v{++versions}";
        entries[entry.Key] = entry with { Body = entry.Body.ToArray(), Due = Whole(entry.Due), Expires = Whole(entry.Expires), Version = version };
        return version;
    }

    private Task<IReadOnlyList<Entry>> Where(Func<Entry, bool> which, Func<IEnumerable<Entry>, IEnumerable<Entry>> page)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Entry>>([.. page(entries.Values.Where(e => Stored(e.Key) is not null && which(e))).Select(Fresh)]);
        }
    }

    /// <summary>As from a service: what was read before is read anew, and nothing of it is the same object.</summary>
    private static Entry Fresh(Entry entry) => new(entry.Key, entry.Kind, entry.Body, entry.Due, entry.Expires, entry.Version);

    private Entry? Stored(Key key) =>
        entries.TryGetValue(key, out var entry) && !(entry.Expires <= Instant.FromDateTimeOffset(time.GetUtcNow())) ? entry : null;
}

public sealed class MemoryDocumentsSpecs : DocumentsContract
{
    private protected override Task<IDocuments> Open(TimeProvider time) => Task.FromResult<IDocuments>(new MemoryDocuments(time));
}

public sealed class MemoryArchiveSpecs : ArchiveContract
{
    private protected override Task<IDocuments> Open(TimeProvider time) => Task.FromResult<IDocuments>(new MemoryDocuments(time));
}
