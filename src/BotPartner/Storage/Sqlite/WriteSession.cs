using BotPartner.Core.Documents;
using Microsoft.Data.Sqlite;

namespace BotPartner.Storage.Sqlite;

/// <summary>The writer's connection with its statements. Not for use by two threads.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement insert;
    private readonly Statement update;
    private readonly Statement put;
    private readonly Statement delete;
    private readonly Statement peek;
    private readonly Statement expired;

    public WriteSession(SqliteConnection connection)
    {
        this.connection = connection;
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        insert = new(
            connection,
            $"INSERT INTO documents ({Rows.Columns}) VALUES ($partition, $id, $kind, $version, $due, $expires, $body) ON CONFLICT DO NOTHING",
            "$partition", "$id", "$kind", "$version", "$due", "$expires", "$body");
        update = new(
            connection,
            "UPDATE documents SET kind = $kind, version = $version, due = $due, expires = $expires, body = $body "
                + "WHERE partition = $partition AND id = $id AND version = $old AND (expires IS NULL OR expires > $now)",
            "$partition", "$id", "$kind", "$version", "$due", "$expires", "$body", "$old", "$now");
        put = new(
            connection,
            $"INSERT INTO documents ({Rows.Columns}) VALUES ($partition, $id, $kind, $version, $due, $expires, $body) "
                + "ON CONFLICT DO UPDATE SET kind = excluded.kind, version = max(excluded.version, version + 1), "
                + "due = excluded.due, expires = excluded.expires, body = excluded.body",
            "$partition", "$id", "$kind", "$version", "$due", "$expires", "$body");
        delete = new(
            connection,
            "DELETE FROM documents WHERE partition = $partition AND id = $id AND version = $version",
            "$partition", "$id", "$version");
        peek = new(
            connection,
            "SELECT version, expires FROM documents WHERE partition = $partition AND id = $id",
            "$partition", "$id");
        expired = new(
            connection,
            "SELECT partition, id, version FROM documents WHERE expires <= $now ORDER BY expires LIMIT $take",
            "$now", "$take");
    }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    public bool Insert(Entry entry, long version) => insert.Run(
        entry.Key.Partition, entry.Key.Id, entry.Kind, version, Rows.Milliseconds(entry.Due), Rows.Milliseconds(entry.Expires), Rows.Bytes(entry.Body)) == 1;

    /// <summary>Writes it whatever is there: under this version, or a later one than was there.</summary>
    public void Put(Entry entry, long version) => put.Run(
        entry.Key.Partition, entry.Key.Id, entry.Kind, version, Rows.Milliseconds(entry.Due), Rows.Milliseconds(entry.Expires), Rows.Bytes(entry.Body));

    public bool Update(Entry entry, long version, long old, long now) => update.Run(
        entry.Key.Partition, entry.Key.Id, entry.Kind, version, Rows.Milliseconds(entry.Due), Rows.Milliseconds(entry.Expires), Rows.Bytes(entry.Body), old, now) == 1;

    public bool Delete(Key key, long version) => delete.Run(key.Partition, key.Id, version) == 1;

    /// <summary>Version and expiry of what is stored under the key, if anything is.</summary>
    public (long Version, long? Expires)? Peek(Key key)
    {
        using var row = peek.With(key.Partition, key.Id).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1)) : null;
    }

    /// <summary>Some documents that have expired.</summary>
    public IReadOnlyList<(Key Key, long Version)> Expired(long now, int take)
    {
        var found = new List<(Key, long)>();
        using var row = expired.With(now, take).ExecuteReader();
        while (row.Read())
        {
            found.Add((new(row.GetString(0), row.GetString(1)), row.GetInt64(2)));
        }

        return found;
    }

    /// <summary>Folds the log into the file and cuts it, waiting for readers.</summary>
    public void Fold() => StoreFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, insert, update, put, delete, peek, expired })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
