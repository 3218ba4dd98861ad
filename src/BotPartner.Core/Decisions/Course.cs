using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>The course of a decision: opening, voting, closing, from round to round. What has begun is carried through, however often it is asked.</summary>
public sealed class Course(Change change, OpenDecision open, EndRound end, Objectors objectors)
{
    /// <summary>Carries a decision as far as it can go at this moment.</summary>
    public async Task Follow(Key key, Instant now, CancellationToken cancellation)
    {
        await open.Follow(key, cancellation);
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State: { Phase: Phase.Open } decision } && decision.ClosesAt <= now
                ? current with { State = decision with { Phase = Phase.Closing }, Wake = now }
                : new Verdict<Decision>.Leave(),
            cancellation);
        await end.Follow(key, now, cancellation);
        await objectors.Follow(key, now, cancellation);

        // A round that was amended may have led into the next.
        await open.Follow(key, cancellation);
    }
}
