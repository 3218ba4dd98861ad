using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotPartner.Storage.Sqlite;

/// <summary>A store's file beside the bot's own work on it: copied, and looked at whether it is whole and ours.</summary>
internal static class Copy
{
    // In seconds: how long one waits for who holds the file for a moment.
    private const int Patience = 10;

    /// <summary>Writes what the store holds at this moment into a file of its own, which is there and empty. Other processes may work on the store meanwhile.
    /// What was overwritten or deleted there is not in the copy.</summary>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    public static void Write(string store, string to, CancellationToken cancellation)
    {
        // Only to be read: what this process may not write it cannot spoil.
        using var connection = Open(store, SqliteOpenMode.ReadOnly);
        using var interrupts = Interrupting(connection, cancellation);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $to";
        command.Parameters.AddWithValue("$to", to);
        command.ExecuteNonQuery();
    }

    /// <summary>How many documents a file holds.</summary>
    /// <exception cref="StoreRefusedException">It is damaged, or no store of the bot.</exception>
    public static long Check(string file, CancellationToken cancellation)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadWrite);
            using var interrupts = Interrupting(connection, cancellation);

            // In one file, with nothing beside it.
            StoreFile.Execute(connection, "PRAGMA journal_mode = DELETE");
            if (StoreFile.Foreign(connection) is { } why)
            {
                throw new StoreRefusedException(why);
            }

            return Scalar(connection, "PRAGMA integrity_check") is "ok"
                ? (long)Scalar(connection, "SELECT count(*) FROM documents")!
                : throw new StoreRefusedException("it is damaged");
        }
        catch (SqliteException broken) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreRefusedException(broken.SqliteErrorCode == raw.SQLITE_NOTADB ? "it is no database" : $"it is damaged ({broken.Message.ReplaceLineEndings(" ")})", broken);
        }
    }

    /// <summary>An empty file that nobody else reads.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Has the disk keep what was written.</summary>
    public static void Keep(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Folds the log of a store that nobody works on into the store itself, so that it lies in one file.</summary>
    public static void Fold(string store)
    {
        try
        {
            using var connection = Open(store, SqliteOpenMode.ReadWrite);
            StoreFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // It is damaged, and stays as it is.
        }
    }

    /// <summary>Removes a file and what SQLite may have left beside it.</summary>
    public static void Drop(string path)
    {
        foreach (var end in new[] { "", "-journal", "-wal", "-shm" })
        {
            File.Delete(path + end);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = Patience }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static CancellationTokenRegistration Interrupting(SqliteConnection connection, CancellationToken cancellation) =>
        cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle!));

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this file come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
