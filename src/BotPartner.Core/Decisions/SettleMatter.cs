using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Tells whoever handles the matter of a decision that it has ended, until they have dealt with it.</summary>
public sealed class SettleMatter(Change change, Roster roster, IEnumerable<IMatters> matters)
{
    /// <summary>Sees to it that the ending of a decision is dealt with; does nothing for one that goes on, or that changes nothing by itself.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        if (await change.Load(DecisionKinds.Decision, key, cancellation) is not { State: { Unsettled: true } decision })
        {
            return;
        }

        if (matters.FirstOrDefault(m => m.Kind == decision.Matter!.Kind) is { } handler)
        {
            await handler.Settle(key.Partition, decision, cancellation);
        }

        var partnership = (await roster.Partnership(key.Partition, cancellation))!;
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State.Unsettled: true } && current.State.Round == decision.Round && (current.State with { Settled = decision.Round }) is var settled
                ? current with { State = settled, Wake = settled.Unrecorded ? current.Wake : KeepRecord.Rest(settled, partnership) }
                : new Verdict<Decision>.Leave(),
            cancellation);
    }
}

/// <summary>What follows once a decision has ended and its record is kept: what it changes by itself, and the review of it.</summary>
public sealed class Aftermath(SettleMatter settle, ReviewOutcome review, TimeProvider time)
{
    /// <summary>Carries it through as far as it can go now; each step may be repeated.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        await settle.Follow(key, cancellation);
        await review.Follow(key, Chat.Clocks.Now(time), cancellation);
    }
}
