using System.Diagnostics;
using System.Text.Json.Nodes;
using BotPartner.Core.Documents;
using BotPartner.Storage.Cosmos;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Where the bot that is killed keeps its documents.</summary>
internal abstract class CrashStore(string folder) : IAsyncDisposable
{
    /// <summary>What tells the bot.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>How many processes work on it.</summary>
    public abstract int Processes { get; }

    /// <summary>The longest that it can take to save that a platform said yes.</summary>
    public abstract TimeSpan Saving { get; }

    /// <summary>For how many seconds what is sent is in one process's hand, where there is the time for it.</summary>
    public abstract int Lease { get; }

    public string Folder => folder;

    /// <summary>Puts documents there before anybody works on it.</summary>
    public abstract Task Fill(IEnumerable<Entry> entries);

    /// <summary>Looks at what a kill left, without touching it.</summary>
    public abstract Task<T> Look<T>(Func<IDocuments, IArchive, Task<T>> look);

    public abstract ValueTask DisposeAsync();
}

/// <summary>One file, one process. It is looked at in a copy, so that the bot alone recovers what a kill left.</summary>
internal sealed class CrashSqlite(string folder) : CrashStore(folder)
{
    private readonly string path = Path.Combine(folder, "botpartner.db");

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Storage:Sqlite:Path"] = path };

    public override int Processes => 1;

    public override TimeSpan Saving => TimeSpan.FromSeconds(1);

    public override int Lease => 5;

    public override ValueTask DisposeAsync() => default;

    public override async Task Fill(IEnumerable<Entry> entries)
    {
        await using var store = Seed.Open(path);
        foreach (var chunk in entries.Chunk(200))
        {
            await store.Write(chunk, CancellationToken.None);
        }
    }

    public override async Task<T> Look<T>(Func<IDocuments, IArchive, Task<T>> look)
    {
        var copies = Directory.CreateDirectory(Path.Combine(Folder, "copy"));
        try
        {
            foreach (var ending in new[] { "", "-wal" }.Where(e => File.Exists(path + e)))
            {
                File.Copy(path + ending, Path.Combine(copies.FullName, "copy.db" + ending));
            }

            await using var store = Seed.Open(Path.Combine(copies.FullName, "copy.db"));
            return await look(store, store);
        }
        finally
        {
            copies.Delete(recursive: true);
        }
    }
}

/// <summary>The Cosmos DB in memory that the tests use, and two processes. See tests/far-sides.</summary>
internal sealed class CrashCosmos : CrashStore
{
    private readonly Process standIn;
    private readonly CosmosOptions options;
    private CosmosDocuments? store;

    private CrashCosmos(string folder, Process standIn, JsonNode ready)
        : base(folder) => (this.standIn, options) = (standIn, new(new((string)ready["endpoint"]!), (string)ready["key"]!, "crash", "documents") { Gateway = true });

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Storage:Provider"] = "Cosmos",
        ["Storage:Cosmos:Endpoint"] = options.Endpoint.AbsoluteUri,
        ["Storage:Cosmos:Key"] = options.Key!,
        ["Storage:Cosmos:Database"] = options.Database,
        ["Storage:Cosmos:Container"] = options.Container,
        ["Storage:Cosmos:ConnectionMode"] = "Gateway",
    };

    public override int Processes => 2;

    // The stand-in does one thing after the other.
    public override TimeSpan Saving => TimeSpan.FromSeconds(3);

    public override int Lease => 15;

    /// <summary>Starts it; null if its packages are not installed.</summary>
    public static async Task<CrashCosmos?> Start(string folder)
    {
        if (Where() is not { } project || !Directory.Exists(Path.Combine(project, "node_modules")))
        {
            return null;
        }

        // It makes no query plans, unlike the service: the client makes its own where these are set, also in processes that are started from here.
        Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");
        Environment.SetEnvironmentVariable("AZURE_COSMOS_OPTIMISTIC_DIRECT_EXECUTION_ENABLED", "true");
        var started = Offspring.Start(new ProcessStartInfo("node", "cosmos.mjs")
        {
            WorkingDirectory = project,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await started.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                return new(folder, started, JsonNode.Parse(line["ready ".Length..])!);
            }
        }

        throw new InvalidOperationException("the stand-in for Cosmos DB did not start");
    }

    public override async Task Fill(IEnumerable<Entry> entries)
    {
        // Who counts afterwards waits longer than people do: the stand-in looks through all it holds for each query, on one processor.
        store ??= await CosmosDocuments.Open(
            options with { Budget = TimeSpan.FromMinutes(2), Attempt = TimeSpan.FromMinutes(1) }, TimeProvider.System, new RandomIds(), CancellationToken.None);
        foreach (var chunk in entries.Chunk(50))
        {
            await store.Write(chunk, CancellationToken.None);
        }
    }

    public override async Task<T> Look<T>(Func<IDocuments, IArchive, Task<T>> look) => await look(store!, store!);

    public override ValueTask DisposeAsync()
    {
        store?.Dispose();
        standIn.Kill(entireProcessTree: true);
        standIn.Dispose();
        return default;
    }

    private static string? Where()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "BotPartner.sln")))
            {
                return Environment.GetEnvironmentVariable("BOTPARTNER_FAR_SIDES") ?? Path.Combine(at.FullName, "tests", "far-sides");
            }
        }

        return null;
    }
}
