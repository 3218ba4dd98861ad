using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>Does what follows from a milestone as it stands: its celebration, and the reminders of its owners. Each step may be repeated.</summary>
public sealed class FollowMilestone(Change change, Roster roster, Celebrate celebrate, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(MilestoneKinds.Milestone.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    /// <summary>Does what is due for a milestone; nothing if nothing is.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        var now = time.Now();
        if (await change.Load(MilestoneKinds.Milestone, key, cancellation) is not { Wake: { } wake, State: var milestone } || wake > now
            || await roster.Latest(key.Partition, cancellation) is not { } partnership)
        {
            return;
        }

        await celebrate.Follow(key.Partition, partnership, milestone, cancellation);
        var people = OwnerReminders.Due(milestone, now) ? await celebrate.People.Of(key.Partition, partnership, milestone, cancellation) : [];

        // Changed meanwhile, it wakes again at once: whoever changed it may have followed it before this was done.
        await change.Run(
            MilestoneKinds.Milestone,
            key,
            null,
            current => current switch
            {
                { Wake: { } wake } when wake <= now => current.State.Revision == milestone.Revision
                    ? OwnerReminders.Planned(current, people, partnership, now)
                    : new Verdict<Milestone>.Leave(),
                { } when current.State.Revision != milestone.Revision => current with { Wake = now },
                _ => new Verdict<Milestone>.Leave(),
            },
            cancellation);
    }
}
