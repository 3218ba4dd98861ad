using System.Collections.Concurrent;
using BotPartner.Core.Documents;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace BotPartner.Storage.Sqlite;

/// <summary>A few connections that read beside the writer, each seeing the last commit.</summary>
internal sealed class SqliteReaders(StoreFile file, DocumentCache cache) : IDisposable
{
    private const int Count = 4;
    private readonly ConcurrentBag<ReadSession> idle = [];
    private readonly SemaphoreSlim free = new(Count);

    /// <summary>Reads with a connection of its own.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public async Task<T> Read<T>(Func<ReadSession, T> read, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        ReadSession? session = null;
        try
        {
            session = idle.TryTake(out var rested) ? rested : new ReadSession(file.Connect(), cache);
            var found = read(session);
            idle.Add(session);
            return found;
        }
        catch (SqliteException broken)
        {
            session?.Dispose();
            throw new StoreUnavailableException(broken.Message, broken);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }

        free.Dispose();
    }
}

/// <summary>A reading connection with its statements.</summary>
internal sealed class ReadSession : IDisposable
{
    private const int PageRows = 512;
    private const int PageBytes = 1024 * 1024;
    private const string Living = "(expires IS NULL OR expires > $now)";
    private readonly SqliteConnection connection;
    private readonly DocumentCache cache;
    private readonly Statement find;
    private readonly Statement list;
    private readonly Statement due;
    private readonly Statement page;

    public ReadSession(SqliteConnection connection, DocumentCache cache)
    {
        (this.connection, this.cache) = (connection, cache);

        // The operating system keeps the file's pages anyway, once for all.
        StoreFile.Execute(connection, "PRAGMA query_only = 1; PRAGMA cache_size = -512");
        find = new(
            connection,
            $"SELECT {Rows.Columns} FROM documents WHERE partition = $partition AND id = $id",
            "$partition", "$id");
        list = new(
            connection,
            $"SELECT {Rows.Columns} FROM documents WHERE partition = $partition AND kind = $kind AND id > $after AND {Living} ORDER BY id LIMIT $take",
            "$partition", "$kind", "$after", "$now", "$take");
        due = new(
            connection,
            $"SELECT {Rows.Columns} FROM documents WHERE due <= $due AND {Living} ORDER BY due LIMIT $take",
            "$due", "$now", "$take");
        page = new(
            connection,
            $"SELECT {Rows.Columns} FROM documents WHERE (partition, id) > ($partition, $id) AND {Living} ORDER BY partition, id LIMIT {PageRows}",
            "$partition", "$id", "$now");
    }

    public Entry? Find(Key key) => All(find.With(key.Partition, key.Id), null).FirstOrDefault();

    public IReadOnlyList<Entry> List(string partition, string kind, string after, int take, long now) =>
        All(list.With(partition, kind, after, now, take), cache);

    public IReadOnlyList<Entry> Due(Instant upTo, int take, long now) =>
        All(due.With(upTo.ToUnixTimeMilliseconds(), now, take), cache);

    /// <summary>Some documents of all partitions that come next, and at least one if there is any.</summary>
    public IReadOnlyList<Entry> Page(Key after, long now) => All(page.With(after.Partition, after.Id, now), null, PageBytes);

    public void Dispose()
    {
        find.Dispose();
        list.Dispose();
        due.Dispose();
        page.Dispose();
        connection.Dispose();
    }

    private static List<Entry> All(SqliteCommand command, DocumentCache? known, long bytes = long.MaxValue)
    {
        var found = new List<Entry>();
        using var row = command.ExecuteReader();
        while (bytes > 0 && row.Read())
        {
            found.Add(Rows.Read(row, known));
            bytes -= found[^1].Body.Length;
        }

        return found;
    }
}
