using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary><c>digest</c>: what the week brought, now and in private, for members; with words after it, when it comes by itself.</summary>
public sealed class ReadDigest(Roster roster, Compose compose, SetPlace place, ChangeDigest when) : IFeature
{
    private const string Action = "digest";
    private static readonly Duration Week = Duration.FromDays(7);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("digest", (said, rest, ct) => rest.Length > 0 ? when.Say(said, rest, ct) : Show(said, ct)) { Order = 94 },
        new Route.Press(Action, Show),
    ];

    private async Task<Reply> Show(Request request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply() with { Confidential = true };
        }

        if (!(seat.Belongs || seat.Facilitator))
        {
            return seat.Answer(Refusal.Of("refusal.stranger").ToReply()) with { Confidential = true };
        }

        await when.Begin(seat, cancellation);
        var link = seat.Partnership.At(request.Place);
        var here = link is null ? null : new Here(seat, link, await place.Constituency(seat, cancellation));
        var zone = link?.TimeZone ?? (link is null ? request.Person.TimeZone : null) ?? seat.Partnership.TimeZone;
        var edition = new Edition(seat.Id, seat.Partnership, new(link?.Audience), request.At - Week, request.At, PlaceDigest.Tzdb(zone));
        var contents = await compose.Of(edition, cancellation);
        var card = DigestCards.Asked(
            edition,
            contents,
            link is null ? null : ChangeDigest.Now(seat.Partnership, link),
            here?.May == true ? [ChangeDigest.Opener(seat.Id)] : []);
        return seat.Answer(new Reply.Show(card)) with { Confidential = true };
    }
}
