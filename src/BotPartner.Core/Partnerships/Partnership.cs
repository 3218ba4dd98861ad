using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>A partnership: what it is called, who administers it and where it meets. Its id is its partition.</summary>
/// <param name="Name">As its founder typed it.</param>
/// <param name="TimeZone">IANA zone that its deadlines are meant in.</param>
/// <param name="Stewards">Who administers it.</param>
/// <param name="Links">The places connected to it.</param>
/// <param name="Founded">When.</param>
public sealed record Partnership(
    string Name, string TimeZone, IReadOnlyList<Person> Stewards, IReadOnlyList<Link> Links, Instant Founded)
{
    /// <summary>At most so many places; each decision's card goes to all of them.</summary>
    public const int MaxLinks = 100;

    /// <summary>How many delegates of a partner are heard on one decision where they must agree: each one's words are kept, beside those of
    /// up to fifteen other partners, in a document that a store takes.</summary>
    public const int MostHeard = 6;

    /// <summary>How many days it is kept that somebody was there, unless chosen otherwise.</summary>
    public const int KeptUsually = 365;

    /// <summary>The fewest that can be chosen.</summary>
    public const int KeptLeast = 30;

    /// <summary>The most that can be chosen.</summary>
    public const int KeptMost = 3650;

    /// <summary>What its founder said about it; null for nothing.</summary>
    public About? About { get; init; }

    /// <summary>Who guides tensions; null for nobody.</summary>
    public IReadOnlyList<Person>? Facilitators { get; init; }

    /// <summary>A decision's number that has certainly been given; where the search for the next one starts.</summary>
    public int LastDecision { get; init; }

    /// <summary>Which ballot is a partner's when several of its delegates vote: a wire name of the decisions; null for their default.</summary>
    public string? Delegates { get; init; }

    /// <summary>The largest share of all votes that one partner's weight may be, in percent; null for none.</summary>
    public int? WeightCap { get; init; }

    /// <summary>How many days it is kept that somebody who was forgotten had been there, if chosen; see <see cref="Kept"/>.</summary>
    public int? KeepDays { get; init; }

    /// <summary>How many days it is kept that somebody who was forgotten had been there.</summary>
    [JsonIgnore]
    public int Kept => KeepDays ?? KeptUsually;

    /// <summary>Whether this person administers it.</summary>
    public bool IsSteward(Person person) => Stewards.Any(s => s.Key == person.Key);

    /// <summary>Whether one of these accounts administers it, or guides its tensions.</summary>
    public bool Holds(IEnumerable<Person> accounts) => accounts.Any(a => IsSteward(a) || Facilitators?.Any(f => f.Key == a.Key) == true);

    /// <summary>The partnership without these accounts among its stewards and facilitators; null if no steward would be left.</summary>
    public Partnership? Without(IEnumerable<Person> accounts)
    {
        var keys = accounts.Select(a => a.Key).ToHashSet();
        var stewards = Stewards.Where(s => !keys.Contains(s.Key)).ToArray();
        var facilitators = Facilitators?.Where(f => !keys.Contains(f.Key)).ToArray();
        return stewards.Length == 0 ? null : this with { Stewards = stewards, Facilitators = facilitators is { Length: > 0 } ? facilitators : null };
    }

    /// <summary>The stewards, each in their own direct conversation.</summary>
    [JsonIgnore]
    public IReadOnlyList<Addressee> StewardsDirectly => [.. Stewards.Select(s => Addressee.Directly(s, TimeZone))];

    /// <summary>Where what is meant for all partners goes now: everywhere, also where one constituency meets by itself.</summary>
    [JsonIgnore]
    public IReadOnlyList<Addressee> Addressees => To(Audience.All);

    /// <summary>Where what is meant for an audience goes now.</summary>
    public IReadOnlyList<Addressee> To(Audience audience) =>
        [.. Links.Where(l => !l.Gone && audience.Reaches(l)).Select(l => new Addressee(l.Place, l.Language, l.TimeZone ?? TimeZone))];

    /// <summary>How a place is connected; null if it is not.</summary>
    public Link? At(Place place) => Links.FirstOrDefault(l => l.Place.Key == place.Key);

    /// <summary>Whether a place is one constituency's own: what is said or begun there is told nowhere else.</summary>
    public bool IsSpace(Place place) => At(place)?.Audience is not null;

    /// <summary>The partnership with something else said about it.</summary>
    public Partnership Saying(Func<About, About> change) => this with { About = About.Some(change(About ?? About.Nothing)) };

    /// <summary>The partnership with its deadlines in this zone. Places whose zone was whatever the clock of who connected them said
    /// follow; those for which somebody chose one keep it.</summary>
    public Partnership In(string zone) => this with { TimeZone = zone, Links = [.. Links.Select(l => l.OwnZone ? l : l with { TimeZone = null })] };

    /// <summary>The partnership with one of its places changed.</summary>
    public Partnership With(Place place, Func<Link, Link> change) => this with { Links = [.. Links.Select(l => l.Place.Key == place.Key ? change(l) : l)] };
}

/// <summary>A place connected to a partnership.</summary>
/// <param name="Place">Where.</param>
/// <param name="Language">What is read there.</param>
public sealed record Link(Place Place, string Language)
{
    /// <summary>IANA zone of the place, if it is not the partnership's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether somebody chose the zone for this place, so that it does not follow when the partnership's is changed.</summary>
    public bool OwnZone { get; init; }

    /// <summary>The constituency that meets here by itself; null for a place of all partners.</summary>
    public string? Audience { get; init; }

    /// <summary>Whether the platform said that it cannot be reached any more.</summary>
    public bool Gone { get; init; }

    /// <summary>When the weekly digest comes here, as <see cref="Weekly.ToString"/> writes it; null for when it usually does.</summary>
    public string? DigestAt { get; init; }

    /// <summary>Whether no digest comes here by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoDigest { get; init; }

    /// <summary>When the weekly digest would come.</summary>
    [JsonIgnore]
    public Weekly Digest => Weekly.Parse(DigestAt) ?? Weekly.Usual;
}

/// <summary>An organisation of the partnership; the voter of its decisions.</summary>
/// <param name="Name">As it was typed.</param>
/// <param name="Constituency">One of <see cref="Constituency.Ids"/>.</param>
/// <param name="Region">As it was typed, if said.</param>
public sealed record Partner(string Name, string Constituency, string? Region)
{
    /// <summary>Who answers for it; admits its members. The first person admitted for it.</summary>
    public Person? FocalPoint { get; init; }

    /// <summary>When it was added; null where that was not kept yet.</summary>
    public Instant? Since { get; init; }

    /// <summary>When it was removed; null while it is a partner. What it said in decisions stays.</summary>
    public Instant? Removed { get; init; }

    /// <summary>How much it counts in decisions: an exact decimal such as <c>1.5</c>; null for one.</summary>
    public string? Weight { get; init; }

    /// <summary>The id of the partner of this name: spellings that differ in case, accents or blanks are one.</summary>
    public static string IdOf(string name) => Documents.Key.Hash(Words.Lasting(name));
}

/// <summary>How far a person has come.</summary>
public enum Standing
{
    /// <summary>Asked to speak for a partner.</summary>
    Asked,

    /// <summary>Speaks for it.</summary>
    Admitted,

    /// <summary>Was declined; may ask again.</summary>
    Declined,

    /// <summary>Spoke for it, and does no longer; may ask again.</summary>
    Removed,
}

/// <summary>A person who speaks for a partner, or asks to.</summary>
/// <param name="Person">The chat account.</param>
/// <param name="PartnerId">Which partner, as <see cref="Partner.IdOf"/>.</param>
/// <param name="PartnerName">Its name when the person joined.</param>
/// <param name="Standing">How far they have come.</param>
/// <param name="Since">When they last asked.</param>
public sealed record Member(Person Person, string PartnerId, string PartnerName, Standing Standing, Instant Since)
{
    /// <summary>Whether they cast the partner's ballot.</summary>
    public bool Delegate { get; init; }

    /// <summary>Whether they answer for the partner's communication.</summary>
    public bool FocalPoint { get; init; }

    /// <summary>When their right to speak, or to cast the partner's ballot, last ended; null if it never did.</summary>
    public Instant? Ended { get; init; }

    /// <summary>When they were forgotten, so that only their trace is left; null for everybody else.</summary>
    public Instant? Forgotten { get; init; }

    /// <summary>Whether they want not to be reminded of what waits for them.</summary>
    public bool NoReminders { get; init; }

    /// <summary>The <see cref="Id"/> of the member whom this account was linked to; null if it stands for itself.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>The other accounts that were linked to this one; null if there are none.</summary>
    public IReadOnlyList<Person>? Accounts { get; init; }

    /// <summary>Accounts that were linked to this one and are no longer, as long as that is not carried through; null if there are none.</summary>
    public IReadOnlyList<Person>? Parting { get; init; }

    /// <summary>All accounts of the person that are known here.</summary>
    [JsonIgnore]
    public IEnumerable<Person> Everywhere => [Person, .. Accounts ?? []];

    /// <summary>Who this is: the same for all chat accounts of one person.</summary>
    [JsonIgnore]
    public string Id => LinkedTo ?? Documents.Key.Hash(Person.Key);

    /// <summary>Whether they may cast a ballot.</summary>
    public bool MayVote => Standing == Standing.Admitted && Delegate;
}

/// <summary>What is known of a place by itself, before and after it is connected.</summary>
/// <param name="Place">Where.</param>
public sealed record PlaceRecord(Place Place)
{
    /// <summary>Which partnership meets there, if any.</summary>
    public string? PartnershipId { get; init; }

    /// <summary>Whether the bot has introduced itself since it was added.</summary>
    public bool Greeted { get; init; }

    /// <summary>When the bot was last added or removed, by the platform's clock: an earlier event that comes late changes nothing.</summary>
    public Instant? Since { get; init; }

    /// <summary>What it is called by since the platform gave it another id; null while it has this one.</summary>
    public Place? MovedTo { get; init; }

    /// <summary>A founding or connecting that has begun here and must be carried through.</summary>
    public Joining? Joining { get; init; }
}

/// <summary>What must follow once a place has been claimed for a partnership.</summary>
/// <param name="Name">The name of the partnership to found; null to connect to an existing one.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record Joining(string? Name, Person By, Instant At)
{
    /// <summary>What the founder said about the partnership.</summary>
    public About? About { get; init; }

    /// <summary>The language of the place, if it was chosen.</summary>
    public string? Language { get; init; }

    /// <summary>The zone of the partnership, if it was chosen.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>Which partnerships a person has to do with: how direct conversations find theirs.</summary>
/// <param name="Partnerships">Their ids, the latest last.</param>
public sealed record PersonRecord(IReadOnlyList<string> Partnerships)
{
    /// <summary>That they want to be forgotten, until it is done.</summary>
    public Forget? Forget { get; init; }

    /// <summary>The partitions of the direct conversations in which the bot introduced itself to them; null for none.</summary>
    public IReadOnlyList<string>? Chats { get; init; }
}

/// <summary>A wish to be forgotten that must be carried through.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Tombstone">The id of what stands in their place: says nothing about them.</param>
/// <param name="At">When.</param>
/// <param name="Partnerships">In which partnerships: kept here, since it is taken out of the person's own list on the way.</param>
public sealed record Forget(Person Person, string Tombstone, Instant At, IReadOnlyList<string> Partnerships);
