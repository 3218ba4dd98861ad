using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Guidance;

/// <summary><c>help</c>: what can be done here, for who asks, now.</summary>
public sealed class Guide(Change change, Roster roster, SetPlace place) : IGuide
{
    /// <inheritdoc/>
    public async Task<Advice?> For(Request request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return Of(await Find(request, cancellation));
        }
        catch (StoreUnavailableException)
        {
            // Help is there also when the store is not.
            return null;
        }
    }

    /// <summary>What to say to somebody who stands there.</summary>
    public static Advice Of(Standpoint standpoint)
    {
        ArgumentNullException.ThrowIfNull(standpoint);
        return new(Who(standpoint), verb => Offers.Of(verb, standpoint), [.. More(standpoint)]) { TimeZone = standpoint.Seat?.Partnership.TimeZone };
    }

    private async Task<Standpoint> Find(Request request, CancellationToken cancellation)
    {
        var (seat, _) = await roster.SeatOf(request, cancellation);
        var known = (await change.Load(Kinds.Person, Kinds.PersonKey(request.Person), cancellation))?.State.Partnerships.Count ?? 0;
        var here = seat?.Partnership.At(request.Place) is { } link ? new Here(seat, link, await place.Constituency(seat, cancellation)) : null;
        return new(seat, here, request.Place.Kind, known);
    }

    private static Text Who(Standpoint standpoint) => standpoint switch
    {
        { Unconnected: true } => Text.Say("guide.unconnected"),
        { Seat: null, Known: > 1 } => Text.Say("guide.several"),
        { Seat: null } => Text.Say("guide.none"),
        { Seat: { Belongs: false, Facilitator: false, Member: { Standing: Standing.Asked } asked } } => Text.Say("guide.asked", ("partner", new Text.Strong(asked.PartnerName))),
        { Seat: { Belongs: false, Facilitator: false } seat } => Text.Say("guide.stranger", ("partnership", new Text.Strong(seat.Partnership.Name))),
        { Seat: { } seat } => Text.Say("guide.you", ("partnership", new Text.Strong(seat.Partnership.Name)), ("roles", new Text.Listed([.. Roles(seat)]))),
    };

    private static IEnumerable<Text> Roles(Seat seat)
    {
        var roles = Rights.Of(seat, seat.Member?.PartnerId).ToArray();
        var partner = seat.Member?.PartnerName ?? "";
        if (roles.Contains(Role.Delegate) || roles.Contains(Role.Member))
        {
            yield return Text.Say(roles.Contains(Role.Delegate) ? "guide.role.delegate" : "guide.role.member", ("partner", partner));
        }

        if (roles.Contains(Role.FocalPoint))
        {
            yield return Text.Say("guide.role.focal", ("partner", partner));
        }

        if (roles.Contains(Role.Facilitator))
        {
            yield return Text.Say("guide.role.facilitator");
        }

        if (roles.Contains(Role.Steward))
        {
            yield return Text.Say("guide.role.steward");
        }
    }

    private static IEnumerable<Text> More(Standpoint standpoint)
    {
        if (standpoint.Here?.Link.Audience is { } group)
        {
            yield return Text.Say("hello.space", ("audience", new Text.Strong(Constituency.Label(group))));
        }

        if (standpoint is { Kind: PlaceKind.Personal, Seat: not null } && standpoint.May(Deed.SetPlace))
        {
            yield return Text.Say("guide.places");
        }
    }
}
