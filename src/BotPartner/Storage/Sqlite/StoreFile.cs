using Microsoft.Data.Sqlite;

namespace BotPartner.Storage.Sqlite;

/// <summary>The database file, held by one process: the cache is right only while nobody else writes.</summary>
internal sealed class StoreFile : IDisposable
{
    private const int Layout = 1;

    // The index by kind keeps a short listing short in a partition with a hundred thousand ballot boxes.
    private const string Schema = """
        CREATE TABLE documents (
          partition TEXT NOT NULL,
          id TEXT NOT NULL,
          kind TEXT NOT NULL,
          version INTEGER NOT NULL,
          due INTEGER,
          expires INTEGER,
          body BLOB NOT NULL,
          PRIMARY KEY (partition, id)
        ) STRICT;
        CREATE INDEX documents_kind ON documents (partition, kind, id);
        CREATE INDEX documents_due ON documents (due) WHERE due IS NOT NULL;
        CREATE INDEX documents_expires ON documents (expires) WHERE expires IS NOT NULL;
        PRAGMA user_version = 1;
        """;

    private readonly FileStream hold;
    private readonly SqliteOptions options;

    private StoreFile(SqliteOptions options, FileStream hold)
    {
        this.options = options;
        this.hold = hold;
    }

    /// <summary>Tells how long the disk takes.</summary>
    public TimeProvider Watch => options.Watch;

    /// <summary>Where SQLite keeps what is not yet in the file itself.</summary>
    public FileInfo Log => new(options.Path + "-wal");

    /// <summary>Takes the file for this process and makes sure that it can be used.</summary>
    /// <exception cref="ConfigurationException">It cannot.</exception>
    public static StoreFile Take(SqliteOptions options)
    {
        var file = new StoreFile(options, Hold(options.Path));
        try
        {
            file.Prepare();
            return file;
        }
        catch (Exception unusable) when (unusable is SqliteException or IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw Unusable(options.Path, unusable.Message);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes the folder, and finds out at once whether another process holds the file.</summary>
    /// <exception cref="ConfigurationException">The path cannot be used.</exception>
    public static FileStream Hold(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            if (Directory.Exists(path))
            {
                throw Unusable(path, "it is a folder");
            }
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unusable(path, unusable.Message);
        }

        try
        {
            // A lock of the operating system: it ends with the process, however that ends.
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException unusable)
        {
            throw Unusable(path, unusable.Message);
        }
        catch (IOException taken)
        {
            throw Unusable(path, $"another process uses it; stop the bot first ({taken.Message})");
        }
    }

    /// <summary>A connection, set up.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            DefaultTimeout = options.Patience,
            Pooling = false,
        }.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");

            // FULL: with WAL, a commit is on the disk before it returns. The log is folded in at 16 MB and cut back to 32 MB.
            Execute(connection, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432");
            options.Opened?.Invoke(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hold.Dispose();

    /// <summary>Runs a statement whose results do not matter, to its end.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Why a database is no store of this bot; null if it is one.</summary>
    public static string? Foreign(SqliteConnection connection) => Layouts(connection) switch
    {
        (Layout, > 0) => null,
        ( > Layout, _) => "a later version of the bot wrote it",
        (0, 0) => "it is empty",
        _ => "it is a database of something else",
    };

    private static (int Layout, int Parts) Layouts(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private static ConfigurationException Unusable(string path, string why) =>
        new("Storage:Sqlite:Path", $"'{path}' cannot be used: {why.ReplaceLineEndings(" ")}");

    private void Prepare()
    {
        using var connection = Connect();
        var (layout, parts) = Layouts(connection);
        if (layout == Layout)
        {
            return;
        }

        if (layout != 0 || parts != 0)
        {
            throw Unusable(options.Path, Foreign(connection)!);
        }

        Execute(connection, $"BEGIN IMMEDIATE; {Schema} COMMIT");
    }
}
