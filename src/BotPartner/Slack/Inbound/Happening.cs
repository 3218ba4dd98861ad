using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Slack.Inbound;

/// <summary>An event that concerns the bot, as far as its payload says it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Id">The request id.</param>
/// <param name="Place">Where.</param>
/// <param name="At">When.</param>
public sealed record Happening(Happening.What Kind, string Id, Place Place, Instant At)
{
    /// <summary>What happened.</summary>
    public enum What
    {
        /// <summary>Somebody spoke to the bot.</summary>
        Said,

        /// <summary>An account came into a channel: perhaps the bot.</summary>
        Joined,

        /// <summary>An account left a channel: perhaps the bot.</summary>
        Left,

        /// <summary>The bot can no longer speak in the channel.</summary>
        Closed,

        /// <summary>A channel that the bot could not speak in is open again: perhaps to the bot, too.</summary>
        Reopened,

        /// <summary>The channel is called differently now.</summary>
        Renamed,

        /// <summary>The channel has another id now; the text is the one it had.</summary>
        Moved,

        /// <summary>Somebody looks at the app's home.</summary>
        Visited,

        /// <summary>The app was removed, or its token made void; the place names no more than the workspace or organisation.</summary>
        Uninstalled,

        /// <summary>The organisation's installation may act in more workspaces; the place names no more than the organisation.</summary>
        Granted,

        /// <summary>The organisation's installation may act in these workspaces no longer.</summary>
        Withdrawn,
    }

    /// <summary>The organisation, if it installed the app for all its workspaces.</summary>
    public string? Enterprise { get; init; }

    /// <summary>The account it is about.</summary>
    public string? User { get; init; }

    /// <summary>The workspace of that account.</summary>
    public required string UserTeam { get; init; }

    /// <summary>The account that invited it.</summary>
    public string? Inviter { get; init; }

    /// <summary>The bot's own user id, if the payload says it.</summary>
    public string? Own { get; init; }

    /// <summary>What was said, as it came; of a removal the word for it.</summary>
    public string Text { get; init; } = "";

    /// <summary>The thread it was said in.</summary>
    public string? Thread { get; init; }

    /// <summary>The workspaces that it is about, where it is about several.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];
}

/// <summary>An event as a request.</summary>
/// <param name="Request">What to hand in; null if it does not concern the bot.</param>
/// <param name="Origin">Where to answer.</param>
/// <param name="Settled">False if that cannot be told now: to be delivered again.</param>
public sealed record Resolved(Request? Request, Origin? Origin, bool Settled)
{
    /// <summary>Nothing to do.</summary>
    public static readonly Resolved Ignored = new(null, null, true);

    /// <summary>Not to be told now.</summary>
    public static readonly Resolved Unknown = new(null, null, false);
}
