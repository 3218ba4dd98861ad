using BotPartner.Core.Documents;

namespace BotPartner.Core.Milestones;

/// <summary>Lets exactly one milestone be the partnership's first step. One that was taken back gives way if nothing else was completed.</summary>
public sealed class FirstSteps(Change change, MilestoneShelf shelf)
{
    /// <summary>Whether a milestone that is done is the first; the same whenever it is asked.</summary>
    public async Task<bool> Is(string partnership, int number, CancellationToken cancellation)
    {
        var key = MilestoneKinds.FirstStepKey(partnership);
        var claimed = await change.Run(
            MilestoneKinds.FirstStep, key, null, current => current is null ? MilestoneKinds.FirstStep.New(key, new(number)) : new Verdict<FirstStep>.Leave(), cancellation);
        if (claimed.Document is not { State.Number: var holder })
        {
            throw new StoreUnavailableException("the first step changes too often");
        }

        if (holder == number)
        {
            return true;
        }

        if (await shelf.Find(partnership, holder, cancellation) is { State.Done: not null })
        {
            return false;
        }

        await foreach (var other in shelf.Celebrations(partnership, cancellation))
        {
            if (other.Number != number && other.Number != holder)
            {
                return false;
            }
        }

        var passed = await change.Run(
            MilestoneKinds.FirstStep, key, null, current => current?.State.Number == holder ? current with { State = new(number) } : new Verdict<FirstStep>.Leave(), cancellation);
        return passed.Document?.State.Number == number;
    }
}
