using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>Carries tensions on when their time has come, and erases what was written when it has been kept long enough.</summary>
public sealed class FollowTension(Change change, Gathering gathering, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(TensionKinds.Tension.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    /// <summary>What the clock makes of it at this moment. Pure.</summary>
    public static Verdict<Tension> At(Document<Tension>? current, People people, Instant now)
    {
        ArgumentNullException.ThrowIfNull(people);
        if (current?.Wake is not { } wake || wake > now)
        {
            return new Verdict<Tension>.Leave();
        }

        return current.State switch
        {
            // Nothing tells any more where its cards stood.
            { Trace: not null } => current with { Owes = [], Delivered = new Dictionary<string, Delivery>(), Seen = [], Wake = null },
            { Course: { Ended: not null } course } tension => Over(current, tension, course.EndedAt!.Value, people, now),
            { Course: { } course } tension => Next(current, tension, course, people, now),

            // A draft: of somebody who was forgotten, or that names them.
            { Raiser.Person.Platform: Person.Gone } => current with { Wake = null, Expires = now },
            _ => current with { Wake = null },
        };
    }

    private static Verdict<Tension> Over(Document<Tension> current, Tension tension, Instant ended, People people, Instant now) =>
        now >= ended + Duration.FromDays(tension.Agreed.KeepDays) ? Telling.Erased(current, people, now)
        : now >= ended + Protocol.ReopenWithin && !Moves.ReopeningIsOver(tension) ? Telling.Into(current, Deeds.Noting(tension, Happenings.ReopeningOver, null, now), people, now, null)
        : Moved(tension, people) ? Telling.Into(current, tension, people, now, null)
        : current with { Wake = Telling.Wake(tension, now) };

    private static Verdict<Tension> Next(Document<Tension> current, Tension tension, Course course, People people, Instant now)
    {
        var protocol = new Protocol(tension.Agreed.Ladder, tension.Agreed.Time, people.Zones(tension), tension.OnlyWithConsent);
        if (people.Raisers(tension).Count == 0)
        {
            // A grievance is nobody else's.
            return Telling.Into(current, Deeds.Noting(tension with { Course = protocol.Do(course, new Move.Withdraw(Side.Raiser), now).Course }, Happenings.RaiserLeft, null, now), people, now, null);
        }

        return protocol.Tick(course, now) is var next && !ReferenceEquals(next, course) ? Telling.Into(current, tension with { Course = next }, people, now, null)
            : Moved(tension, people) ? Telling.Into(current, tension, people, now, null)
            : current with { Wake = Telling.Wake(tension, now) };
    }

    /// <summary>Whether others have to do with it than those who have a card.</summary>
    private static bool Moved(Tension tension, People people) =>
        tension.Course!.Ended == Ending.Withdrawn
            ? tension.Holders.Any(h => h.Person.Platform == Person.Gone)
            : !Viewpoint.Holders(Entering.Into(tension, people, tension.Course.Events[0].At), people).Select(h => (h.As, h.Person.Key)).ToHashSet().SetEquals(tension.Holders.Select(h => (h.As, h.Person.Key)));

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        if (await gathering.Of(key.Partition, cancellation) is { } people)
        {
            await change.Run(TensionKinds.Tension, key, null, current => At(current, people, time.Now()), cancellation);
        }
    }
}
