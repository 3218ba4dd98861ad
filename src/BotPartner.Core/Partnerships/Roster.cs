using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>Who somebody is in the partnership that they are acting in.</summary>
/// <param name="Id">The partnership's id.</param>
/// <param name="Partnership">The partnership.</param>
/// <param name="Person">Who acts.</param>
/// <param name="Member">Them as a member; null for a stranger or a steward of no partner.</param>
public sealed record Seat(string Id, Partnership Partnership, Person Person, Member? Member)
{
    /// <summary>Whether they administer the partnership, by this account or by the one that it is linked to.</summary>
    public bool Steward => IsAmong(Partnership.Stewards);

    /// <summary>Whether they guide tensions.</summary>
    public bool Facilitator => IsAmong(Partnership.Facilitators ?? []);

    /// <summary>Whether they belong to it at all.</summary>
    public bool Belongs => Steward || Member?.Standing == Standing.Admitted;

    /// <summary>Whether something of them is kept in it: also of a facilitator who speaks for no partner, not of who was forgotten.</summary>
    public bool Kept => Belongs || Facilitator || Member is { Forgotten: null };

    /// <summary>An answer with the partnership's time zone.</summary>
    public Reply Answer(Reply reply) => reply with { TimeZone = Person.TimeZone ?? Partnership.TimeZone };

    private bool IsAmong(IReadOnlyList<Person> people) => people.Any(p => p.Key == Person.Key)
        || (Member is { LinkedTo: { } id, Standing: Standing.Admitted } && people.Any(p => Key.Hash(p.Key) == id));
}

/// <summary>Looks up partnerships and people. What it remembers is at most five seconds old.</summary>
public sealed class Roster(Change change, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);
    private readonly Recent<Key, Member> members = new(time, Age, 50_000, m => m.MayVote);
    private readonly Recent<Key, PlaceRecord> places = new(time, Age, 50_000);
    private readonly Recent<string, Partnership> partnerships = new(time, Age, 10_000);

    /// <summary>Which partnership a request is about: the one its card or form names, else that of the place, else in a direct
    /// conversation the person's own. A named one gives nobody a right: what they may do is looked up there, as it is stored now.</summary>
    public Task<(Seat? Seat, Refusal? Refusal)> SeatOf(Request request, CancellationToken cancellation) => SeatOf(request, SeatIn, cancellation);

    /// <summary>The same as it is remembered, for voting alone: who was a delegate until a moment ago is barred by the ballot boxes.</summary>
    public Task<(Seat? Seat, Refusal? Refusal)> VoterOf(Request request, CancellationToken cancellation) => SeatOf(request, VoterIn, cancellation);

    /// <summary>The seat of somebody who may read what the partnership shows to all of a place: who belongs to it, or asks in one of its
    /// places. To others it is nothing that somebody handed them its button.</summary>
    public Task<(Seat? Seat, Refusal? Refusal)> ReaderOf(Request request, CancellationToken cancellation) => ReaderOf(request, s => s.Belongs, cancellation);

    /// <summary>The same for who may see who takes part: a facilitator who speaks for no partner may, too.</summary>
    public Task<(Seat? Seat, Refusal? Refusal)> GuestOf(Request request, CancellationToken cancellation) =>
        ReaderOf(request, s => s.Belongs || s.Facilitator, cancellation);

    /// <summary>The seat of a steward; others are refused.</summary>
    public async Task<(Seat? Seat, Refusal? Refusal)> StewardOf(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await SeatOf(request, cancellation);
        return seat is { Steward: false } ? (null, Refusal.Of("refusal.stewards-only")) : (seat, refusal);
    }

    /// <summary>Somebody's seat in a partnership; null if there is no such partnership. Nothing of it is remembered: another process may have
    /// changed what they are.</summary>
    public async Task<Seat?> SeatIn(string partnership, Person person, CancellationToken cancellation)
    {
        var key = Kinds.MemberKey(partnership, person);
        return await Latest(partnership, cancellation) is { } found
            ? new Seat(partnership, found, person, await members.Anew(key, async () => (await change.Load(Kinds.Member, key, cancellation))?.State))
            : null;
    }

    /// <summary>The same as it is remembered, for voting alone; see <see cref="VoterOf"/>.</summary>
    public async Task<Seat?> VoterIn(string partnership, Person person, CancellationToken cancellation) =>
        await Partnership(partnership, cancellation) is { } found
            ? new Seat(partnership, found, person, await Member(partnership, person, cancellation))
            : null;

    /// <summary>Somebody as a member; null for a stranger.</summary>
    public ValueTask<Member?> Member(string partnership, Person person, CancellationToken cancellation)
    {
        var key = Kinds.MemberKey(partnership, person);
        return members.Get(key, async () => (await change.Load(Kinds.Member, key, cancellation))?.State);
    }

    /// <summary>A partnership, or null.</summary>
    public ValueTask<Partnership?> Partnership(string id, CancellationToken cancellation) => partnerships.Get(
        id, async () => (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(id), cancellation))?.State);

    /// <summary>A partnership as it is stored now, or null: for what must reach every place, also one connected a moment ago.</summary>
    public ValueTask<Partnership?> Latest(string id, CancellationToken cancellation) => partnerships.Anew(
        id, async () => (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(id), cancellation))?.State);

    /// <summary>Forgets what is remembered of a member, after changing it.</summary>
    public void Forget(string partnership, Person person) => members.Forget(Kinds.MemberKey(partnership, person));

    /// <summary>Forgets what is remembered of a partnership, after changing it.</summary>
    public void Forget(string partnership) => partnerships.Forget(partnership);

    /// <summary>Forgets what is remembered of a place, after changing it.</summary>
    public void Forget(Place place) => places.Forget(Kinds.PlaceKey(place));

    private async Task<(Seat? Seat, Refusal? Refusal)> ReaderOf(Request request, Func<Seat, bool> reads, CancellationToken cancellation)
    {
        var (seat, refusal) = await SeatOf(request, cancellation);
        return seat is null || reads(seat) || seat.Partnership.At(request.Place) is not null ? (seat, refusal) : (null, Refusal.Of("refusal.stranger"));
    }

    private async Task<(Seat? Seat, Refusal? Refusal)> SeatOf(Request request, Func<string, Person, CancellationToken, Task<Seat?>> look, CancellationToken cancellation)
    {
        if (Named(request) is { } named)
        {
            return await look(named, request.Person, cancellation) is { } found ? (found, null) : (null, Refusal.Of("refusal.not-connected"));
        }

        if (await PartnershipOf(request.Place, cancellation) is { } here)
        {
            return await look(here, request.Person, cancellation) is { } seat
                ? (request.Aside ? seat : await Heard(seat, request.Place, cancellation), null)
                : (null, Refusal.Of("refusal.not-connected"));
        }

        if (request.Place.Kind == PlaceKind.Personal)
        {
            var person = await change.Load(Kinds.Person, Kinds.PersonKey(request.Person), cancellation);
            return person?.State.Partnerships switch
            {
                [var only] => (await look(only, request.Person, cancellation), null),
                [_, _, ..] => (null, Refusal.Of("refusal.which-partnership")),
                _ => (null, Refusal.Of("refusal.no-partnership")),
            };
        }

        return (null, Refusal.Of("refusal.not-connected"));
    }

    /// <summary>A place that something is heard from is there, whatever was said of it before; and it is called as it is called now.</summary>
    private async Task<Seat> Heard(Seat seat, Place place, CancellationToken cancellation)
    {
        var renamed = seat.Partnership.Links.Any(l => l.Place.Key == place.Key && place.Name is not null && l.Place.Name != place.Name && !(place.Unnamed && l.Place.Name is not null));
        if (!renamed && !seat.Partnership.Links.Any(l => l.Gone && l.Place.Key == place.Key))
        {
            return seat;
        }

        if (renamed)
        {
            await PlaceReports.Rename(change, seat.Id, place, cancellation);
        }

        await PlaceReports.Mark(change, seat.Id, place, gone: false, cancellation);
        Forget(seat.Id);
        return seat with { Partnership = await Partnership(seat.Id, cancellation) ?? seat.Partnership };
    }

    private static string? Named(Request request) => request switch
    {
        Request.Pressed pressed => pressed.Args.GetValueOrDefault("p"),
        Request.Submitted submitted => submitted.Args.GetValueOrDefault("p"),
        _ => null,
    };

    private async Task<string?> PartnershipOf(Place place, CancellationToken cancellation)
    {
        var key = Kinds.PlaceKey(place);
        var record = await places.Get(
            key,
            async () => (await change.Load(Kinds.Place, key, cancellation))?.State is { PartnershipId: not null } connected ? connected : null);
        return record?.PartnershipId;
    }
}
