using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary>What the clock does for decisions: carries through what has begun, closes when the time has come, sees to what follows from it, and comes back for reviews.</summary>
public sealed class FollowDecisions(Course course, KeepRecord record, Aftermath aftermath, TimeProvider time) : IFeature
{
    // One at a time for each chain of records, where others would only lose the race for the next place. Some chains share a turn.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Decision.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        await course.Follow(key, time.Now(), cancellation);
        var turn = turns[(uint)StringComparer.Ordinal.GetHashCode(key.Partition) % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            await record.Follow(key, cancellation);
        }
        finally
        {
            turn.Release();
        }

        await aftermath.Follow(key, cancellation);
    }
}
