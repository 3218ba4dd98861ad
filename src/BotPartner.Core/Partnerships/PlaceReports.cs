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

    /// <summary>The place is called differently now.</summary>
    public async Task Renamed(Place place, CancellationToken cancellation)
    {
        if (place.Name is not null && (await change.Load(Kinds.Place, Kinds.PlaceKey(place), cancellation))?.State.PartnershipId is { } id)
        {
            await Rename(change, id, place, cancellation);
            roster.Forget(id);
        }
    }

    /// <summary>Notes in a partnership whether one of its places can be reached.</summary>
    internal static Task<Changed<Partnership>> Mark(Change change, string partnership, Place place, bool gone, CancellationToken cancellation) => change.Run(
        Kinds.Partnership,
        Kinds.PartnershipKey(partnership),
        null,
        current => current?.State.Links.Any(l => l.Place.Key == place.Key && l.Gone != gone) == true
            ? Marked(current, place, gone)
            : new Verdict<Partnership>.Leave(),
        cancellation);

    /// <summary>Notes how a place is called now.</summary>
    internal static Task<Changed<Partnership>> Rename(Change change, string partnership, Place place, CancellationToken cancellation) => change.Run(
        Kinds.Partnership,
        Kinds.PartnershipKey(partnership),
        null,
        current => current?.State.Links.Any(l => l.Place.Key == place.Key && l.Place.Name != place.Name) == true
            ? current with { State = current.State with { Links = [.. current.State.Links.Select(l => l.Place.Key == place.Key ? l with { Place = l.Place with { Name = place.Name } } : l)] } }
            : new Verdict<Partnership>.Leave(),
        cancellation);

    /// <summary>The links with this one reachable or not. Nothing more is addressed to a place that is gone, and the stewards are told once, in private. Pure.</summary>
    internal static Document<Partnership> Marked(Document<Partnership> current, Place place, bool gone)
    {
        var state = current.State;
        var link = state.Links.First(l => l.Place.Key == place.Key);
        var next = current with { State = state with { Links = [.. state.Links.Select(l => l.Place.Key == place.Key ? l with { Gone = gone } : l)] } };
        return !gone || state.StewardsDirectly.Count == 0 ? next : next.Owing(new(
            $"gone:{Key.Hash(place.Key)}",
            1,
            Card.Of(Text.Say(
                "place.gone",
                ("place", Called(link)), ("partnership", state.Name), ("n", next.State.Addressees.Count))),
            state.StewardsDirectly)
        { Once = true });
    }

    // Of a space nothing is told outside of it, not even its name.
    private static Text Called(Link link) => link switch
    {
        { Audience: { } group } => Text.Say("place.of", ("audience", Constituency.Label(group))),
        { Place.Name: { } name } => new Text.Strong(name),
        _ => Text.Say("place.nameless"),
    };

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
