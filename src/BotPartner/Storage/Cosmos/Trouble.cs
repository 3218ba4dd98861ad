using System.Net;
using System.Net.Sockets;

namespace BotPartner.Storage.Cosmos;

/// <summary>What keeps the service from answering as it should, in words for an operator: one line, no content, no secret.</summary>
/// <param name="Setting">The setting to look at.</param>
/// <param name="Words">What is wrong with it.</param>
/// <param name="Passes">Whether it may be over in a moment.</param>
/// <param name="Doubtful">Whether a write may have been carried out all the same.</param>
/// <param name="Bug">Whether it lies in this one request, and others will do better.</param>
internal sealed record Trouble(string Setting, string Words, bool Passes = false, bool Doubtful = false, bool Bug = false)
{
    private const string Endpoint = "Storage:Cosmos:Endpoint";
    private const string Key = "Storage:Cosmos:Key";
    private const string Database = "Storage:Cosmos:Database";
    private const string Container = "Storage:Cosmos:Container";

    /// <summary>Nothing came back in time.</summary>
    public static Trouble Silence { get; } = new(Endpoint, "names a service that does not answer in time", Passes: true, Doubtful: true);

    /// <summary>The trouble in a page of a query: that something is not there cannot be an answer to it.</summary>
    public static Trouble? InPage(Answer answer) => In(answer.Status == HttpStatusCode.NotFound && answer.SubStatus == 0 ? answer with { SubStatus = 1003 } : answer);

    /// <summary>The trouble in an answer; null if it is an answer to the question.</summary>
    public static Trouble? In(Answer answer) => (answer.Status, answer.SubStatus) switch
    {
        ( >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous, _) => null,
        (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed, _) => null,
        (HttpStatusCode.NotFound, 0) => null,
        (HttpStatusCode.NotFound, 1002) => new(Endpoint, "names a service that is behind for the moment (404.1002)", Passes: true),
        (HttpStatusCode.NotFound, _) => new(Database, "or Storage:Cosmos:Container names what is not there (404)"),
        (HttpStatusCode.Unauthorized, _) => new(Key, "is not the account's: it refuses it (401)"),
        (HttpStatusCode.Forbidden, 3 or 1008) => new(Endpoint, "names a service that is changing its write region", Passes: true),
        (HttpStatusCode.Forbidden, _) => Forbidden(answer.Said),
        (HttpStatusCode.TooManyRequests, _) => new(Database, "has too little throughput for what is asked of it (429)", Passes: true),
        ((HttpStatusCode)449, _) => new(Database, "is busy with another write of the same document (449)", Passes: true),
        (HttpStatusCode.RequestEntityTooLarge, _) => new(Container, "takes documents of up to 2 MB, and refuses one that is larger (413)", Bug: true),
        ( >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout or HttpStatusCode.Gone, _) =>
            new(Endpoint, $"names a service that fails for the moment ({(int)answer.Status})", Passes: true, Doubtful: true),
        _ => new(Endpoint, $"names a service that refuses the bot's request ({(int)answer.Status}.{answer.SubStatus})", Bug: true),
    };

    /// <summary>The trouble with the network.</summary>
    public static Trouble In(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new(Endpoint, "names a host that is not known", Passes: true),
        HttpRequestError.ConnectionError when (failed.InnerException as SocketException)?.SocketErrorCode is SocketError.ConnectionRefused =>
            new(Endpoint, "names a host that refuses the connection", Passes: true),
        HttpRequestError.SecureConnectionError => new(Endpoint, "names a host whose certificate is not trusted here", Passes: true),
        _ => new(Endpoint, "names a host that cannot be reached, or breaks the connection off", Passes: true, Doubtful: true),
    };

    /// <summary>The trouble with the identity of this machine.</summary>
    public static Trouble Nobody { get; } = new(Key, "is not set, and this machine has no identity to use instead (managed identity, or AZURE_ variables)");

    private static Trouble Forbidden(string said) =>
        said.Contains("not valid at the current time", StringComparison.OrdinalIgnoreCase)
            ? new(Endpoint, "names a service that takes this machine's time for wrong (403): set the clock of this machine right")
        : said.Contains("firewall", StringComparison.OrdinalIgnoreCase)
            ? new(Endpoint, "names an account whose firewall does not let this machine in (403)")
        : new(Key, "or the identity used instead lacks the right for this (403): it must read and write items, and create what is missing or have Storage:Cosmos:Create=false");
}
