using System.Collections.Frozen;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using BotPartner.Slack.Inbound;
using NodaTime;
using Body = BotPartner.Slack.Api.Body;

namespace BotPartner.Slack;

/// <summary>Sends what is owed to Slack: once, the courier tries again.</summary>
public sealed class SlackSender(WebApi api, DirectChannels direct, BlockKit kit) : ISender
{
    private static readonly Window[] OneASecond = [new(1, Duration.FromSeconds(1))];

    /// <summary>The place cannot be reached: it is gone, or the bot was shut out of it.</summary>
    private static readonly FrozenSet<string> Gone = FrozenSet.Create(
        "channel_not_found", "is_archived", "not_in_channel",
        "user_not_found", "user_disabled", "user_not_visible", "invalid_user_combination", "cannot_dm_bot", "messages_tab_disabled", "is_inactive",
        "method_not_supported_for_channel_type", "user_is_restricted", "team_access_not_granted", TokenFound.Uninstalled);

    /// <summary>This message will never be taken.</summary>
    private static readonly FrozenSet<string> Refused = FrozenSet.Create(
        "message_not_found", "cant_update_message", "edit_window_closed", "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format",
        "block_mismatch", "no_text", "too_many_attachments", "metadata_too_large", "invalid_arguments", "invalid_arg_name", "invalid_array_arg",
        "invalid_post_type", "invalid_json", "json_not_object", "markdown_text_conflict", "cannot_reply_to_message", "streaming_state_conflict");

    /// <inheritdoc/>
    public string Platform => SlackModule.Platform;

    /// <inheritdoc/>
    public IReadOnlyList<Window> Pace => OneASecond;

    /// <inheritdoc/>
    public async Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        var (channel, trouble) = await direct.Open(addressee.Place, cancellation);
        return trouble is null
            ? await Send("chat.postMessage", addressee, card, new(channel!, Thread: Timestamp(under)), cancellation)
            : Outcome(trouble);
    }

    /// <inheritdoc/>
    public async Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        ArgumentNullException.ThrowIfNull(message);

        // A channel may have another id than when the message was posted there; only a direct one is known by the message alone.
        var channel = addressee.Place.Kind == PlaceKind.Personal ? message[..Math.Max(0, message.IndexOf('/', StringComparison.Ordinal))] : addressee.Place.Channel;
        return Timestamp(message) is { } ts
            ? await Send("chat.update", addressee, card, new(channel, ts), cancellation)
            : new Sent.Refused("not a message of Slack");
    }

    private async Task<Sent> Send(string method, Addressee addressee, Card card, Spot spot, CancellationToken cancellation)
    {
        var audience = new Audience(Core.Languages.Reader.Of(addressee.Language, addressee.TimeZone), addressee.Place.Realm);
        var body = Body.Of(w =>
        {
            w.WriteString("channel"u8, spot.Channel);
            if (spot.Ts is not null)
            {
                w.WriteString("ts"u8, spot.Ts);
            }

            if (spot.Thread is not null)
            {
                // Broadcast: who does not follow the thread sees it in the channel, too.
                w.WriteString("thread_ts"u8, spot.Thread);
                w.WriteBoolean("reply_broadcast"u8, true);
            }

            kit.WriteMessage(w, card, audience);
            Replies.WriteInert(w);
        });
        var answer = await api.Call(method, addressee.Place.Realm, body, cancellation);
        return answer is Answer.Done done
            ? new Sent.Done($"{done.Body.Words("channel"u8) ?? spot.Channel}/{done.Body.Words("ts"u8) ?? spot.Ts}")
            : Outcome(answer);
    }

    /// <summary>The ts in a reference, which is <c>channel/ts</c>; null if it is none.</summary>
    private static string? Timestamp(string? message) => message?.Split('/') is [_, var ts] ? ts : null;

    private static Sent Outcome(Answer answer) => answer switch
    {
        Answer.Throttled throttled => new Sent.Later(Duration.FromTimeSpan(throttled.After), "throttled"),
        Answer.Unwell unwell => new Sent.Later(null, unwell.Reason),
        Answer.Failed failed when Gone.Contains(failed.Error) => new Sent.Gone(failed.Error),
        Answer.Failed failed when Refused.Contains(failed.Error) => new Sent.Refused(failed.Error),

        // Slack unwell, or a mistake in the installation (scope, token) that its operator can mend.
        Answer.Failed failed => new Sent.Later(null, failed.Error),
        _ => throw new NotSupportedException(answer.GetType().Name),
    };

    /// <summary>Where a message stands or shall stand.</summary>
    private sealed record Spot(string Channel, string? Ts = null, string? Thread = null);
}
