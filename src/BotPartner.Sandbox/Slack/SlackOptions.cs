namespace BotPartner.Sandbox.Slack;

/// <summary>How the simulated Slack is set up.</summary>
public sealed record SlackOptions
{
    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The workspace.</summary>
    public string TeamId { get; init; } = "T0SANDBOX1";

    /// <summary>The workspace's sub-domain.</summary>
    public string Domain { get; init; } = "clean-rivers";

    /// <summary>The app.</summary>
    public string AppId { get; init; } = "A0SANDBOX1";

    /// <summary>The app's user.</summary>
    public string BotUserId { get; init; } = "U0BOTUSER1";

    /// <summary>The app's bot id.</summary>
    public string BotId { get; init; } = "B0SANDBOX1";

    /// <summary>How people mention it.</summary>
    public string BotName { get; init; } = "BotPartner";

    /// <summary>Signs what is sent to the bot.</summary>
    public string SigningSecret { get; init; } = "sandbox-signing-secret";

    /// <summary>Opens the Web API.</summary>
    public string BotToken { get; init; } = "xoxb-sandbox-bot-token";

    /// <summary>Whether workspaces install the app (OAuth); else there is <see cref="BotToken"/>.</summary>
    public bool OAuth { get; init; }

    /// <summary>How the app is known to Slack.</summary>
    public string ClientId { get; init; } = "1111111111.2222222222";

    /// <summary>Its secret.</summary>
    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>Whether tokens end after twelve hours and are renewed.</summary>
    public bool RotatesTokens { get; init; }

    /// <summary>The organisation that the workspace belongs to.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>Whether the app is installed for all workspaces of the organisation.</summary>
    public bool OrgInstall { get; init; }

    /// <summary>Whether the service comes over sockets that the app opens, and not over HTTP.</summary>
    public bool SocketMode { get; init; }

    /// <summary>Opens sockets.</summary>
    public string AppToken { get; init; } = "xapp-1-sandbox";

    /// <summary>Scopes of the token; null asks for none. See slack.md §5.</summary>
    public IReadOnlyCollection<string>? Scopes { get; init; }

    /// <summary>Whether the workspace takes no files at all.</summary>
    public bool FileUploadsDisabled { get; init; }

    /// <summary>Whether messages in channels arrive too (<c>message.channels</c>), so that a mention arrives twice with the same ts.</summary>
    public bool DeliversChannelMessages { get; init; }

    /// <summary>How long it waits for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether one message a second and channel, and the tiers, are enforced.</summary>
    public bool RateLimits { get; init; }

    /// <summary>Whether a 429 says how long to wait.</summary>
    public bool SaysRetryAfter { get; init; } = true;

    /// <summary>The clock of the service and of its people.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Decides ids and disorder.</summary>
    public ulong Seed { get; init; } = 1;
}
