using System.Net;

namespace BotPartner.Teams;

/// <summary>Hosts of the Bot Connector that the bot's token may be sent to. A token sent elsewhere lets its holder speak as the bot.</summary>
public sealed class ServiceHosts
{
    private const string Setting = "Teams:AllowedServiceHosts";
    private readonly IReadOnlyList<Entry> entries;

    private ServiceHosts(IReadOnlyList<Entry> entries) => this.entries = entries;

    /// <summary>The hosts of the public and the government clouds. Of trafficmanager.net exactly one: anybody can register others.</summary>
    public static ServiceHosts Default { get; } = Parse(
    [
        "*.botframework.com",
        "smba.trafficmanager.net",
        "teams.microsoft.com",
        "teams.microsoft.us",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
    ]);

    /// <summary>Reads entries: <c>host</c>, <c>*.domain</c>, <c>host:port</c>, or on this machine <c>http://127.0.0.1:*</c>.</summary>
    /// <exception cref="ConfigurationException">An entry is not understood, or lets too much in.</exception>
    public static ServiceHosts Parse(IEnumerable<string> written) => new([.. written.Select(Parse)]);

    /// <summary>Whether a service URL may be trusted with the token.</summary>
    public bool Allows(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && Allows(address);

    /// <summary>Whether a service URL may be trusted with the token.</summary>
    public bool Allows(Uri address)
    {
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return false;
        }

        foreach (var entry in entries)
        {
            if (entry.Matches(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two service URLs are the same: scheme, host without regard to case, port, and path but for one closing slash.</summary>
    public static bool Same(string? one, string? other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var a)
        && Uri.TryCreate(other, UriKind.Absolute, out var b)
        && a.Scheme == b.Scheme
        && string.Equals(a.Host, b.Host, StringComparison.OrdinalIgnoreCase)
        && a.Port == b.Port
        && Path(a) == Path(b)
        && a.Query == b.Query;

    private static string Path(Uri address) => address.AbsolutePath is [.. var path, '/'] ? path : address.AbsolutePath;

    private static Entry Parse(string written)
    {
        var plain = written.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        var rest = plain ? written[7..] : written.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? written[8..] : written;
        rest = rest.TrimEnd('/').ToLowerInvariant();
        var colon = rest.LastIndexOf(':');
        var (host, port) = colon > rest.LastIndexOf(']') ? (rest[..colon], rest[(colon + 1)..]) : (rest, plain ? "80" : "443");
        if (plain && !IsLoopback(host))
        {
            throw new ConfigurationException(Setting, $"may name http only on this machine, not {written}");
        }

        var suffix = host.StartsWith("*.", StringComparison.Ordinal);
        var domain = suffix ? host[2..] : host;
        if (suffix && domain is "trafficmanager.net")
        {
            throw new ConfigurationException(Setting, "must not hold *.trafficmanager.net: anybody can register a host there");
        }

        if (Uri.CheckHostName(domain.Trim('[', ']')) == UriHostNameType.Unknown || (suffix && !domain.Contains('.', StringComparison.Ordinal)))
        {
            throw new ConfigurationException(Setting, $"holds {written}, which is not a host");
        }

        return port == "*" && IsLoopback(host) ? new(plain, domain, suffix, null)
            : int.TryParse(port, out var number) && number is > 0 and < 65536 ? new(plain, domain, suffix, number)
            : throw new ConfigurationException(Setting, $"holds {written}, whose port is not a number");
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private sealed record Entry(bool Plain, string Domain, bool Suffix, int? Port)
    {
        public bool Matches(Uri address) =>
            address.Scheme == (Plain ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)
            && (Port is null || address.Port == Port)
            && (Suffix
                ? address.Host.Length > Domain.Length
                    && address.Host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase)
                    && address.Host[^(Domain.Length + 1)] == '.'
                : string.Equals(address.Host, Domain, StringComparison.OrdinalIgnoreCase));
    }
}
