using System.Collections.Frozen;

namespace BotPartner.Core.Partnerships;

/// <summary>What not everybody may do.</summary>
public enum Deed
{
    /// <summary>Adding and removing partners.</summary>
    ChangePartners,

    /// <summary>Inviting people to speak for a partner.</summary>
    Invite,

    /// <summary>Admitting who asks to speak for a partner.</summary>
    Admit,

    /// <summary>Naming who casts a partner's vote, and who does no longer.</summary>
    NameDelegate,

    /// <summary>Naming who answers for a partner.</summary>
    NameFocalPoint,

    /// <summary>Naming facilitators.</summary>
    NameFacilitator,

    /// <summary>Naming stewards.</summary>
    NameSteward,

    /// <summary>Removing who speaks for a partner.</summary>
    RemoveMember,

    /// <summary>Giving the code that connects a place.</summary>
    Connect,

    /// <summary>Setting what holds for the partnership.</summary>
    ChangeSettings,

    /// <summary>Setting how a place reads and whose it is; see <see cref="Rights.MaySet"/> and <see cref="Rights.MayGive"/>.</summary>
    SetPlace,

    /// <summary>No longer speaking for one's partner oneself.</summary>
    Leave,
}

/// <summary>As what somebody may do it.</summary>
public enum Role
{
    /// <summary>Administers the partnership.</summary>
    Steward,

    /// <summary>Answers for the partner that it is about.</summary>
    FocalPoint,

    /// <summary>Answers for another partner.</summary>
    OtherFocalPoint,

    /// <summary>Guides tensions.</summary>
    Facilitator,

    /// <summary>Casts a partner's vote.</summary>
    Delegate,

    /// <summary>Speaks for a partner.</summary>
    Member,

    /// <summary>None of these.</summary>
    Stranger,
}

/// <summary>Who may do what: this table, and nothing else.</summary>
public static class Rights
{
    private static readonly FrozenDictionary<Deed, Role[]> Table = new Dictionary<Deed, Role[]>
    {
        [Deed.ChangePartners] = [Role.Steward],
        [Deed.Invite] = [Role.Steward, Role.FocalPoint],
        [Deed.Admit] = [Role.Steward, Role.FocalPoint],
        [Deed.NameDelegate] = [Role.Steward, Role.FocalPoint],
        [Deed.NameFocalPoint] = [Role.Steward, Role.FocalPoint],
        [Deed.NameFacilitator] = [Role.Steward],
        [Deed.NameSteward] = [Role.Steward],
        [Deed.RemoveMember] = [Role.Steward, Role.FocalPoint],
        [Deed.Connect] = [Role.Steward],
        [Deed.ChangeSettings] = [Role.Steward],
        [Deed.SetPlace] = [Role.Steward, Role.FocalPoint],
        [Deed.Leave] = [Role.Steward, Role.FocalPoint, Role.OtherFocalPoint, Role.Facilitator, Role.Delegate, Role.Member],
    }.ToFrozenDictionary();

    /// <summary>Whether somebody may do it where it concerns a partner, or the partnership (null).</summary>
    public static bool May(Seat seat, Deed deed, string? partnerId = null) => Table[deed].Intersect(Of(seat, partnerId)).Any();

    /// <summary>Whether there is a partner with which they may do it.</summary>
    public static bool MayAnywhere(Seat seat, Deed deed) => May(seat, deed, seat.Member?.PartnerId);

    /// <summary>Whether somebody may set how a place reads that is for an audience. A place of all concerns every partner, one of a
    /// constituency the partners of that constituency.</summary>
    /// <param name="seat">Who.</param>
    /// <param name="audience">Whom the place is for.</param>
    /// <param name="own">The constituency of the partner that they speak for, if they do.</param>
    public static bool MaySet(Seat seat, Audience audience, string? own)
    {
        ArgumentNullException.ThrowIfNull(audience);
        return May(seat, Deed.SetPlace, audience.Constituency is null || audience.Constituency == own ? seat.Member?.PartnerId : null);
    }

    /// <summary>Whether somebody may make a place that is for one audience one for another. A channel of all may be another partner's: only
    /// stewards make it a space. Focal points give their own group's space back to all.</summary>
    public static bool MayGive(Seat seat, Audience from, Audience to, string? own)
    {
        ArgumentNullException.ThrowIfNull(to);
        return MaySet(seat, from, own) && (from == to || to.Constituency is null || May(seat, Deed.SetPlace));
    }

    /// <summary>What somebody is, seen from a partner.</summary>
    public static IEnumerable<Role> Of(Seat seat, string? partnerId)
    {
        var member = seat.Member is { Standing: Standing.Admitted } admitted ? admitted : null;
        if (seat.Steward)
        {
            yield return Role.Steward;
        }

        if (member is { FocalPoint: true })
        {
            yield return member.PartnerId == partnerId ? Role.FocalPoint : Role.OtherFocalPoint;
        }

        if (seat.Facilitator)
        {
            yield return Role.Facilitator;
        }

        if (member is { Delegate: true })
        {
            yield return Role.Delegate;
        }

        yield return member is null ? Role.Stranger : Role.Member;
    }
}
