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
            { Course: { Ended: not null } course } tension => now >= course.EndedAt!.Value + Duration.FromDays(tension.Agreed.KeepDays)
                ? Telling.Erased(current, people)
                : Telling.Into(current, Deeds.Noting(tension, Happenings.ReopeningOver, null, now), people, now, null),
            { Course: { } course } tension => Next(current, tension, course, people, now),
            _ => current with { Wake = null },
        };
    }

    private static Verdict<Tension> Next(Document<Tension> current, Tension tension, Course course, People people, Instant now)
    {
        var protocol = new Protocol(tension.Agreed.Ladder, tension.Agreed.Time, people.Zones(tension), tension.OnlyWithConsent);
        return protocol.Tick(course, now) is var next && ReferenceEquals(next, course)
            ? current with { Wake = course.Due }
            : Telling.Into(current, tension with { Course = next }, people, now, null);
    }

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        if (await gathering.Of(key.Partition, cancellation) is { } people)
        {
            await change.Run(TensionKinds.Tension, key, null, current => At(current, people, time.Now()), cancellation);
        }
    }
}
