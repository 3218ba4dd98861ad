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

    /// <summary>A code, in a partition of its own.</summary>
    public static readonly Kind<OneTimeCode> Code = new("code", 1, CoreJson.Default.DocumentOneTimeCode);

    /// <summary>An invitation to speak for a partner.</summary>
    public static readonly Kind<Invitation> Invitation = new("invitation", 1, CoreJson.Default.DocumentInvitation);

    /// <summary>How often somebody guessed codes, in a partition of its own.</summary>
    public static readonly Kind<Guesses> Guesses = new("guesses", 1, CoreJson.Default.DocumentGuesses);

    /// <summary>Where a partnership is stored.</summary>
    public static Key PartnershipKey(string id) => new(id, "partnership");

    /// <summary>Where a partner is stored.</summary>
    public static Key PartnerKey(string partnership, string partnerId) => new(partnership, "partner:" + partnerId);

    /// <summary>Where a member is stored: found by the account alone.</summary>
    public static Key MemberKey(string partnership, Person person) => MemberKey(partnership, Key.Hash(person.Key));

    /// <summary>Where the account is stored that stands for a member.</summary>
    public static Key MemberKey(string partnership, string memberId) => new(partnership, "member:" + memberId);

    /// <summary>Where a place is stored.</summary>
    public static Key PlaceKey(Place place) => new("place:" + Key.Hash(place.Key), "place");

    /// <summary>Where a person is stored.</summary>
    public static Key PersonKey(Person person) => PersonKey(Key.Hash(person.Key));

    /// <summary>Where a person is stored, by the hash of their account.</summary>
    public static Key PersonKey(string id) => new("person:" + id, "person");

    /// <summary>Where a code is stored; the code itself is in no document.</summary>
    public static Key CodeKey(string code) => new("code:" + Key.Hash(BareCode(code)), "code");

    /// <summary>Where an invitation is stored, by where its code is.</summary>
    public static Key InvitationKey(string partnership, Key code) => new(partnership, "invitation:" + code.Partition["code:".Length..]);

    /// <summary>Where it is stored how often a person, or the people in a place, guessed.</summary>
    public static Key GuessesKey(string who) => new("guesses:" + Key.Hash(who), "guesses");

    /// <summary>A code as it is compared, however it was typed.</summary>
    internal static string BareCode(string typed) => Words.Fold(typed).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
