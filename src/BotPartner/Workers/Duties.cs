using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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
    /// <returns>How many were due; 0 if all of them are left alone for now.</returns>
    /// <exception cref="StoreUnavailableException">The store failed, wherever it was tried; what was not done is still due.</exception>
    public async Task<int> Do(IReadOnlyList<Entry> due, Instant now, Action beat, CancellationToken cancellation)
    {
        var look = new Progress(beat);
        Entry[] tried = [.. due.Where(e => !setbacks.Rests(e.Key))];
        await Do(tried, now, look, cancellation);
        look.End();

        // Where some wait, others that are due may lie behind them.
        return tried.Length == 0 ? 0 : due.Count;
    }

    private async Task Do(IReadOnlyList<Entry> due, Instant now, Progress look, CancellationToken cancellation)
    {
        var (wakes, sends) = (new List<Entry>(), new List<Entry>());
        foreach (var entry in due.Where(e => !look.Skips(e)))
        {
            await Contain(entry, look, () => Sort(entry, now, wakes, sends, cancellation), cancellation);
        }

        // What is owed does not wait for what is woken: that can be long, and fail.
        var waking = Parallel.ForEachAsync(
            wakes.GroupBy(e => wakings.Apart(e.Kind) ? (object)e.Key : e.Kind),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation },
            async (g, ct) => await Wake([.. g.Where(e => !look.Skips(e))], look, ct));
        try
        {
            foreach (var entry in sends.Where(e => !look.Skips(e)))
            {
                await Contain(
                    entry,
                    look,
                    async () =>
                    {
                        await courier.Take(entry.Kind, entry.Key, cancellation);
                        setbacks.Taken(entry.Key);
                        look.Made();
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
    private async Task Wake(IReadOnlyList<Entry> entries, Progress look, CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return;
        }

        try
        {
            var known = await wakings.Run(entries[0].Kind, [.. entries.Select(e => e.Key)], cancellation);
            foreach (var entry in entries)
            {
                setbacks.Woken(entry.Key);
                if (!known)
                {
                    await setbacks.Unknown(entry, cancellation);
                }
            }

            look.Made();
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            // It was this document's own trouble; or the store's, where putting off fails, too.
            if (entries.Count == 1)
            {
                await PutOff(entries[0], look, () => setbacks.Unwoken(entries[0], failed, cancellation), cancellation);
                return;
            }

            // One of them spoils it for all: each alone that was not done by then.
            foreach (var entry in entries)
            {
                if (!look.Skips(entry) && await StillWants(entry, look, cancellation))
                {
                    await Wake([entry], look, cancellation);
                }
            }
        }
    }

    private async Task<bool> StillWants(Entry entry, Progress look, CancellationToken cancellation)
    {
        try
        {
            return await change.Load(Rewriting.Raw(entry.Kind), entry.Key, cancellation) is { Wake: { } wake } && wake <= setbacks.Now;
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            Failed(entry, look, failed);
            return false;
        }
    }

    private async Task Contain(Entry entry, Progress look, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            await PutOff(entry, look, () => setbacks.Broken(entry, failed, cancellation), cancellation);
        }
    }

    /// <summary>Has a document put off. Where not even that can be saved, the store is down, or a part of it.</summary>
    private async Task PutOff(Entry entry, Progress look, Func<Task> save, CancellationToken cancellation)
    {
        try
        {
            await save();
            look.Made();
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            Failed(entry, look, failed);
        }
    }

    private void Failed(Entry entry, Progress look, Exception why)
    {
        setbacks.Rest(entry, why);
        look.Failed(entry, why);
    }

    /// <summary>Whether the store takes anything: a part of it that does not keeps nothing else from being done, but if nothing at all can be saved, the look fails.</summary>
    private sealed class Progress(Action beat)
    {
        // Each costs seconds. What else is due is done at the next look, while these rest.
        private const int Enough = 3;
        private readonly ConcurrentDictionary<string, Exception> stuck = [];
        private int made;

        /// <summary>Whether this is not tried: nothing could be saved beside it, or in several places.</summary>
        public bool Skips(Entry entry) => stuck.Count >= Enough || stuck.ContainsKey(entry.Key.Partition);

        public void Made()
        {
            Interlocked.Increment(ref made);
            beat();
        }

        public void Failed(Entry entry, Exception why) => stuck[entry.Key.Partition] = why;

        /// <summary>Says so if nothing was done.</summary>
        public void End()
        {
            if (Volatile.Read(ref made) == 0 && stuck.Values.FirstOrDefault() is { } why)
            {
                ExceptionDispatchInfo.Throw(why);
            }
        }
    }
}
