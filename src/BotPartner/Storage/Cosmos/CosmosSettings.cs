using System.Globalization;

namespace BotPartner.Storage.Cosmos;

/// <summary>Reads <c>Storage:Cosmos</c>.</summary>
internal static class CosmosSettings
{
    private const string Section = "Storage:Cosmos";

    /// <summary>The options.</summary>
    /// <exception cref="ConfigurationException">One of them cannot be.</exception>
    public static CosmosOptions Read(IConfiguration configuration)
    {
        string? Of(string name) => configuration[$"{Section}:{name}"] is { Length: > 0 } value ? value : null;

        var endpoint = Endpoint(Of("Endpoint"));
        var gateway = Gateway(Of("ConnectionMode"));
        if (endpoint.Scheme == Uri.UriSchemeHttp && !gateway)
        {
            throw new ConfigurationException($"{Section}:ConnectionMode", "must be Gateway where the endpoint is plain http");
        }

        var patience = Patience(Of("PatienceSeconds"));
        return new(endpoint, Key(Of("Key")), Name("Database", Of("Database") ?? "botpartner"), Name("Container", Of("Container") ?? "documents"))
        {
            Gateway = gateway,
            Create = Create(Of("Create")),
            Budget = patience,
            Attempt = patience * 0.625,
            Start = patience > CosmosOptions.LeastStart ? patience : CosmosOptions.LeastStart,
        };
    }

    private static Uri Endpoint(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))
            ? endpoint
            : throw new ConfigurationException($"{Section}:Endpoint", "must be the account's https address, as in https://ACCOUNT.documents.azure.com/ (plain http only on this machine)");

    private static bool Gateway(string? value) => value switch
    {
        null => false,
        _ when value.Equals("Direct", StringComparison.OrdinalIgnoreCase) => false,
        _ when value.Equals("Gateway", StringComparison.OrdinalIgnoreCase) => true,
        _ => throw new ConfigurationException($"{Section}:ConnectionMode", "must be Direct or Gateway"),
    };

    private static string? Key(string? value) => value is null || Convert.TryFromBase64String(value, new byte[value.Length], out _)
        ? value
        : throw new ConfigurationException($"{Section}:Key", "must be one of the account's keys, whole, in base64; or empty to use the identity of this machine");

    private static string Name(string setting, string value) => value.Length <= 255 && value.IndexOfAny(['/', '\\', '?', '#']) < 0 && value == value.Trim()
        ? value
        : throw new ConfigurationException($"{Section}:{setting}", "must be a name of at most 255 characters without / \\ ? #");

    private static TimeSpan Patience(string? value) => value is null ? TimeSpan.FromSeconds(4)
        : double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 600
            ? TimeSpan.FromSeconds(seconds)
            : throw new ConfigurationException($"{Section}:PatienceSeconds", "must be a number of seconds from 1 to 600");

    private static bool Create(string? value) => value is null
        || (bool.TryParse(value, out var create) ? create : throw new ConfigurationException($"{Section}:Create", "must be true or false"));
}
