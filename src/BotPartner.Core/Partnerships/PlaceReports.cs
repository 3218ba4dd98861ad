using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>Keeps a partnership's links as reachable as they are.</summary>
public sealed class PlaceReports(Change change, Roster roster) : IPlaceReports
{
    /// <inheritdoc/>
    public Task Gone(Place place, string reason, CancellationToken cancellation) => Mark(place, gone: true, cancellation);

    /// <summary>The place was heard from again.</summary>
    public Task Back(Place place, CancellationToken cancellation) => Mark(place, gone: false, cancellation);

    /// <summary>Notes in a partnership whether one of its places can be reached.</summary>
    internal static Task<Changed<Partnership>> Mark(Change change, string partnership, Place place, bool gone, CancellationToken cancellation) => change.Run(
        Kinds.Partnership,
        Kinds.PartnershipKey(partnership),
        null,
        current => current?.State.Links.Any(l => l.Place.Key == place.Key && l.Gone != gone) == true
            ? current with { State = current.State with { Links = [.. current.State.Links.Select(l => l.Place.Key == place.Key ? l with { Gone = gone } : l)] } }
            : new Verdict<Partnership>.Leave(),
        cancellation);

    private async Task Mark(Place place, bool gone, CancellationToken cancellation)
    {
        var record = (await change.Load(Kinds.Place, Kinds.PlaceKey(place), cancellation))?.State;
        if (record?.PartnershipId is { } id)
        {
            await Mark(change, id, place, gone, cancellation);
            roster.Forget(id);
        }
    }
}
