using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>Who is who in a partnership, as a tension needs to know it. Pure.</summary>
/// <param name="Id">The partnership's id.</param>
/// <param name="Partnership">The partnership.</param>
/// <param name="Members">Who speaks for a partner: each person once, by the account that stands for them.</param>
/// <param name="Agreed">What the partnership agreed, as it is now.</param>
public sealed record People(string Id, Partnership Partnership, IReadOnlyList<Member> Members, Agreed Agreed)
{
    // Each has a card of their own, with all that was written.
    private const int MostAnswering = 5;

    /// <summary>Somebody as a member, by who they are; null for a stranger or somebody who left.</summary>
    public Member? Member(string? id) => id is null ? null : Members.FirstOrDefault(m => m.Id == id);

    /// <summary>Who somebody is, whichever account it is: the same as a member's id.</summary>
    public string IdOf(Person account) => Members.FirstOrDefault(m => m.Everywhere.Any(a => a.Key == account.Key))?.Id ?? Key.Hash(account.Key);

    /// <summary>Who answers for a partner; where nobody does, who casts its vote; where nobody does that, who speaks for it.</summary>
    public IReadOnlyList<Member> Answering(string partner)
    {
        var own = Members.Where(m => m.PartnerId == partner).ToArray();
        Func<Member, bool> may = own.Any(m => m.FocalPoint) ? m => m.FocalPoint : own.Any(m => m.Delegate) ? m => m.Delegate : _ => true;
        return [.. own.Where(may).Take(MostAnswering)];
    }

    /// <summary>Whom a side names, while they speak for its partner; null for nobody, or nobody any more.</summary>
    public Member? Named(Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Person is { } person && Member(IdOf(person)) is { } named && named.PartnerId == party.PartnerId ? named : null;
    }

    /// <summary>The people of a side that was raised with: whom it names while they speak for that partner, else who answers for it.</summary>
    public IReadOnlyList<Member> Of(Party party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return Named(party) is { } named ? [named] : Answering(party.PartnerId);
    }

    /// <summary>Who raised it: they alone. A grievance falls to nobody else, whoever answers for their partner.</summary>
    public IReadOnlyList<Member> Raisers(Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return Named(tension.Raiser) is { } raiser ? [raiser] : [];
    }

    /// <summary>Which side somebody is on; null for neither.</summary>
    public Side? SideOf(Tension tension, string id) =>
        Raisers(tension).Any(m => m.Id == id) ? Side.Raiser
        : Others(tension).Any(m => m.Id == id) ? Side.Other
        : null;

    /// <summary>The other side's people: whom it names, else who answers for the partner. Nobody is on both.</summary>
    public IReadOnlyList<Member> Others(Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var raiser = tension.Raiser.Person is { } person ? IdOf(person) : null;
        return [.. Of(tension.Other).Where(m => m.Id != raiser)];
    }

    /// <summary>A side's people.</summary>
    public IReadOnlyList<Member> Of(Tension tension, Side side) => side == Side.Raiser ? Raisers(tension) : Others(tension);

    /// <summary>Who answers for a side's partner, and is on neither side themself.</summary>
    public IReadOnlyList<Member> FocalPoints(Tension tension, Side side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var sides = Sides(tension);
        return [.. Members.Where(m => m.FocalPoint && m.PartnerId == tension.Of(side).PartnerId && !sides.Contains(m.Id))];
    }

    /// <summary>Facilitators, or stewards, as candidates: with the partner that they speak for.</summary>
    public IReadOnlyList<Candidate> Candidates(IReadOnlyList<Person>? people) =>
        [.. (people ?? []).Select(p => IdOf(p)).Distinct().Select(id => new Candidate(id, Member(id)?.PartnerId))];

    /// <summary>Who may guide the dialogue.</summary>
    /// <param name="tension">Which.</param>
    /// <param name="left">Who could have, and gave it back.</param>
    public Chosen Handlers(Tension tension, IReadOnlyList<string> left)
    {
        ArgumentNullException.ThrowIfNull(tension);
        IReadOnlyList<Candidate> Willing(IReadOnlyList<Person>? people) => [.. Candidates(people).Where(c => !left.Contains(c.Id))];
        return Tensions.Handlers.Choose(
            Willing(Partnership.Facilitators), Willing(Partnership.Stewards), new HashSet<string> { tension.Raiser.PartnerId, tension.Other.PartnerId }, Sides(tension));
    }

    /// <summary>The facilitators of neither side, or the stewards.</summary>
    public IReadOnlyList<Person> Neither(Tension tension, IReadOnlyList<Person>? people)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var sides = Sides(tension);
        return [.. Candidates(people).Where(c => !sides.Contains(c.Id) && c.Partner != tension.Raiser.PartnerId && c.Partner != tension.Other.PartnerId).Select(c => Account(c.Id)).OfType<Person>()];
    }

    /// <summary>The partners that decide for the others: all but the two sides', where they have somebody to vote.</summary>
    public IReadOnlyList<Seatholder> Committee(Tension tension) =>
        [.. Members.Where(m => m.MayVote && m.PartnerId != tension.Raiser.PartnerId && m.PartnerId != tension.Other.PartnerId)
            .GroupBy(m => m.PartnerId).OrderBy(g => g.First().PartnerName, StringComparer.Ordinal).Select(g => new Seatholder(g.Key, g.First().PartnerName))];

    /// <summary>Who votes for these partners; nobody whom a side named.</summary>
    public IReadOnlyList<Person> Delegates(Tension tension, IReadOnlyList<Seatholder> partners)
    {
        var sides = Sides(tension);
        return [.. Members.Where(m => m.MayVote && !sides.Contains(m.Id) && partners.Any(p => p.PartnerId == m.PartnerId)).Select(m => m.Person)];
    }

    /// <summary>The account by which somebody is written to; null if it is not known.</summary>
    public Person? Account(string id) =>
        Member(id)?.Person ?? Partnership.Stewards.Concat(Partnership.Facilitators ?? []).FirstOrDefault(p => Key.Hash(p.Key) == id);

    /// <summary>Where the people of both sides are.</summary>
    public IReadOnlyList<DateTimeZone> Zones(Tension tension) =>
        [.. Of(tension, Side.Raiser).Concat(Of(tension, Side.Other)).Select(m => Zone(m.Person)).Append(Decisions.Decent.Zone(Partnership.TimeZone)).Distinct()];

    /// <summary>Where somebody is, as far as known.</summary>
    public DateTimeZone Zone(Person person) => Decisions.Decent.Zone(person.TimeZone ?? Partnership.TimeZone);

    /// <summary>Also whom a side named and who speaks for another partner now: it stays theirs.</summary>
    private HashSet<string> Sides(Tension tension) =>
        [.. Raisers(tension).Concat(Others(tension)).Select(m => m.Id), .. new[] { tension.Raiser.Person, tension.Other.Person }.OfType<Person>().Select(IdOf)];
}

/// <summary>Looks up who is who.</summary>
public sealed class Gathering(Members members, Roster roster, AgreedProtocol agreed, ICitations citations)
{
    private const int Most = 100_000;

    /// <summary>What can be cited as a principle that is at stake.</summary>
    public ICitations Citations => citations;

    /// <summary>As it is now; null if there is no such partnership.</summary>
    public async Task<People?> Of(string partnership, CancellationToken cancellation) =>
        await roster.Latest(partnership, cancellation) is { } found
            ? new(partnership, found, [.. (await members.Where(partnership, m => m is { Standing: Standing.Admitted, LinkedTo: null }, Most, cancellation)).Select(d => d.State)], await agreed.Of(partnership, cancellation))
            : null;
}
