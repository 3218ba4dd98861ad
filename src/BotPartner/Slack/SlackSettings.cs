using System.Text;

namespace BotPartner.Slack;

/// <summary>The <c>Slack</c> section of the configuration, checked.</summary>
public sealed record SlackSettings(string SigningSecret, string BotToken, Uri ApiBase, IReadOnlyList<Uri> ResponseOrigins, IReadOnlyList<Uri> UploadOrigins)
{
    private const string ResponseHosts = "AllowedResponseHosts";
    private const string UploadHosts = "AllowedUploadHosts";

    /// <summary>The signing secret as the key of the MAC.</summary>
    public ReadOnlyMemory<byte> Key { get; } = Encoding.UTF8.GetBytes(SigningSecret);

    /// <summary>The settings; null if Slack is off.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public static SlackSettings? Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("Slack");
        if (section["SigningSecret"]?.Trim() is not { Length: > 0 } secret)
        {
            return null;
        }

        var token = section["BotToken"]?.Trim() ?? "";
        if (!token.StartsWith("xoxb-", StringComparison.Ordinal) || token.Any(c => c is < '!' or > '~'))
        {
            throw new ConfigurationException("Slack:BotToken", "must be the bot token of the workspace, which begins with xoxb-");
        }

        return new(
            secret,
            token,
            Base(section["ApiBaseUrl"]),
            Origins(section, ResponseHosts, "hooks.slack.com", "hooks.slack-gov.com"),
            Origins(section, UploadHosts, "files.slack.com", "files.slack-gov.com"));
    }

    /// <summary>Whether a URL that Slack gave leads to one of these hosts. An origin of this machine itself without a port allows every
    /// port: the one it listens on is not known beforehand.</summary>
    internal static bool Lead(IReadOnlyList<Uri> origins, Uri url) => url.UserInfo.Length == 0 && origins.Any(o =>
        url.Scheme == o.Scheme
        && string.Equals(url.IdnHost, o.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (url.Port == o.Port || (o.IsLoopback && o.IsDefaultPort)));

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
