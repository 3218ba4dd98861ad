namespace BotPartner.Storage.Cosmos;

/// <summary>Where the store is and how it is reached.</summary>
/// <param name="Endpoint">The account's address.</param>
/// <param name="Key">Its key; null for the identity that this machine or process runs as.</param>
/// <param name="Database">The database's name.</param>
/// <param name="Container">The container's name.</param>
public sealed record CosmosOptions(Uri Endpoint, string? Key, string Database, string Container)
{
    /// <summary>What <see cref="Start"/> is at least: who starts a process rather waits than starts it again.</summary>
    public static readonly TimeSpan LeastStart = TimeSpan.FromSeconds(20);

    /// <summary>Whether requests go through the gateway over HTTPS alone, and not to the replicas themselves.</summary>
    public bool Gateway { get; init; }

    /// <summary>Whether a missing database or container is created at the start.</summary>
    public bool Create { get; init; } = true;

    /// <summary>How long one call may take with all that is tried again. People and platforms are told to try again after this.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long one question may take at the start, with all that is tried again; one attempt may take half of it.</summary>
    public TimeSpan Start { get; init; } = LeastStart;

    /// <summary>Makes what is sent over HTTP go another way; specs make networks fail here.</summary>
    public Func<HttpMessageHandler>? Network { get; init; }
}
