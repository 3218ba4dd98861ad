using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What the clock does for decisions: carries through what has begun, closes when the time has come, and comes back for reviews.</summary>
public sealed class FollowDecisions(Course course, KeepRecord record, ReviewOutcome review, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Decision.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await course.Follow(key, time.Now(), ct);
                await record.Follow(key, ct);
                await review.Follow(key, time.Now(), ct);
            }
        }),
    ];
}
