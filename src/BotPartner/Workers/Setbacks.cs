using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Puts off documents that fail, longer each time, so that they hold up no others and are not forgotten.</summary>
public sealed partial class Setbacks(Change change, IDocuments documents, TimeProvider time, ILogger<Setbacks> log)
{
    private const int Many = 10_000;
    private const int Patience = 3;
    private static readonly Duration Leeway = Duration.FromMinutes(1);
    private static readonly Duration ShortestRest = Duration.FromSeconds(15);
    private static readonly Duration LongestRest = Duration.FromMinutes(1);
    private static readonly Duration UnknownPause = Duration.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(Key Key, bool Waking), (int Times, Instant At, Duration Pause)> failures = [];
    private readonly Dictionary<Key, (Instant Wake, int Times)> woken = [];
    private readonly Dictionary<Key, (Instant Until, int Times)> resting = [];

    /// <summary>The time now.</summary>
    internal Instant Now => time.Now();

    /// <summary>Notes that a document is woken; false if it was woken several times already and still wants to be at the same time.</summary>
    public bool Progresses(Key key, Instant wake)
    {
        lock (gate)
        {
            if (woken.Count > Many)
            {
                woken.Clear();
            }

            var times = woken.TryGetValue(key, out var before) && before.Wake == wake ? before.Times + 1 : 1;
            woken[key] = (wake, times);
            return times <= Patience;
        }
    }

    /// <summary>Whether it is not tried yet: nothing could be saved of it.</summary>
    public bool Rests(Key key)
    {
        lock (gate)
        {
            return resting.TryGetValue(key, out var rest) && time.Now() is var now && now < rest.Until && rest.Until <= now + LongestRest;
        }
    }

    /// <summary>Neither what is due nor that it is put off could be saved: it is left alone for a while, and keeps nothing else from being done.</summary>
    public void Rest(Entry entry, Exception why)
    {
        lock (gate)
        {
            if (resting.Count > Many)
            {
                resting.Clear();
            }

            // It was the store: no reason to let the document wait longer than that.
            failures.Remove((entry.Key, true));
            failures.Remove((entry.Key, false));
            woken.Remove(entry.Key);
            var times = resting.GetValueOrDefault(entry.Key).Times + 1;
            var pause = Duration.Max(ShortestRest, Duration.Min(Backoff.After(times, $"{entry.Key.Partition}/{entry.Key.Id}"), LongestRest));
            resting[entry.Key] = (time.Now() + pause, times);
            LogRests(log, entry.Kind, pause.TotalSeconds, why is StoreUnavailableException ? why.Message : why.GetType().Name);
        }
    }

    /// <summary>What it owes was taken in hand.</summary>
    public void Taken(Key key)
    {
        lock (gate)
        {
            failures.Remove((key, false));
            resting.Remove(key);
        }
    }

    /// <summary>It was woken. Whether it went on is seen when it is due again.</summary>
    public void Woken(Key key)
    {
        lock (gate)
        {
            resting.Remove(key);
        }
    }

    /// <summary>It could not be woken: its wake is put off.</summary>
    public Task Unwoken(Entry entry, Exception? why, CancellationToken cancellation)
    {
        var pause = Next(entry.Key, waking: true);
        if (why is StoreUnavailableException busy)
        {
            LogWaits(log, entry.Kind, pause.TotalSeconds, busy.Message);
        }
        else
        {
            LogUnwoken(log, why, entry.Kind, pause.TotalSeconds);
        }

        return PutOffWake(entry, pause, cancellation);
    }

    /// <summary>No feature knows its kind: a later version may.</summary>
    public Task Unknown(Entry entry, CancellationToken cancellation)
    {
        LogUnknown(log, entry.Kind, UnknownPause.TotalMinutes);
        return PutOffWake(entry, UnknownPause, cancellation);
    }

    /// <summary>What it owes could not even be taken in hand, or it cannot be read: it is put off as a whole, as the store sees it.</summary>
    public async Task Broken(Entry entry, Exception why, CancellationToken cancellation)
    {
        var pause = Next(entry.Key, waking: false);
        if (why is StoreUnavailableException busy)
        {
            LogWaits(log, entry.Kind, pause.TotalSeconds, busy.Message);
        }
        else
        {
            LogBroken(log, why, entry.Kind, pause.TotalSeconds);
        }

        await documents.Save(entry with { Due = time.Now() + pause }, cancellation);
    }

    private Task PutOffWake(Entry entry, Duration pause, CancellationToken cancellation)
    {
        var now = time.Now();
        return change.Rewrite(
            entry.Kind, entry.Key, document => document.Wake <= now ? document with { Wake = now + pause } : null, cancellation);
    }

    private Duration Next(Key key, bool waking)
    {
        lock (gate)
        {
            if (failures.Count > Many)
            {
                failures.Clear();
            }

            // One that fails as soon as it is tried again fails in a row, whatever it or another process made of it meanwhile.
            var now = time.Now();
            var times = failures.TryGetValue((key, waking), out var last) && now - last.At < (last.Pause * 2) + Leeway ? last.Times + 1 : 1;
            var pause = Backoff.After(times, $"{key.Partition}/{key.Id}");
            failures[(key, waking)] = (times, now, pause);
            return pause;
        }
    }

    [LoggerMessage(60, LogLevel.Error, "A {Kind} could not be woken, or stays due; again in {Seconds} s")]
    private static partial void LogUnwoken(ILogger log, Exception? why, string kind, double seconds);

    [LoggerMessage(64, LogLevel.Warning, "A {Kind} has to wait {Seconds} s: the store did not do it ({Reason})")]
    private static partial void LogWaits(ILogger log, string kind, double seconds, string reason);

    [LoggerMessage(65, LogLevel.Warning, "Nothing could be saved of a {Kind}; it has to wait {Seconds} s ({Reason})")]
    private static partial void LogRests(ILogger log, string kind, double seconds, string reason);

    [LoggerMessage(61, LogLevel.Warning, "No feature wakes a {Kind}; again in {Minutes} min")]
    private static partial void LogUnknown(ILogger log, string kind, double minutes);

    [LoggerMessage(62, LogLevel.Error, "A {Kind} is due and cannot be handled; again in {Seconds} s")]
    private static partial void LogBroken(ILogger log, Exception why, string kind, double seconds);
}
