using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Core.Places;

/// <summary>Follows a place to its new id. What was asked for is saved first; the clock carries it through, and each step may be repeated.</summary>
public sealed class FollowMove(IDocuments documents, Change change, Roster roster, TimeProvider time) : IFeature
{
    /// <summary>A place that moved on is followed so often at the most.</summary>
    private const int Furthest = 8;

    /// <summary>How long it is kept that a place moved.</summary>
    private static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>What names places: it stands there, is owed to them, or says so. First the digests: planned by the new id before they know
    /// of it, they would take it for a place that was connected just now.</summary>
    private static readonly string[] Walked =
    [
        DigestKinds.Digest.Name, Kinds.Partnership.Name, Kinds.Partner.Name, Kinds.Member.Name, Kinds.Invitation.Name, DecisionKinds.Decision.Name, DecisionKinds.Box.Name,
        DecisionKinds.Objector.Name, DecisionKinds.Reminders.Name, DecisionKinds.Draft.Name, TensionKinds.Tension.Name, PrincipleKinds.Principle.Name,
        MilestoneKinds.Milestone.Name, MilestoneKinds.Celebration.Name,
    ];

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Moving(Note),
        new Route.Wake(Move.Kind.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }),
    ];

    /// <summary>Notes where the place went. A later move may be heard of before an earlier one: it is kept for when that comes.</summary>
    private async Task<Reply> Note(Request.Moved moved, CancellationToken cancellation)
    {
        if (moved.Before.Key == moved.Place.Key)
        {
            return Reply.None;
        }

        var key = Kinds.PlaceKey(moved.Before);
        var before = await change.Run(
            Kinds.Place,
            key,
            null,
            current => current?.State.MovedTo is not null
                ? new Verdict<PlaceRecord>.Leave()
                : (current ?? Kinds.Place.New(key, new(moved.Before))) is var place ? place with { State = place.State with { MovedTo = moved.Place } } : place,
            cancellation);
        if (before.Document?.State is { PartnershipId: { } id, MovedTo: { } to })
        {
            await change.Run(
                Move.Kind,
                Move.KeyOf(id, moved.Before),
                null,
                current => current is null ? Move.Kind.New(Move.KeyOf(id, moved.Before), new(moved.Before, to)) with { Wake = time.Now() } : new Verdict<Move>.Leave(),
                cancellation);
        }

        return Reply.None;
    }

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        if (await change.Load(Move.Kind, key, cancellation) is not { Wake: { } wake, State: var noted })
        {
            return;
        }

        var (id, move) = (key.Partition, noted with { To = await Latest(noted.To, cancellation) });
        var old = Kinds.PlaceKey(move.From);
        if ((await change.Load(Kinds.Place, old, cancellation))?.State.Joining is not null)
        {
            // It is still being connected under its old id: first that, then this.
            await Again(key, wake, Duration.FromSeconds(2), cancellation);
            return;
        }

        if (move.To.Key != move.From.Key && await Claimed(id, move, cancellation))
        {
            await change.Run(Kinds.Partnership, Kinds.PartnershipKey(id), null, move.In, cancellation);
            foreach (var kind in Walked)
            {
                await change.RewriteAll(documents, id, kind, move.In, cancellation);
            }

            await change.Run(
                Kinds.Place,
                old,
                null,
                current => current?.State.PartnershipId == id ? current with { State = current.State with { PartnershipId = null, Greeted = false }, Owes = [] } : new Verdict<PlaceRecord>.Leave(),
                cancellation);
            roster.Forget(id);
            roster.Forget(move.From);
            roster.Forget(move.To);
        }

        await change.Run(
            Move.Kind, key, null, current => current?.Wake == wake ? current with { Wake = null, Expires = time.Now() + Kept } : new Verdict<Move>.Leave(), cancellation);
    }

    /// <summary>Lets the new id find the partnership; false if another one meets there, whose place it stays.</summary>
    private async Task<bool> Claimed(string id, Move move, CancellationToken cancellation)
    {
        var key = Kinds.PlaceKey(move.To);
        var claimed = await change.Run(
            Kinds.Place,
            key,
            null,
            current => current?.State.PartnershipId is not null
                ? new Verdict<PlaceRecord>.Leave()
                : (current ?? Kinds.Place.New(key, new(move.To))) is var place ? place with { State = place.State with { PartnershipId = id, Greeted = true } } : place,
            cancellation);
        return claimed.Document?.State.PartnershipId == id;
    }

    private async Task<Place> Latest(Place place, CancellationToken cancellation)
    {
        for (var i = 0; i < Furthest && (await change.Load(Kinds.Place, Kinds.PlaceKey(place), cancellation))?.State is { MovedTo: { } next, PartnershipId: null }; i++)
        {
            place = next;
        }

        return place;
    }

    private Task<Changed<Move>> Again(Key key, Instant wake, Duration pause, CancellationToken cancellation) => change.Run(
        Move.Kind, key, null, current => current?.Wake == wake ? current with { Wake = time.Now() + pause } : new Verdict<Move>.Leave(), cancellation);
}
