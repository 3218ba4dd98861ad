using System.Collections.Concurrent;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Costs;

/// <summary>Keeps a list of what a store was asked: what a store in the cloud charges for.</summary>
internal sealed class CountingDocuments(IDocuments inner) : IDocuments
{
    private readonly ConcurrentQueue<Asked> asked = new();

    /// <summary>What was asked since the last time, in order.</summary>
    public Asked[] Since()
    {
        var all = asked.ToArray();
        asked.Clear();
        return all;
    }

    public async Task<Entry?> Find(Key key, CancellationToken cancellation)
    {
        var found = await inner.Find(key, cancellation);
        asked.Enqueue(new("read", found?.Kind ?? "nothing", found?.Body.Length ?? 0));
        return found;
    }

    public async Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        var saved = await inner.Save(entry, cancellation);
        asked.Enqueue(new(entry.Version is null ? "create" : "replace", entry.Kind, entry.Body.Length));
        return saved;
    }

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation)
    {
        asked.Enqueue(new("delete", "", 0));
        return inner.Delete(key, version, cancellation);
    }

    public async Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation)
    {
        var found = await inner.List(partition, kind, after, take, cancellation);
        asked.Enqueue(new("list", kind, found.Sum(e => e.Body.Length)));
        return found;
    }

    public async Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation)
    {
        var found = await inner.Due(now, take, cancellation);
        asked.Enqueue(new("due", string.Join(',', found.Select(e => e.Kind)), found.Sum(e => e.Body.Length)));
        return found;
    }
}

/// <summary>One request to the store.</summary>
internal sealed record Asked(string What, string Kind, int Bytes)
{
    public string Name => $"{What} {Kind}".TrimEnd();
}
