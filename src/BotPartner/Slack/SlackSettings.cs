using System.Globalization;
using System.Text;

namespace BotPartner.Slack;

/// <summary>How the app is known to Slack where many workspaces may install it.</summary>
public sealed record OAuthApp(string ClientId, string ClientSecret);

/// <summary>The <c>Slack</c> section of the configuration, checked.</summary>
/// <param name="SigningSecret">Signs what Slack sends over HTTP; null where it sends nothing that way.</param>
/// <param name="BotToken">The token of the one workspace; null where many may install the app.</param>
/// <param name="ApiBase">Where the Web API is.</param>
/// <param name="ResponseOrigins">Where answers may be posted.</param>
/// <param name="UploadOrigins">Where files may be uploaded.</param>
public sealed record SlackSettings(string? SigningSecret, string? BotToken, Uri ApiBase, IReadOnlyList<Uri> ResponseOrigins, IReadOnlyList<Uri> UploadOrigins)
{
    private const string ResponseHosts = "AllowedResponseHosts";
    private const string UploadHosts = "AllowedUploadHosts";
    private const int MostSockets = 10;

    /// <summary>The signing secret as the key of the MAC.</summary>
    public ReadOnlyMemory<byte> Key { get; } = Encoding.UTF8.GetBytes(SigningSecret ?? "");

    /// <summary>The app that workspaces install; null where there is one workspace.</summary>
    public OAuthApp? App { get; init; }

    /// <summary>Opens Socket Mode; null where Slack comes over HTTP.</summary>
    public string? AppToken { get; init; }

    /// <summary>How many sockets are held open.</summary>
    public int Sockets { get; init; } = 2;

    /// <summary>Where people of a workspace consent.</summary>
    public Uri Authorize => new(ApiBase, "/oauth/v2/authorize");

    /// <summary>The settings; null if Slack is off.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public static SlackSettings? Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Slack");
        string? Set(string name) => section[name]?.Trim() is { Length: > 0 } value ? value : null;
        var (secret, appToken) = (Set("SigningSecret"), Set("AppToken"));
        if (secret is null && appToken is null)
        {
            // A client id without the rest is a mistake, not the wish to have Slack off.
            return Set("ClientId") is null ? null : throw new ConfigurationException("Slack:SigningSecret", "must be set where Slack:ClientId is: from the app's page, Basic Information");
        }

        if (appToken is not null && !IsToken(appToken, "xapp-"))
        {
            throw new ConfigurationException("Slack:AppToken", "must be an app-level token with the scope connections:write, which begins with xapp-");
        }

        var (app, token) = (Many(Set("ClientId"), Set("ClientSecret")), Set("BotToken"));
        if (app is null && (token is null || !IsToken(token, "xoxb-")))
        {
            throw new ConfigurationException("Slack:BotToken", "must be the bot token of the workspace, which begins with xoxb- (or set Slack:ClientId and Slack:ClientSecret for many workspaces)");
        }

        if (app is not null && token is not null)
        {
            throw new ConfigurationException("Slack:BotToken", "must be empty where Slack:ClientId is set: one workspace, or many that install the app");
        }

        return new(
            secret,
            token,
            Base(section["ApiBaseUrl"]),
            Origins(section, ResponseHosts, "hooks.slack.com", "hooks.slack-gov.com"),
            Origins(section, UploadHosts, "files.slack.com", "files.slack-gov.com"))
        {
            App = app,
            AppToken = appToken,
            Sockets = Count(Set("SocketConnections")),
        };
    }

    /// <summary>Whether a URL that Slack gave leads to one of these hosts. An origin of this machine itself without a port allows every
    /// port: the one it listens on is not known beforehand.</summary>
    internal static bool Lead(IReadOnlyList<Uri> origins, Uri url) => url.UserInfo.Length == 0 && origins.Any(o =>
        url.Scheme == o.Scheme
        && string.Equals(url.IdnHost, o.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (url.Port == o.Port || (o.IsLoopback && o.IsDefaultPort)));

    /// <summary>Whether a URL that Slack gave is a socket of Slack's: below the API's own domain, encrypted; on this machine either way.</summary>
    internal bool LeadsToSocket(Uri url)
    {
        var domain = string.Join('.', ApiBase.IdnHost.Split('.').TakeLast(2));
        return url.UserInfo.Length == 0 && (ApiBase.IsLoopback
            ? url.IsLoopback && url.Scheme is "ws" or "wss"
            : url.Scheme == "wss" && (url.IdnHost == domain || url.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsToken(string value, string prefix) => value.StartsWith(prefix, StringComparison.Ordinal) && IsPlain(value);

    private static bool IsPlain(string value) => !value.Any(c => c is < '!' or > '~');

    private static OAuthApp? Many(string? id, string? secret) => (id, secret) switch
    {
        (null, null) => null,
        ({ } i, { } s) when IsPlain(i) && IsPlain(s) && !i.Contains(':', StringComparison.Ordinal) => new(i, s),
        (null, _) => throw new ConfigurationException("Slack:ClientId", "must be set where Slack:ClientSecret is: from the app's page, Basic Information"),
        (_, null) => throw new ConfigurationException("Slack:ClientSecret", "must be set where Slack:ClientId is: from the app's page, Basic Information"),
        _ => throw new ConfigurationException("Slack:ClientId", "and Slack:ClientSecret must be as the app's page shows them, without blanks"),
    };

    private static int Count(string? typed) => typed is null ? 2
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostSockets ? count
        : throw new ConfigurationException("Slack:SocketConnections", $"must be a number from 1 to {MostSockets}");

    private static Uri[] Origins(IConfigurationSection section, string name, params string[] defaults)
    {
        var listed = section.GetSection(name).GetChildren().Select(c => c.Value?.Trim() ?? "").ToArray();
        return [.. (listed.Length == 0 ? defaults : listed).Select(l => Origin(l, name, defaults[0]))];
    }

    private static Uri Base(string? configured)
    {
        var text = string.IsNullOrWhiteSpace(configured) ? "https://slack.com/api/" : configured.Trim();
        if (!Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) || !IsSafe(url))
        {
            throw new ConfigurationException("Slack:ApiBaseUrl", "must be an absolute https URL (http only to this machine itself)");
        }

        return url;
    }

    /// <summary>A host name stands for https; an origin such as <c>http://127.0.0.1</c> may name this machine itself, for trying out.</summary>
    private static Uri Origin(string listed, string name, string example)
    {
        var text = listed.Contains("://", StringComparison.Ordinal) ? listed : "https://" + listed;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var origin) || !IsSafe(origin) || origin.PathAndQuery != "/" || origin.UserInfo.Length > 0)
        {
            throw new ConfigurationException(
                $"Slack:{name}", $"must list host names such as {example} (http:// only before this machine's own name)");
        }

        return origin;
    }

    private static bool IsSafe(Uri url) =>
        url.Host.Length > 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
