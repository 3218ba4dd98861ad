namespace BotPartner.Teams;

/// <summary>How the bot is registered with Azure Bot Service.</summary>
public enum AppType
{
    /// <summary>An app of one tenant, with a client secret.</summary>
    SingleTenant,

    /// <summary>A managed identity of Azure: no secret.</summary>
    UserAssignedMSI,

    /// <summary>The old kind, which can no longer be created but still works.</summary>
    MultiTenant,
}

/// <summary>The <c>Teams</c> section, checked.</summary>
public sealed class TeamsSettings
{
    private const string PublicMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    // Legacy multi-tenant bots, and only they, get their token from the tenant of the Bot Framework itself.
    private const string MultiTenantAuthority = "botframework.com";

    private TeamsSettings()
    {
    }

    /// <summary>The bot's app id, which is also the audience of the tokens that Teams sends.</summary>
    public required string AppId { get; init; }

    /// <summary>How it is registered.</summary>
    public required AppType AppType { get; init; }

    /// <summary>The bot's own tenant.</summary>
    public required string? TenantId { get; init; }

    /// <summary>The client secret; null for a managed identity.</summary>
    public required string? ClientSecret { get; init; }

    /// <summary>Tenants whose people are served; null for all.</summary>
    public required IReadOnlySet<string>? AllowedTenants { get; init; }

    /// <summary>Hosts that the bot's token may be sent to.</summary>
    public required ServiceHosts Hosts { get; init; }

    /// <summary>Where the keys of Bot Connector are announced.</summary>
    public required Uri OpenIdMetadata { get; init; }

    /// <summary>Where the bot's own token comes from.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>Whether requests are taken without a token: development only.</summary>
    public required bool AllowUnauthenticated { get; init; }

    /// <summary>Reads the section; null if there is no app id.</summary>
    /// <exception cref="ConfigurationException">A value is missing or wrong.</exception>
    public static TeamsSettings? Read(IConfigurationSection section, bool development)
    {
        if (section[nameof(AppId)]?.Trim() is not { Length: > 0 } appId)
        {
            return null;
        }

        if (!development && !Guid.TryParse(appId, out _))
        {
            throw new ConfigurationException("Teams:AppId", "must be the application (client) id of the bot, a GUID");
        }

        var type = Type(section[nameof(AppType)]);
        var tenant = Filled(section[nameof(TenantId)]);
        var secret = Filled(section[nameof(ClientSecret)]);
        Credentials(type, tenant, secret);
        var open = Flag(section[nameof(AllowUnauthenticated)]);
        if (open && !development)
        {
            throw new ConfigurationException("Teams:AllowUnauthenticated", "is for Development only; remove it");
        }

        var authority = type == AppType.MultiTenant ? MultiTenantAuthority : tenant!;
        return new()
        {
            AppId = appId,
            AppType = type,
            TenantId = tenant,
            ClientSecret = secret,
            AllowedTenants = Tenants(type, tenant, List(section, nameof(AllowedTenants))),
            Hosts = List(section, "AllowedServiceHosts") is { Count: > 0 } hosts ? ServiceHosts.Parse(hosts) : ServiceHosts.Default,
            OpenIdMetadata = Address(section, nameof(OpenIdMetadata), PublicMetadata),
            TokenEndpoint = Address(section, nameof(TokenEndpoint), "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", authority),
            AllowUnauthenticated = open,
        };
    }

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static List<string> List(IConfigurationSection section, string name) =>
        [.. section.GetSection(name).GetChildren().Select(c => Filled(c.Value)).OfType<string>()];

    private static AppType Type(string? value) => Filled(value) switch
    {
        null => AppType.SingleTenant,
        var named when !int.TryParse(named, out _) && Enum.TryParse<AppType>(named, ignoreCase: true, out var type) => type,
        _ => throw new ConfigurationException("Teams:AppType", "must be SingleTenant, UserAssignedMSI or MultiTenant"),
    };

    private static void Credentials(AppType type, string? tenant, string? secret)
    {
        if (type != AppType.MultiTenant && tenant is null)
        {
            throw new ConfigurationException("Teams:TenantId", $"must be the tenant of the bot for {type}");
        }

        if (type == AppType.UserAssignedMSI && secret is not null)
        {
            throw new ConfigurationException("Teams:ClientSecret", "must not be set for UserAssignedMSI: a managed identity has none");
        }

        if (type != AppType.UserAssignedMSI && secret is null)
        {
            throw new ConfigurationException("Teams:ClientSecret", $"must be set for {type}");
        }
    }

    private static HashSet<string>? Tenants(AppType type, string? own, List<string> allowed)
    {
        if (allowed.Contains("*"))
        {
            return null;
        }

        if (allowed.Count == 0 && type == AppType.MultiTenant)
        {
            throw new ConfigurationException("Teams:AllowedTenants", "must list the tenants that are served, or * for all, for MultiTenant");
        }

        return new(allowed.Count == 0 ? [own!] : allowed, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Flag(string? value) => Filled(value) switch
    {
        null => false,
        var named when bool.TryParse(named, out var flag) => flag,
        _ => throw new ConfigurationException("Teams:AllowUnauthenticated", "must be true or false"),
    };

    private static Uri Address(IConfigurationSection section, string name, string standard, string? tenant = null)
    {
        var written = (Filled(section[name]) ?? standard).Replace("{tenant}", tenant, StringComparison.Ordinal);
        return Uri.TryCreate(written, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new ConfigurationException($"Teams:{name}", "must be an https address (http only on this machine)");
    }
}
