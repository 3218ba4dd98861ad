using BotPartner.Storage;
using BotPartner.Storage.Cosmos;
using BotPartner.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace BotPartner.Doctor;

/// <summary>Whether the store can be used. It is only read; a bot may work on it.</summary>
internal sealed class StoreCheck(WebApplicationBuilder builder)
{
    private const string About = "store";
    private const long Little = 1024L * 1024 * 1024;
    private const long TooLittle = 100L * 1024 * 1024;

    /// <summary>Whether a bot works on the SQLite file now.</summary>
    public bool IsHeld => IsSqlite && IsLocked(StorageModule.SqlitePath(builder));

    private bool IsSqlite => (builder.Configuration["Storage:Provider"] ?? "Sqlite").Equals("Sqlite", StringComparison.OrdinalIgnoreCase);

    public Task<IReadOnlyList<Finding>> Look(CancellationToken cancellation)
    {
        var provider = builder.Configuration["Storage:Provider"] ?? "Sqlite";
        return IsSqlite ? Task.FromResult<IReadOnlyList<Finding>>([.. Sqlite(StorageModule.SqlitePath(builder))])
            : provider.Equals("Cosmos", StringComparison.OrdinalIgnoreCase) ? Cosmos(cancellation)
            : Task.FromResult<IReadOnlyList<Finding>>([Finding.Of(About, new("Storage:Provider", $"must be Sqlite or Cosmos, not '{provider}'"))]);
    }

    private async Task<IReadOnlyList<Finding>> Cosmos(CancellationToken cancellation)
    {
        try
        {
            // Looking makes nothing.
            var options = CosmosSettings.Read(builder.Configuration);
            await CosmosStart.Open(options with { Create = false }, cancellation);
            return [Finding.Ok(About, $"Cosmos DB at {options.Endpoint.Host}, container {options.Container}, can be used")];
        }
        catch (ConfigurationException wrong)
        {
            return [Finding.Wrong(About, wrong.Message, "Change what it names. If database and container are only to be made at the first start, start the bot once.")];
        }
    }

    private static IEnumerable<Finding> Sqlite(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(path))
        {
            return [Finding.Wrong(About, $"'{path}' is a folder", "Name a file in Storage:Sqlite:Path.")];
        }

        if (!File.Exists(path))
        {
            return [Finding.Warn(About, $"there is no file '{path}' yet", "If the bot ran before, Storage:Sqlite:Path names another file than then. If not, its first start makes it."), .. Room(folder)];
        }

        return [Content(path), .. Writable(path), .. Room(folder)];
    }

    private static Finding Content(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            connection.Open();
            return StoreFile.Foreign(connection) is { } why
                ? Finding.Wrong(About, $"'{path}': {why}", "Name the bot's own file in Storage:Sqlite:Path, or run the version of the bot that wrote it.")
                : Finding.Ok(About, $"SQLite, '{path}', {new FileInfo(path).Length / 1e6:N1} MB{(IsLocked(path) ? "; a bot works on it now" : "; no bot works on it now")}");
        }
        catch (SqliteException broken)
        {
            return Finding.Wrong(About, $"'{path}' cannot be read: {broken.Message}", "Give the bot's account the right to read and write it; if it is damaged, restore a backup (BotPartner restore FILE).");
        }
    }

    private static IEnumerable<Finding> Writable(string path)
    {
        foreach (var each in new[] { path, path + "-wal", path + ".lock" }.Where(File.Exists))
        {
            Finding? refused = null;
            try
            {
                using var file = new FileStream(each, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            }
            catch (UnauthorizedAccessException)
            {
                refused = Finding.Wrong(About, $"'{each}' may not be written to by this account", "Run this as the bot's account; if it is, give that account the right to write it.");
            }
            catch (IOException)
            {
                // A bot holds it.
            }

            if (refused is not null)
            {
                yield return refused;
            }
        }
    }

    private static IEnumerable<Finding> Room(string folder)
    {
        // The folder itself may not be there yet.
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        Finding? finding;
        try
        {
            var free = new DriveInfo(there).AvailableFreeSpace;
            finding = free >= Little ? null
                : free >= TooLittle ? Finding.Warn("disk", $"{free / 1e6:N0} MB are free below '{there}'", "Make room: the store grows, and a backup takes as much again.")
                : Finding.Wrong("disk", $"only {free / 1e6:N0} MB are free below '{there}'", "Make room now: without it votes are refused.");
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            finding = Finding.Warn("disk", $"how much is free below '{there}' cannot be told", "Look yourself: the store grows, and a backup takes as much again.");
        }

        if (finding is not null)
        {
            yield return finding;
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            // Never made here: a bot that starts at this moment would be told that another has it.
            if (File.Exists(path + ".lock"))
            {
                new FileStream(path + ".lock", FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            }

            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
