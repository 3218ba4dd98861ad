using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Guidance;

/// <summary>Who somebody is where they ask.</summary>
/// <param name="Seat">Who they are in the partnership that it is about; null if it is about none.</param>
/// <param name="Here">The place, if it is connected to that partnership.</param>
/// <param name="Kind">Who reads along.</param>
/// <param name="Known">In how many partnerships they are known.</param>
public sealed record Standpoint(Seat? Seat, Here? Here, PlaceKind Kind, int Known)
{
    /// <summary>Whether no partnership meets here, and one could.</summary>
    public bool Unconnected => Seat is null && Kind != PlaceKind.Personal;

    /// <summary>Whether they belong to the partnership.</summary>
    public bool Belongs => Seat?.Belongs == true;

    /// <summary>Whether they speak for a partner.</summary>
    public bool Speaks => Seat?.Member?.Standing == Standing.Admitted;

    /// <summary>Whether they spoke for one and were removed: they ask to join anew, no other account lets them in.</summary>
    public bool Removed => Seat?.Member?.Standing == Standing.Removed;

    /// <summary>Whether they cast its vote.</summary>
    public bool Votes => Seat?.Member?.MayVote == true;

    /// <summary>Whether there is something of them to give out, or to forget.</summary>
    public bool IsKnown => Known > 0 || Seat?.Kept == true;

    /// <summary>Whether there is a partner with which they may do it, or the partnership itself.</summary>
    public bool May(Deed deed) => Seat is not null && Rights.MayAnywhere(Seat, deed);
}
