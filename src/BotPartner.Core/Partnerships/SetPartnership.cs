using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>Changes what holds for a partnership, by its stewards. Whether somebody is one is looked up as it is stored when it is saved.</summary>
public sealed class SetPartnership(Change change, Roster roster)
{
    /// <summary>Does it, or says why not.</summary>
    public async Task<Changed<Partnership>> Save(Request request, Seat seat, Func<Partnership, Partnership> set, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var saved = await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(seat.Id),
            request,
            current => current is null || !Rights.May(seat with { Partnership = current.State }, Deed.ChangeSettings)
                ? Refusal.Of("refusal.stewards-only")
                : Set(current, set(current.State), request),
            cancellation);
        roster.Forget(seat.Id);
        return saved;
    }

    // How long traces are kept, and the zone that digests come in, are carried through by the clock.
    private static Document<Partnership> Set(Document<Partnership> current, Partnership next, Request request) =>
        current with { State = next, Wake = (next.Kept, next.TimeZone) == (current.State.Kept, current.State.TimeZone) ? current.Wake : request.At };
}
