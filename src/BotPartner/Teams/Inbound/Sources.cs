using BotPartner.Core.Chat;

namespace BotPartner.Teams.Inbound;

/// <summary>Who and where, as an activity says it.</summary>
public static class Sources
{
    /// <summary>The sender.</summary>
    public static Person Person(Activity activity, string tenant)
    {
        string? locale = null, zone = null;
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity?.Type == "clientInfo")
            {
                locale = entity.Locale;
                zone = entity.Timezone;
                break;
            }
        }

        return new(Incoming.Platform, tenant, activity.From!.Id!, Bounds.Cut(activity.From.Name ?? "", Bounds.Name))
        {
            Language = locale ?? activity.Locale,
            TimeZone = zone ?? activity.LocalTimezone,
            Route = activity.ServiceUrl,
        };
    }

    /// <summary>The conversation, without the thread of a channel.</summary>
    public static Place Place(Activity activity, string tenant)
    {
        var conversation = activity.Conversation!;
        var id = conversation.Id!;
        var thread = id.IndexOf(';', StringComparison.Ordinal);
        var kind = conversation.ConversationType switch
        {
            "channel" => PlaceKind.Channel,
            "groupChat" => PlaceKind.Group,

            // Used from the chat of two people, the message extension says so too: that is no conversation with the bot, whose own begins with "a:".
            "personal" => id.StartsWith("19:", StringComparison.Ordinal) ? PlaceKind.Group : PlaceKind.Personal,
            _ when activity.ChannelData?.Team is not null => PlaceKind.Channel,
            _ => conversation.IsGroup == true ? PlaceKind.Group : PlaceKind.Personal,
        };
        return new(Incoming.Platform, tenant, thread < 0 ? id : id[..thread], kind)
        {
            Name = Name(activity, kind) is { } name ? Bounds.Cut(name, Bounds.Name) : null,
            Unnamed = kind == PlaceKind.Channel && IsUnnamed(activity, thread < 0 ? id : id[..thread]),
            Route = activity.ServiceUrl,
        };
    }

    /// <summary>The channel that an event of a team is about. It arrives in the team's first channel, whose id is the team's.</summary>
    public static Place About(Activity activity, Place arrivedIn) => activity.ChannelData switch
    {
        { EventType: "channelDeleted" or "channelRenamed", Channel.Id: { Length: > 0 } channel } => arrivedIn with { Channel = channel },
        { Team: { Id: { Length: > 0 } id } team } => arrivedIn with { Channel = id, Name = team.Name is { } name ? Bounds.Cut(name, Bounds.Name) : arrivedIn.Name, Unnamed = false },
        _ => arrivedIn,
    };

    /// <summary>Messages say in which team, and of the channel mostly its id alone. The first channel of a team has no name of its own: it is the team's.</summary>
    private static bool IsUnnamed(Activity activity, string channel) => activity.ChannelData is { Team: { Name: not null } team, Channel: not { Name: not null } } && team.Id != channel;

    private static string? Name(Activity activity, PlaceKind kind) => kind switch
    {
        PlaceKind.Channel => (activity.ChannelData?.Team?.Name, activity.ChannelData?.Channel?.Name) switch
        {
            ({ } team, { } channel) => $"{team} / {channel}",
            var (team, channel) => team ?? channel ?? activity.Conversation!.Name,
        },
        _ => activity.Conversation!.Name,
    };
}
