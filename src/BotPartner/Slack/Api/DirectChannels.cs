using BotPartner.Core.Chat;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Api;

/// <summary>The channel of the direct conversation with a person (<c>conversations.open</c>, which is idempotent).</summary>
public sealed class DirectChannels(WebApi api)
{
    private const int Most = 10_000;
    private readonly Bounded<string> known = new(Most);

    /// <summary>The channel, or the answer that says why there is none.</summary>
    public async Task<(string? Channel, Answer? Trouble)> Open(Place place, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (!place.Channel.StartsWith(Place.DirectPrefix, StringComparison.Ordinal))
        {
            return (place.Channel, null);
        }

        if (known.TryGet(place.Key, out var channel))
        {
            return (channel, null);
        }

        var body = Body.Of(w => w.WriteString("users"u8, place.Channel.AsSpan(Place.DirectPrefix.Length)));
        var answer = await api.Call("conversations.open", place.Realm, body, cancellation);
        if (answer is not Answer.Done done)
        {
            return (null, answer);
        }

        if (done.Body.At("channel"u8).Words("id"u8) is not { } opened)
        {
            return (null, new Answer.Unwell("unreadable"));
        }

        known.Set(place.Key, opened);
        return (opened, null);
    }
}
