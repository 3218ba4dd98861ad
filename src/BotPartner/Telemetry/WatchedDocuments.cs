using System.Diagnostics;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Telemetry;

/// <summary>Whether the store takes what is saved.</summary>
public sealed class Writing(TimeProvider time)
{
    private volatile Outcome last = new(null, null);

    /// <summary>Why the last save failed, in one line; null if it did not.</summary>
    public string? Trouble => last.Trouble;

    /// <summary>When the last save was done; null if there was none yet, or it failed.</summary>
    public Instant? Saved => last.Saved;

    /// <summary>A save was done.</summary>
    public void Done() => last = new(time.Now(), null);

    /// <summary>A save failed.</summary>
    public void Failed(string why) => last = new(null, why);

    private sealed record Outcome(Instant? Saved, string? Trouble);
}

/// <summary>A store whose saves are measured and whose failures are remembered; where a request is traced, what it does here is, too.</summary>
internal sealed class WatchedDocuments(IDocuments store, Writing writing, TimeProvider time) : IDocuments
{
    public Task<Entry?> Find(Key key, CancellationToken cancellation) => Traced("find", null, () => store.Find(key, cancellation));

    public async Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        using var span = Spans.Within("store save", ActivityKind.Client);
        span?.SetTag("kind", entry.Kind);
        var began = time.GetTimestamp();
        try
        {
            var version = await store.Save(entry, cancellation);
            writing.Done();
            Measures.Save(entry.Kind, version is null ? "conflict" : "saved", time.GetElapsedTime(began));
            return version;
        }
        catch (StoreUnavailableException down)
        {
            writing.Failed(down.Message);
            Measures.Save(entry.Kind, "failed", time.GetElapsedTime(began));
            span?.SetStatus(ActivityStatusCode.Error, "unavailable");
            throw;
        }
    }

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => Traced("delete", null, () => store.Delete(key, version, cancellation));

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        Traced("list", kind, () => store.List(partition, kind, after, take, cancellation));

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => store.Due(now, take, cancellation);

    private static Task<T> Traced<T>(string operation, string? kind, Func<Task<T>> ask)
    {
        return Activity.Current is null ? ask() : Asked();

        async Task<T> Asked()
        {
            using var span = Spans.Within($"store {operation}", ActivityKind.Client);
            span?.SetTag("kind", kind);
            return await ask();
        }
    }
}
