namespace BotPartner.Files;

/// <summary>Where people reach the bot with a browser.</summary>
/// <param name="BaseUrl">With a slash at its end; null if it is not configured.</param>
public sealed record PublicAddress(Uri? BaseUrl)
{
    /// <summary>Reads <c>Public:BaseUrl</c>.</summary>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static PublicAddress Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var typed = configuration["Public:BaseUrl"]?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return new((Uri?)null);
        }

        return Uri.TryCreate(typed.EndsWith('/') ? typed : typed + "/", UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url is { UserInfo: "", Query: "", Fragment: "" } && url.AbsoluteUri.Length <= 500
                ? new(url)
                : throw new ConfigurationException("Public:BaseUrl", "must be an absolute https URL such as https://bot.example.org (http only to this machine itself)");
    }
}
