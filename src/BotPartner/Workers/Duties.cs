using BotPartner.Core.Documents;
using BotPartner.Telemetry;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Does what due documents want: wakes them, and has sent what they owe. One that fails holds up no other.</summary>
public sealed class Duties(Wakes wakings, Courier courier, Setbacks setbacks, Change change)
{
    /// <summary>How many are woken at a time.</summary>
    public const int Together = 8;

    /// <summary>Returns when all are woken and all that is owed is in hand.</summary>
    /// <param name="due">What is due.</param>
    /// <param name="now">At this time.</param>
    /// <param name="beat">Called for each that is done: there may be so many that the whole takes minutes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store failed; what was not done is still due.</exception>
    public async Task Do(IReadOnlyList<Entry> due, Instant now, Action beat, CancellationToken cancellation)
    {
        var (wakes, sends) = (new List<Entry>(), new List<Entry>());
        foreach (var entry in due)
        {
            await Contain(entry, () => Sort(entry, now, wakes, sends, cancellation), cancellation);
        }

        // What is owed does not wait for what is woken: that can be long, and fail.
        var waking = Parallel.ForEachAsync(
            wakes.GroupBy(e => wakings.Apart(e.Kind) ? (object)e.Key : e.Kind),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (g, ct) => await Wake([.. g], beat, ct));
        try
        {
            foreach (var entry in sends)
            {
                await Contain(
                    entry,
                    async () =>
                    {
                        await courier.Take(entry.Kind, entry.Key, cancellation);
                        beat();
                    },
                    cancellation);
            }
        }
        finally
        {
            await waking;
        }
    }

    private async Task Sort(Entry entry, Instant now, List<Entry> wakes, List<Entry> sends, CancellationToken cancellation)
    {
        var document = Rewriting.Envelope(entry);
        var (wake, owes) = (document.Wake <= now, document.Next.Any(n => n.At <= now));
        if (owes)
        {
            sends.Add(entry);
        }

        if (wake)
        {
            Measures.Due(entry.Kind, (now - document.Wake!.Value).ToTimeSpan());
        }

        if (wake && !setbacks.Progresses(entry.Key, document.Wake!.Value))
        {
            await setbacks.Unwoken(entry, null, cancellation);
        }
        else if (wake)
        {
            wakes.Add(entry);
        }
        else if (!owes)
        {
            // The store has it down for a time at which it wants nothing; saving it sets that right.
            await change.Rewrite(entry.Kind, entry.Key, d => d, cancellation);
        }
    }

    /// <summary>Wakes documents of one kind.</summary>
    private async Task Wake(IReadOnlyList<Entry> entries, Action beat, CancellationToken cancellation)
    {
        try
        {
            var known = await wakings.Run(entries[0].Kind, [.. entries.Select(e => e.Key)], cancellation);
            foreach (var entry in entries)
            {
                setbacks.Over(entry.Key);
                if (!known)
                {
                    await setbacks.Unknown(entry, cancellation);
                }
            }

            beat();
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            // Where it was the store, putting off fails, too, and ends the look; else it was this document's own trouble with it.
            if (entries.Count == 1)
            {
                await setbacks.Unwoken(entries[0], failed, cancellation);
                return;
            }

            // One of them spoils it for all: each alone that was not done by then.
            foreach (var entry in entries)
            {
                if (await change.Load(Rewriting.Raw(entry.Kind), entry.Key, cancellation) is { Wake: { } wake } && wake <= setbacks.Now)
                {
                    await Wake([entry], beat, cancellation);
                }
            }
        }
    }

    private async Task Contain(Entry entry, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            await setbacks.Broken(entry, failed, cancellation);
        }
    }
}
