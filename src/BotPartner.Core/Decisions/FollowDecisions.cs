using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What the clock does for decisions: carries openings and closings through, and closes when the time has come.</summary>
public sealed class FollowDecisions(CloseDecision close, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Decision.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await close.Follow(key, time.Now(), ct);
            }
        }),
    ];
}
