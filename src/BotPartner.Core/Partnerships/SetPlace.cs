using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>Changes how a place reads and whose it is, by who may. Rights are looked up as they are stored now.</summary>
public sealed class SetPlace(Change change, Roster roster)
{
    /// <summary>Who asks, and how the place is connected that they ask in; or why they may not set it.</summary>
    public async Task<(Here? Here, Refusal? Refusal)> Find(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return (null, refusal);
        }

        roster.Forget(seat.Id, request.Person);
        roster.Forget(seat.Id);
        seat = (await roster.SeatIn(seat.Id, request.Person, cancellation))!;
        if (seat.Partnership.At(request.Place) is not { } link)
        {
            return (null, Refusal.Of("refusal.place-elsewhere"));
        }

        var here = new Here(seat, link, await Constituency(seat, cancellation));
        return here.May ? (here, null) : (null, Refusal.Of("refusal.place"));
    }

    /// <summary>Does it, and tells the place if it is for others now.</summary>
    public async Task<Changed<Partnership>> Save(Request request, Here here, Func<Link, Link> set, CancellationToken cancellation)
    {
        var saved = await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(here.Seat.Id),
            request,
            current => current?.State.At(request.Place) is { } link ? Set(current, request, here with { Seat = here.Seat with { Partnership = current.State }, Link = link }, set(link)) : new Verdict<Partnership>.Leave(),
            cancellation);
        roster.Forget(here.Seat.Id);
        return saved;
    }

    /// <summary>The constituency of the partner that somebody speaks for; null if they do not.</summary>
    internal async Task<string?> Constituency(Seat seat, CancellationToken cancellation) => seat.Member is { Standing: Standing.Admitted } member
        ? (await change.Load(Kinds.Partner, Kinds.PartnerKey(seat.Id, member.PartnerId), cancellation))?.State is { Removed: null } partner ? partner.Constituency : null
        : null;

    private static Verdict<Partnership> Set(Document<Partnership> current, Request request, Here here, Link next)
    {
        if (!here.May || !here.MayGive(new(next.Audience)))
        {
            return Refusal.Of(here.May ? "refusal.audience" : "refusal.place");
        }

        if (next == here.Link)
        {
            return new Verdict<Partnership>.Leave();
        }

        // When its digest comes follows from these.
        var digest = (next.TimeZone, next.DigestAt, next.NoDigest) != (here.Link.TimeZone, here.Link.DigestAt, here.Link.NoDigest);
        var set = current with { State = current.State.With(request.Place, _ => next), Wake = digest ? request.At : current.Wake };
        return next.Audience == here.Link.Audience ? set : set.Owing(new(
            $"audience:{Key.Hash(request.Place.Key)}",
            request.At.ToUnixTimeMilliseconds(),
            Told(new(next.Audience), request.Person, current.State.Name),
            [.. set.State.Addressees.Where(a => a.Place.Key == request.Place.Key)])
        { Once = true });
    }

    /// <summary>Told to all who read the place whose it is now: in this place and in no other.</summary>
    public static Card Told(Audience audience, Person by, string partnership)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(by);
        return Card.Of(audience.Constituency is null
            ? Text.Say("audience.told.all", ("person", by.Name), ("partnership", new Text.Strong(partnership)))
            : Text.Say("audience.told", ("person", by.Name), ("audience", new Text.Strong(audience.Label)), ("partnership", partnership)));
    }
}

/// <summary>Somebody in a place that is connected.</summary>
/// <param name="Seat">Who they are.</param>
/// <param name="Link">How it is connected.</param>
/// <param name="Own">The constituency of the partner that they speak for, if they do.</param>
public sealed record Here(Seat Seat, Link Link, string? Own)
{
    /// <summary>Whether they may set how the place reads.</summary>
    public bool May => Rights.MaySet(Seat, new(Link.Audience), Own);

    /// <summary>The constituencies whose space they may make it.</summary>
    public IReadOnlyList<string> MayChoose => [.. About.Choice(Seat.Partnership).Union(Own is null ? [] : [Own]).Where(c => MayGive(new(c)))];

    /// <summary>Whether they may make it a place of this audience.</summary>
    public bool MayGive(Audience audience) => Rights.MayGive(Seat, new(Link.Audience), audience, Own);

    /// <summary>Whether there is an audience that they may give it to.</summary>
    public bool MayGiveAway => MayChoose.Any(c => c != Link.Audience) || (Link.Audience is not null && MayGive(Audience.All));
}
