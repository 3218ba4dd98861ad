using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Teams.Cards;
using BotPartner.Teams.Inbound;
using NodaTime;

namespace BotPartner.Teams.Outbound;

/// <summary>The way out to Teams.</summary>
public sealed class TeamsSender(Connector connector, Payloads payloads, Whereabouts whereabouts, TeamsSettings settings) : ISender
{
    /// <inheritdoc/>
    public string Platform => Incoming.Platform;

    /// <summary>Per bot and conversation.</summary>
    public IReadOnlyList<Window> Pace { get; } =
    [
        new(7, Duration.FromSeconds(1)),
        new(8, Duration.FromSeconds(2)),
        new(60, Duration.FromSeconds(30)),
        new(1800, Duration.FromHours(1)),
    ];

    /// <inheritdoc/>
    public async Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation)
    {
        var place = addressee.Place;
        var service = whereabouts.Service(place);
        var direct = place.Channel.StartsWith(Place.DirectPrefix, StringComparison.Ordinal);
        var conversation = direct ? whereabouts.Direct(place) : Thread(place, under);
        if (conversation is null)
        {
            var user = place.Channel[Place.DirectPrefix.Length..];
            var opened = await connector.Create(service, $"28:{settings.AppId}", user, place.Realm, cancellation);
            if (opened is not { Done: true, Id: { Length: > 0 } id })
            {
                return opened.Done ? new Sent.Later(null, "conversation without id") : Failed(opened, Gone(opened));
            }

            whereabouts.Opened(place, conversation = id);
        }

        var answer = await connector.Send(service, conversation, payloads.Message(card, Audience(addressee)), cancellation);
        if (answer.Status == 404 && conversation != place.Channel && !direct)
        {
            // The message that it follows up was taken away, and its thread with it.
            answer = await connector.Send(service, conversation = place.Channel, payloads.Message(card, Audience(addressee)), cancellation);
        }

        if (answer.Done)
        {
            return new Sent.Done(MessageReference.Write(conversation, answer.Id ?? ""));
        }

        if (direct && Gone(answer))
        {
            whereabouts.Lost(place);
        }

        return Failed(answer, Gone(answer));
    }

    /// <inheritdoc/>
    public async Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation)
    {
        if (MessageReference.Read(message) is not var (conversation, id))
        {
            return new Sent.Refused("no message to edit");
        }

        var answer = await connector.Update(
            whereabouts.Service(addressee.Place), conversation, id, payloads.Message(card, Audience(addressee)), cancellation);
        return answer.Done
            ? new Sent.Done(message)
            // Not found may mean the message or the whole conversation.
            : Failed(answer, answer.Status == 403 || (answer.Status == 404 && answer.Code is "ConversationNotFound"));
    }

    /// <summary>In a channel the conversation id alone says in which thread a message lands; elsewhere there are none.</summary>
    private static string Thread(Place place, string? under) =>
        place.Kind == PlaceKind.Channel && under is not null && MessageReference.Read(under) is var (_, id)
            ? $"{place.Channel};messageid={id}"
            : place.Channel;

    private static bool Gone(ConnectorAnswer answer) => answer.Status is 403 or 404;

    private static Sent Failed(ConnectorAnswer answer, bool gone)
    {
        var reason = $"{answer.Status} {answer.Code}".Trim();
        return gone ? new Sent.Gone(reason)
            : answer.Passing ? new Sent.Later(answer.RetryAfter, reason)
            : new Sent.Refused(reason);
    }

    private static Audience Audience(Addressee addressee) =>
        new(Reader.Of(addressee.Language, addressee.TimeZone), addressee.Place.Realm);
}

/// <summary>How a message is referred to: its conversation and its id, each escaped, with a slash between.</summary>
public static class MessageReference
{
    /// <summary>Writes a reference.</summary>
    public static string Write(string conversation, string id) => $"{Uri.EscapeDataString(conversation)}/{Uri.EscapeDataString(id)}";

    /// <summary>Reads a reference; null if it names no message.</summary>
    public static (string Conversation, string Id)? Read(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < reference.Length - 1
            ? (Uri.UnescapeDataString(reference[..slash]), Uri.UnescapeDataString(reference[(slash + 1)..]))
            : null;
    }
}
