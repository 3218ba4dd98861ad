namespace BotPartner.Manifests;

/// <summary>What the manifests of one installation say about it.</summary>
public sealed record ManifestSettings
{
    /// <summary>The name, the same in every chat and every language.</summary>
    public const string Name = "BotPartner";

    /// <summary>The symbol's colour, also behind it.</summary>
    public const string Accent = "#0B5D5E";

    /// <summary>Where the bot is reached, with a slash at its end; null where nobody reaches it from outside.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The bot's app id in Entra, which is also that of its package; null for no package.</summary>
    public Guid? AppId { get; init; }

    /// <summary>Whether Slack comes over sockets that the bot opens.</summary>
    public bool SocketMode { get; init; }

    /// <summary>Whether the app is for one workspace, with one token that stays.</summary>
    public bool OneWorkspace { get; init; }

    /// <summary>In which of our languages Slack's people are told of the app before they use it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Who offers the bot.</summary>
    public string Developer { get; init; } = Name;

    /// <summary>The package's version: Teams takes an update only under a higher one.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Where people find help.</summary>
    public Uri? WebsiteUrl { get; init; }

    /// <summary>Where it is said what is kept of people.</summary>
    public Uri? PrivacyUrl { get; init; }

    /// <summary>Where it is said on which terms it is offered.</summary>
    public Uri? TermsUrl { get; init; }

    /// <summary>An address below <see cref="BaseUrl"/>.</summary>
    public Uri At(string path) => new(BaseUrl ?? throw new InvalidOperationException("there is no public address"), path.TrimStart('/'));
}
