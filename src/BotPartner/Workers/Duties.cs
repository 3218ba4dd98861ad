using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Does what due documents want: wakes them, and has sent what they owe. One that fails holds up no other.</summary>
public sealed class Duties(Router router, Courier courier, Setbacks setbacks, Change change)
{
    /// <summary>Returns when all are woken and all that is owed is in hand.</summary>
    /// <exception cref="StoreUnavailableException">The store failed; what was not done is still due.</exception>
    public async Task Do(IReadOnlyList<Entry> due, Instant now, CancellationToken cancellation)
    {
        var (wakes, sends) = (new List<Entry>(), new List<Entry>());
        foreach (var entry in due)
        {
            await Contain(entry, () => Sort(entry, now, wakes, sends, cancellation), cancellation);
        }

        // What is owed does not wait for what is woken: that can be long, and fail.
        var waking = Task.WhenAll(wakes.GroupBy(e => e.Kind).Select(g => Wake(g.Key, [.. g], cancellation)));
        try
        {
            foreach (var entry in sends)
            {
                await Contain(entry, () => courier.Take(entry.Kind, entry.Key, cancellation), cancellation);
            }
        }
        finally
        {
            await waking;
        }
    }

    private async Task Sort(Entry entry, Instant now, List<Entry> wakes, List<Entry> sends, CancellationToken cancellation)
    {
        var document = Envelopes.Raw(entry.Kind).Read(entry);
        var (wake, owes) = (document.Wake <= now, document.Next.Any(n => n.At <= now));
        if (owes)
        {
            sends.Add(entry);
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
            await change.Run(entry.Kind, entry.Key, d => d, cancellation);
        }
    }

    private async Task Wake(string kind, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        try
        {
            var known = await router.Wake(kind, [.. entries.Select(e => e.Key)], cancellation);
            foreach (var entry in entries)
            {
                setbacks.Over(entry.Key);
                if (!known)
                {
                    await setbacks.Unknown(entry, cancellation);
                }
            }
        }
        catch (Exception failed) when (failed is not StoreUnavailableException && !cancellation.IsCancellationRequested)
        {
            if (entries.Count == 1)
            {
                await setbacks.Unwoken(entries[0], failed, cancellation);
                return;
            }

            // One of them spoils it for all: each alone.
            foreach (var entry in entries)
            {
                await Wake(kind, [entry], cancellation);
            }
        }
    }

    private async Task Contain(Entry entry, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (failed is not StoreUnavailableException && !cancellation.IsCancellationRequested)
        {
            await setbacks.Broken(entry, failed, cancellation);
        }
    }
}
