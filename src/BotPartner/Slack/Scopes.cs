namespace BotPartner.Slack;

/// <summary>What the bot asks a workspace for, and no more: the one list for installing and for the app's manifest.</summary>
public static class Scopes
{
    /// <summary>The bot's scopes.</summary>
    public static readonly IReadOnlyList<string> Bot =
    [
        "app_mentions:read", // to be spoken to in channels
        "channels:read",     // to hear that it was added to a channel, or a channel archived
        "chat:write",        // to speak
        "commands",          // /partner, /conflict-protocol, shortcuts
        "files:write",       // to hand over records and exports
        "groups:read",       // the same in private channels
        "im:history",        // to be spoken to directly
        "im:write",          // to speak directly to who asked to be told
        "users:read",        // names, languages, time zones
    ];
}
