using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>Lets exactly one milestone be the partnership's first step. One that was taken back gives way to the earliest that stands.</summary>
public sealed class FirstSteps(Change change, MilestoneShelf shelf)
{
    /// <summary>Which is the first; null where none stands. The same whenever it is asked, until that one is taken back.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="coming">One that is done and whose celebration may not be there yet; null for none.</param>
    /// <param name="cancellation">When to stop.</param>
    public async Task<int?> Of(string partnership, (int Number, Instant At)? coming, CancellationToken cancellation)
    {
        var key = MilestoneKinds.FirstStepKey(partnership);
        var claimed = await change.Run(
            MilestoneKinds.FirstStep,
            key,
            null,
            current => current is null && coming is { } first ? MilestoneKinds.FirstStep.New(key, new(first.Number)) : new Verdict<FirstStep>.Leave(),
            cancellation);
        if (Number(claimed) is not { } holder || holder == coming?.Number || await shelf.Find(partnership, holder, cancellation) is { State.Done: not null })
        {
            return Number(claimed);
        }

        var heir = coming;
        await foreach (var other in shelf.Celebrations(partnership, cancellation))
        {
            if (other.Number != holder && (heir is not { } earliest || (other.At, other.Number).CompareTo((earliest.At, earliest.Number)) < 0))
            {
                heir = (other.Number, other.At);
            }
        }

        return heir is not { } next ? null : Number(await change.Run(
            MilestoneKinds.FirstStep, key, null, current => current?.State.Number == holder ? current with { State = new(next.Number) } : new Verdict<FirstStep>.Leave(), cancellation));
    }

    private static int? Number(Changed<FirstStep> changed) => changed.Document?.State.Number;
}
