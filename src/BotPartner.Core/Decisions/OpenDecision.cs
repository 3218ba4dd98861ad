using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Opens what was proposed: freezes the electorate, sets up the boxes, posts the card. Each step may be repeated.</summary>
public sealed class OpenDecision(Change change, Roster roster, Franchise franchise)
{
    private const int Together = 32;

    /// <summary>Carries an opening through; does nothing for a decision that is past it.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        var proposed = await change.Load(DecisionKinds.Decision, key, cancellation);
        if (proposed is not { State: { Phase: Phase.Opening } decision })
        {
            return;
        }

        var electorate = await Freeze(key.Partition, decision, cancellation);
        await SetUp(key.Partition, decision, electorate, cancellation);
        var mandates = await Empower(key.Partition, decision, electorate, cancellation);
        await Remind(key.Partition, decision, cancellation);
        var partnership = await roster.Latest(key.Partition, cancellation);
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State.Phase: Phase.Opening } && current.State.Round == decision.Round
                ? Opened(current, electorate, mandates, partnership!)
                : new Verdict<Decision>.Leave(),
            cancellation);
    }

    private static Document<Decision> Opened(Document<Decision> current, Electorate electorate, Mandates? mandates, Partnership partnership)
    {
        var voices = electorate.Voters.Select(v => new Voice(v, null)
        {
            Holder = mandates?.HolderFor(v.Id) is { } holder ? electorate.Voters.FirstOrDefault(h => h.Id == holder)?.Name : null,
        }).OrderBy(v => v.Voter.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        var open = current.State with
        {
            Phase = Phase.Open,
            Electorate = electorate.Voters.Count,
            Boxes = electorate.Boxes,
            Revision = current.State.Revision + 1,
        };
        var next = (current with { State = open, Wake = open.ClosesAt })
            .Owing(new(DecisionCards.Slot, open.Revision, DecisionCards.Live(current.Key.Partition, open, voices), partnership.Addressees));
        return open.Round == 1 ? next : next.Owing(
            new($"round:{open.Round}", 1, LifeCards.RoundOpened(current.Key.Partition, open), partnership.Addressees) { Under = DecisionCards.Slot });
    }

    /// <summary>Sets up the mandates, where they are allowed: those of the round before go on, if both are still voters.</summary>
    private async Task<Mandates?> Empower(string partnership, Decision decision, Electorate electorate, CancellationToken cancellation)
    {
        if (decision.MandateCap is not { } cap)
        {
            return null;
        }

        var key = DecisionKinds.MandatesKey(partnership, decision.Number, decision.Round);
        var before = decision.Round == 1 ? null : await change.Load(DecisionKinds.Mandates, DecisionKinds.MandatesKey(partnership, decision.Number, decision.Round - 1), cancellation);
        var voters = electorate.Voters.Select(v => v.Id).ToHashSet();
        Mandate[] kept = [.. (before?.State.All ?? []).Where(m => m.To is not null && voters.Contains(m.From) && voters.Contains(m.To))];
        var set = await change.Run(
            DecisionKinds.Mandates,
            key,
            null,
            current => current is null ? DecisionKinds.Mandates.New(key, new Mandates(decision.Number, cap, kept, Sealed: false)) : new Verdict<Mandates>.Leave(),
            cancellation);
        return set.Document?.State ?? throw new StoreUnavailableException("the mandates of an opening decision could not be set up");
    }

    private async Task Remind(string partnership, Decision decision, CancellationToken cancellation)
    {
        var key = DecisionKinds.RemindersKey(partnership, decision.Number, decision.Round);
        if (ReminderPlan.First(decision) is { } first)
        {
            await change.Run(
                DecisionKinds.Reminders,
                key,
                null,
                current => current is null
                    ? DecisionKinds.Reminders.New(key, new Reminders(decision.Number, decision.Round, [])) with { Wake = first }
                    : new Verdict<Reminders>.Leave(),
                cancellation);
        }
    }

    private async Task<Electorate> Freeze(string partnership, Decision decision, CancellationToken cancellation)
    {
        var key = DecisionKinds.ElectorateKey(partnership, decision.Number, decision.Round);
        var before = decision.Round == 1 ? null : await change.Load(DecisionKinds.Electorate, DecisionKinds.ElectorateKey(partnership, decision.Number, decision.Round - 1), cancellation);
        var voters = Franchise.Weighing(await franchise.Of(partnership, decision.Terms, cancellation), before?.State.Voters, decision.Terms);
        var electorate = Electorate.Of(voters, decision.Terms.Anonymous ? Urn.Size : Electorate.BoxSize);
        var frozen = await change.Run(
            DecisionKinds.Electorate,
            key,
            null,
            current => current is null ? DecisionKinds.Electorate.New(key, electorate) : new Verdict<Electorate>.Leave(),
            cancellation);
        return frozen.Document?.State ?? throw new StoreUnavailableException("the electorate of an opening decision could not be frozen");
    }

    private async Task SetUp(string partnership, Decision decision, Electorate electorate, CancellationToken cancellation)
    {
        var shares = electorate.Voters.ToLookup(v => Electorate.BoxOf(v.Id, electorate.Boxes));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, electorate.Boxes),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (index, ct) =>
            {
                var key = DecisionKinds.BoxKey(partnership, decision.Number, index, decision.Round);
                var set = await change.Run(
                    DecisionKinds.Box,
                    key,
                    null,
                    current => current is null
                        ? DecisionKinds.Box.New(key, Box.New(decision.Number, [.. shares[index]], decision.Terms))
                        : new Verdict<Box>.Leave(),
                    ct);
                if (set.Refusal is not null)
                {
                    throw new StoreUnavailableException($"box {index} of an opening decision could not be set up");
                }
            });
    }
}
