using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>The documents of this folder and what they are called.</summary>
public static class Kinds
{
    /// <summary>The partnership itself: one a partition.</summary>
    public static readonly Kind<Partnership> Partnership = new("partnership", 1, CoreJson.Default.DocumentPartnership);

    /// <summary>Its partners.</summary>
    public static readonly Kind<Partner> Partner = new("partner", 1, CoreJson.Default.DocumentPartner);

    /// <summary>Its members.</summary>
    public static readonly Kind<Member> Member = new("member", 1, CoreJson.Default.DocumentMember);

    /// <summary>A place, in a partition of its own.</summary>
    public static readonly Kind<PlaceRecord> Place = new("place", 1, CoreJson.Default.DocumentPlaceRecord);

    /// <summary>A person, in a partition of their own.</summary>
    public static readonly Kind<PersonRecord> Person = new("person", 1, CoreJson.Default.DocumentPersonRecord);

    /// <summary>A connect code, in a partition of its own.</summary>
    public static readonly Kind<ConnectCode> Code = new("code", 1, CoreJson.Default.DocumentConnectCode);

    /// <summary>Where a partnership is stored.</summary>
    public static Key PartnershipKey(string id) => new(id, "partnership");

    /// <summary>Where a partner is stored.</summary>
    public static Key PartnerKey(string partnership, string partnerId) => new(partnership, "partner:" + partnerId);

    /// <summary>Where a member is stored: found by the account alone.</summary>
    public static Key MemberKey(string partnership, Person person) => new(partnership, "member:" + Key.Hash(person.Key));

    /// <summary>Where a place is stored.</summary>
    public static Key PlaceKey(Place place) => new("place:" + Key.Hash(place.Key), "place");

    /// <summary>Where a person is stored.</summary>
    public static Key PersonKey(Person person) => new("person:" + Key.Hash(person.Key), "person");

    /// <summary>Where a code is stored; the code itself is in no document.</summary>
    public static Key CodeKey(string code) => new("code:" + Key.Hash(Words.Fold(code).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)), "code");
}
