using System.Diagnostics;
using System.Text.Json.Nodes;
using BotPartner.Storage.Cosmos;

namespace BotPartner.Tests.FarSides;

/// <summary>A Cosmos DB in memory that others wrote, in a process of its own. One is shared by all; each has its own database there.</summary>
internal sealed class CosmosStandIn : IDisposable
{
    private static readonly Lazy<Task<CosmosStandIn>> Common = new(() => Start());
    private static int databases;
    private readonly Process process;

    static CosmosStandIn()
    {
        // It makes no query plans, unlike the service: the client makes its own where these are set, also in processes that are started from here.
        Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");
        Environment.SetEnvironmentVariable("AZURE_COSMOS_OPTIMISTIC_DIRECT_EXECUTION_ENABLED", "true");
    }

    private CosmosStandIn(Process process, JsonNode ready) =>
        (this.process, Endpoint, Key) = (process, new((string)ready["endpoint"]!), (string)ready["key"]!);

    public Uri Endpoint { get; }

    public string Key { get; }

    /// <summary>The one for all. It ends with this process, whose end of its input closes.</summary>
    public static Task<CosmosStandIn> Shared()
    {
        NodeProject.MustBeInstalled();
        return Common.Value;
    }

    /// <summary>One for one spec.</summary>
    public static async Task<CosmosStandIn> Start(params string[] arguments)
    {
        NodeProject.MustBeInstalled();
        var started = NodeProject.Start(["cosmos.mjs", .. arguments]);
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (await started.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                return new(started, JsonNode.Parse(line["ready ".Length..])!);
            }
        }

        started.Kill(entireProcessTree: true);
        throw new InvalidOperationException(await started.StandardError.ReadToEndAsync(late.Token));
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    /// <summary>A database that nobody else uses; it is created when it is opened.</summary>
    public CosmosOptions NewDatabase() =>
        new(Endpoint, Key, $"spec{Interlocked.Increment(ref databases)}", "documents") { Gateway = true };

    /// <summary>What tells a bot to use it.</summary>
    public IReadOnlyDictionary<string, string> Settings(CosmosOptions options) => new Dictionary<string, string>
    {
        ["Storage:Provider"] = "Cosmos",
        ["Storage:Cosmos:Endpoint"] = options.Endpoint.AbsoluteUri,
        ["Storage:Cosmos:Key"] = options.Key!,
        ["Storage:Cosmos:Database"] = options.Database,
        ["Storage:Cosmos:Container"] = options.Container,
        ["Storage:Cosmos:ConnectionMode"] = "Gateway",
    };

    /// <summary>Drops a database with all that is in it.</summary>
    public async Task Drop(string database)
    {
        using var client = CosmosStart.Client(NewDatabase());
        using var gone = await client.GetDatabase(database).DeleteStreamAsync();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
