using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>
/// Puts the endings of decisions into the partnership's chain of records, one after the other, in four steps: the chain gives the next
/// place to the decision, the decision takes it or passes it over, the record is written, the chain goes on. No step needs two documents
/// to change at once; each may be repeated, by any process; from the first on the chain's own waking carries it through.
/// </summary>
public sealed class KeepRecord(Change change, Recorder recorder, Roster roster, TimeProvider time) : IFeature
{
    // Others go first at most this often; then the clock takes it up again.
    private const int Attempts = 64;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Chain.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Settle(key.Partition, ct);
            }
        }) { Apart = true },
    ];

    /// <summary>Sees to it that the ending of a decision is in the chain; does nothing for one that goes on or is there.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await change.Load(DecisionKinds.Decision, key, cancellation) is not { State: { Unrecorded: true, Number: var number } })
            {
                return;
            }

            await Settle(key.Partition, cancellation);
            await change.Run(
                DecisionKinds.Chain,
                DecisionKinds.ChainKey(key.Partition),
                null,
                current => (current?.State ?? Chain.Empty).For(number) is { } claimed
                    ? (current ?? DecisionKinds.Chain.New(DecisionKinds.ChainKey(key.Partition), claimed)) with { State = claimed, Wake = time.Now() }
                    : new Verdict<Chain>.Leave(),
                cancellation);
            await Settle(key.Partition, cancellation);
        }

        throw new StoreUnavailableException("the chain of records is busy");
    }

    /// <summary>The last record of a decision, made now if its ending has none yet; null if there is none to be made.</summary>
    public async Task<DecisionRecord?> Of(string partnership, int number, CancellationToken cancellation)
    {
        var key = DecisionKinds.Key(partnership, number);
        await Follow(key, cancellation);
        if (await change.Load(DecisionKinds.Decision, key, cancellation) is not { State.Recorded: { Position: > 0 } recorded })
        {
            return null;
        }

        if (await recorder.Shelf.Find(partnership, recorded.Position, cancellation) is { } found)
        {
            return found;
        }

        // The decision has taken the place; whoever was at it did not get to write.
        await Settle(partnership, cancellation);
        return await recorder.Shelf.Find(partnership, recorded.Position, cancellation);
    }

    /// <summary>All records in the order of their chain, read while they are taken.</summary>
    public IAsyncEnumerable<DecisionRecord> All(string partnership, CancellationToken cancellation) => recorder.Shelf.All(partnership, cancellation);

    /// <summary>Carries through what the chain waits for, if it waits.</summary>
    private async Task Settle(string partnership, CancellationToken cancellation)
    {
        if (await change.Load(DecisionKinds.Chain, DecisionKinds.ChainKey(partnership), cancellation) is not { State: { Claimed: { } number } chain })
        {
            return;
        }

        var last = await Answered(partnership, number, chain, cancellation) is var (decision, recorded) && recorded.Takes(chain.Next, chain.Claims)
            ? await recorder.Write(partnership, decision, recorded.Round, chain, cancellation)
            : null;
        await change.Run(
            DecisionKinds.Chain,
            DecisionKinds.ChainKey(partnership),
            null,
            current => current is not null && current.State.Waits(chain.Claims)
                ? current with { State = current.State with { Claimed = null, Last = last?.Position ?? chain.Last, Hash = last?.Hash ?? chain.Hash }, Wake = null }
                : new Verdict<Chain>.Leave(),
            cancellation);
    }

    /// <summary>The decision with its answer to the claim, which is given once.</summary>
    private async Task<(Decision Decision, Recorded Recorded)?> Answered(string partnership, int number, Chain chain, CancellationToken cancellation)
    {
        var house = (await roster.Partnership(partnership, cancellation))!;
        var answered = await change.Run(
            DecisionKinds.Decision,
            DecisionKinds.Key(partnership, number),
            null,
            current => current is not null && Recorded.Answer(current.State, chain.Next, chain.Claims) is { } answer
                ? current with { State = answer, Wake = !current.State.Unrecorded ? current.Wake : answer.Unsettled ? time.Now() : Rest(answer, house) }
                : new Verdict<Decision>.Leave(),
            cancellation);
        return answered switch
        {
            { Refusal: not null } => throw new StoreUnavailableException("a decision is busy and could not be recorded"),
            { Document.State: { Recorded: { } recorded } decision } => (decision, recorded),
            _ => null,
        };
    }

    /// <summary>When to wake once all that its ending leads to is done: for the review, if there is one.</summary>
    internal static Instant? Rest(Decision decision, Partnership partnership) =>
        decision is { Phase: Phase.Closed, Statement: { Reviewed: false } statement } ? ReviewOutcome.First(statement, partnership) : null;
}
