using System.Runtime.CompilerServices;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Storage.Sqlite;

/// <summary>Documents in one file of this machine, for one process.</summary>
public sealed class SqliteDocuments : IDocuments, IArchive, IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly StoreFile file;
    private readonly TimeProvider time;
    private readonly DocumentCache cache;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly ITimer sweeps;
    private int sweeping;
    private int closed;

    private SqliteDocuments(StoreFile file, DocumentCache cache, TimeProvider time, ILogger log)
    {
        (this.file, this.cache, this.time) = (file, cache, time);
        readers = new(file, cache);
        writer = new(file, cache, time, log);
        sweeps = time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    /// <summary>Opens the store, creating the file if there is none.</summary>
    /// <exception cref="ConfigurationException">The file cannot be used.</exception>
    public static SqliteDocuments Open(SqliteOptions options, TimeProvider time, ILogger<SqliteDocuments> log) =>
        new(StoreFile.Take(options), new DocumentCache(options.Cache), time, log);

    /// <summary>Whether so much waits to be written, or for so long, that what is begun now would come too late.</summary>
    public bool IsBehind => writer.IsBehind;

    /// <summary>How many writes wait.</summary>
    public int Waiting => writer.Waiting;

    /// <inheritdoc/>
    public Task<Entry?> Find(Key key, CancellationToken cancellation) =>
        cache.Find(key) is { } cached ? Task.FromResult(Living(cached)) : Load(key, cancellation);

    /// <inheritdoc/>
    public Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        var job = new SaveJob(entry, cancellation);
        writer.Add(job);
        return cancellation.CanBeCanceled ? job.Answer.WaitAsync(cancellation) : job.Answer;
    }

    /// <inheritdoc/>
    public Task<bool> Delete(Key key, string version, CancellationToken cancellation)
    {
        var job = new DeleteJob(key, version, cancellation);
        writer.Add(job);
        return cancellation.CanBeCanceled ? job.Answer.WaitAsync(cancellation) : job.Answer;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        readers.Read(r => r.List(partition, kind, after, take, Now()), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) =>
        readers.Read(r => r.Due(now, take, Now()), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entry> Read(Key? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Page by page: a statement left open over the whole table would keep the log from being folded in.
        for (var last = after ?? new Key("", ""); ;)
        {
            var (page, start) = (await readers.Read(r => r.Page(last, Now()), cancellation), last);
            foreach (var entry in page)
            {
                yield return entry;
                last = entry.Key;
            }

            if (last == start)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public Task Write(IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        var job = new PutJob(entries, cancellation);
        writer.Add(job);
        return cancellation.CanBeCanceled ? job.Answer.WaitAsync(cancellation) : job.Answer;
    }

    /// <summary>Writes what was accepted, and lets the file go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
        {
            return;
        }

        await sweeps.DisposeAsync();
        readers.Dispose();
        await Task.Run(writer.Dispose);
        file.Dispose();
    }

    private async Task<Entry?> Load(Key key, CancellationToken cancellation)
    {
        var stamp = cache.Stamp(key);
        if (await readers.Read(r => r.Find(key), cancellation) is not { } found)
        {
            return null;
        }

        cache.Loaded(found, stamp);
        return Living(found);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Entry? Living(Entry entry) =>
        entry.Expires is { } at && Rows.Milliseconds(at) <= Now() ? null : entry;

    private void Sweep()
    {
        // One at a time: where many minutes pass at once, one clean-up does for all of them.
        if (Interlocked.Exchange(ref sweeping, 1) == 1)
        {
            return;
        }

        try
        {
            writer.Add(new SweepJob(Swept));
        }
        catch (StoreUnavailableException)
        {
            // Too busy to clean up; the next minute will do.
            Volatile.Write(ref sweeping, 0);
        }
    }

    private void Swept(bool more)
    {
        Volatile.Write(ref sweeping, 0);
        if (more)
        {
            Sweep();
        }
    }
}
