namespace BotPartner.Slack;

/// <summary>What the bot asks a workspace to be told of, and no more: the names that are subscribed to for what <see cref="Inbound.EventReader"/> reads.</summary>
public static class Events
{
    /// <summary>Tells that somebody looks at the app's own page.</summary>
    public const string HomeOpened = "app_home_opened";

    /// <summary>Tells what is written to the bot directly.</summary>
    public const string Direct = "message.im";

    /// <summary>The bot's events.</summary>
    public static readonly IReadOnlyList<string> Bot =
    [
        HomeOpened,
        "app_mention",
        "app_uninstalled",
        "channel_archive",
        "channel_deleted",
        "channel_id_changed",
        "channel_left",
        "channel_rename",
        "channel_unarchive",
        "group_archive",
        "group_deleted",
        "group_left",
        "group_rename",
        "group_unarchive",
        "member_joined_channel",
        "member_left_channel",
        Direct,
        "team_access_granted",
        "team_access_revoked",
        "tokens_revoked",
    ];
}
