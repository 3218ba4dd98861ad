using BotPartner.Core.Chat;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Api;

/// <summary>What Slack says of channels (<c>conversations.info</c>).</summary>
public sealed class Channels(WebApi api)
{
    /// <summary>Whether the bot is in a channel; null if Slack does not say now.</summary>
    public async Task<bool?> Holds(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return await api.Call("conversations.info", place.Realm, [new("channel", place.Channel)], CancellationToken.None) switch
        {
            Answer.Done done => done.Body.At("channel"u8).At("is_member"u8).ValueKind == System.Text.Json.JsonValueKind.True,
            Answer.Failed { Error: "channel_not_found" or TokenFound.Uninstalled or TokenFound.NotInstalled } => false,
            _ => null,
        };
    }

    /// <summary>Whether other organisations share a channel, as far as the place's own workspace knows it; null if it knows it not, or Slack does not say now.</summary>
    public async Task<bool?> Shared(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return await api.Call("conversations.info", place.Realm, [new("channel", place.Channel)], CancellationToken.None) switch
        {
            Answer.Done done => done.Body.At("channel"u8).At("is_ext_shared"u8).ValueKind == System.Text.Json.JsonValueKind.True,
            Answer.Failed { Error: TokenFound.Uninstalled or TokenFound.NotInstalled } => false,
            _ => null,
        };
    }
}
