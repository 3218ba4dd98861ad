using System.Net;
using System.Text.Json;
using Azure.Identity;
using BotPartner.Core.Documents;
using Microsoft.Azure.Cosmos;
using NodaTime;

namespace BotPartner.Storage.Cosmos;

/// <summary>Finds out before anything starts whether the store can be used, and makes it if it may.</summary>
internal static class CosmosStart
{
    private const string PartitionPath = "/pk";

    // Two machines that are off so much, one this way and one that, differ by the third of a lease that Leases leaves for it, of the one that is set if nothing else is.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>The container, there and usable.</summary>
    /// <exception cref="ConfigurationException">It is not; one line says what to change.</exception>
    public static async Task<Container> Open(CosmosOptions options, CancellationToken cancellation)
    {
        await Knock(options, cancellation);
        var client = Client(options);
        try
        {
            options = options with { Budget = options.Start, Attempt = options.Start / 2 };
            var requests = new Requests(options, TimeProvider.System);
            var container = client.GetContainer(options.Database, options.Container);
            if (!await Check(container, requests, cancellation))
            {
                await Create(container, options, requests, cancellation);
                if (!await Check(container, requests, cancellation))
                {
                    throw new ConfigurationException("Storage:Cosmos:Container", "was created and cannot be found yet: start again");
                }
            }

            await Account(client, options, cancellation);
            await TryOut(container, options);
            return container;
        }
        catch (StoreUnavailableException down)
        {
            client.Dispose();
            throw new ConfigurationException($"Configuration: {down.Message}", down);
        }
        catch (TimeoutException)
        {
            client.Dispose();
            throw new ConfigurationException(Trouble.Silence.Setting, $"{Trouble.Silence.Words}: {options.Endpoint.Authority}");
        }
        catch (Exception failed) when (failed is StoreRefusedException or CosmosException or HttpRequestException)
        {
            client.Dispose();
            var said = failed is StoreRefusedException ? failed.Message : Trouble.Silence.Words;
            throw new ConfigurationException($"Configuration: {said.TrimEnd('.')}; does the container index {PartitionPath}, /kind and /due?", failed);
        }
        catch (Exception)
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whether anybody is there: the client would try for minutes to find out.</summary>
    private static async Task Knock(CosmosOptions options, CancellationToken cancellation)
    {
        using var http = options.Network is { } network
            ? new HttpClient(network(), disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }, disposeHandler: true);
        http.Timeout = options.Start / 2;
        try
        {
            using var answer = await http.GetAsync(options.Endpoint, HttpCompletionOption.ResponseHeadersRead, cancellation);
            Compare(answer.Headers.Date);
        }
        catch (HttpRequestException failed)
        {
            var trouble = Trouble.In(failed);
            throw new ConfigurationException(trouble.Setting, $"{trouble.Words}: {options.Endpoint.Authority}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ConfigurationException(Trouble.Silence.Setting, $"{Trouble.Silence.Words}: {options.Endpoint.Authority}");
        }
    }

    /// <summary>Leases and deadlines rest on clocks that agree: one that is off would send what another is still sending.</summary>
    private static void Compare(DateTimeOffset? theirs)
    {
        if (theirs is { } date && TimeProvider.System.GetUtcNow() - date is var off && off.Duration() > Skew)
        {
            throw new ConfigurationException(
                "Storage:Cosmos:Endpoint", $"names a service whose clock is {Math.Abs(Math.Round(off.TotalSeconds))} seconds {(off > TimeSpan.Zero ? "behind" : "ahead of")} this machine's: set the clock of this machine right");
        }
    }

    internal static CosmosClient Client(CosmosOptions options)
    {
        var how = new CosmosClientOptions
        {
            ApplicationName = "BotPartner",
            ConnectionMode = options.Gateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
            ConsistencyLevel = ConsistencyLevel.Session,

            // The client cannot look for other addresses of an account over plain HTTP.
            LimitToEndpoint = options.Endpoint.Scheme == Uri.UriSchemeHttp,

            // Waiting is up to Requests, which waits by the bot's own time and knows the budget.
            MaxRetryAttemptsOnRateLimitedRequests = 0,
            UseSystemTextJsonSerializerWithOptions = JsonSerializerOptions.Default,
        };
        if (options.Network is { } network)
        {
            var handler = network();
            how.HttpClientFactory = () => new HttpClient(handler, disposeHandler: false);
        }

        var endpoint = options.Endpoint.AbsoluteUri;
        return options.Key is { } key ? new(endpoint, key, how) : new(endpoint, new DefaultAzureCredential(), how);
    }

    /// <summary>Whether the container is there.</summary>
    private static async Task<bool> Check(Container container, Requests requests, CancellationToken cancellation)
    {
        var answer = await requests.Ask("start", c => container.ReadContainerStreamAsync(null, c), cancellation, NotFoundIsAnAnswer);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return false;
        }

        using var properties = JsonDocument.Parse(answer.Body);
        if (properties.RootElement.TryGetProperty("defaultTtl", out var ttl) && ttl.ValueKind == JsonValueKind.Number && ttl.GetInt64() > 0)
        {
            throw new ConfigurationException(
                "Storage:Cosmos:Container", "names a container that erases what is older than its time to live, ballots too: set its default time to live to “on (no default)”, or -1");
        }

        var paths = properties.RootElement.GetProperty("partitionKey").GetProperty("paths");
        return paths.GetArrayLength() == 1 && paths[0].GetString() == PartitionPath
            ? true
            : throw new ConfigurationException("Storage:Cosmos:Container", $"names a container with another partition key than {PartitionPath}: name another, or let it be created");
    }

    private static async Task Create(Container container, CosmosOptions options, Requests requests, CancellationToken cancellation)
    {
        if (!options.Create)
        {
            throw new ConfigurationException(
                "Storage:Cosmos:Create",
                $"is false, and there is no container '{options.Container}' in a database '{options.Database}': create it with the partition key {PartitionPath}, or set this to true");
        }

        var client = container.Database.Client;
        await requests.Ask("start", c => client.CreateDatabaseStreamAsync(new(options.Database), null, null, c), cancellation);
        await requests.Ask("start", c => container.Database.CreateContainerStreamAsync(Properties(options.Container), (int?)null, null, c), cancellation);
    }

    /// <summary>Nothing is indexed but what is asked for. An id always is.</summary>
    private static ContainerProperties Properties(string name)
    {
        var properties = new ContainerProperties(name, PartitionPath)
        {
            // Items expire only if they say when.
            DefaultTimeToLive = -1,
            IndexingPolicy = new() { Automatic = true, IndexingMode = IndexingMode.Consistent },
        };
        properties.IndexingPolicy.IncludedPaths.Add(new() { Path = $"{PartitionPath}/?" });
        properties.IndexingPolicy.IncludedPaths.Add(new() { Path = "/kind/?" });
        properties.IndexingPolicy.IncludedPaths.Add(new() { Path = "/due/?" });
        properties.IndexingPolicy.ExcludedPaths.Add(new() { Path = "/*" });
        return properties;
    }

    /// <summary>What an acknowledged save rests on; see docs/adr about consistency.</summary>
    private static async Task Account(CosmosClient client, CosmosOptions options, CancellationToken cancellation)
    {
        // The client takes no token here, and would try for minutes.
        var account = await client.ReadAccountAsync().WaitAsync(options.Start, TimeProvider.System, cancellation);
        if (account.WritableRegions.Skip(1).Any())
        {
            throw new ConfigurationException("Storage:Cosmos:Endpoint", "names an account with several write regions, where one of two acknowledged saves can be undone: configure one write region");
        }

        if (account.Consistency.DefaultConsistencyLevel is ConsistencyLevel.Eventual or ConsistencyLevel.ConsistentPrefix)
        {
            throw new ConfigurationException("Storage:Cosmos:Endpoint", "names an account with a weaker default consistency than Session: set it to Session");
        }
    }

    /// <summary>Reads as the bot will: whether it may, and so that nobody in a chat waits for what the client does the first time.</summary>
    private static async Task TryOut(Container container, CosmosOptions options)
    {
#pragma warning disable CA2000 // The client is the caller's.
        var documents = new CosmosDocuments(container, options, TimeProvider.System, new RandomIds());
#pragma warning restore CA2000
        await documents.Find(new("health", "probe"), CancellationToken.None);
        await documents.List("health", "probe", "", 1, CancellationToken.None);
        await documents.Due(Instant.FromUnixTimeMilliseconds(0), 1, CancellationToken.None);
    }

    private static Trouble? NotFoundIsAnAnswer(Answer answer) =>
        answer.Status == HttpStatusCode.NotFound && answer.SubStatus != 1002 ? null : Trouble.In(answer);
}
