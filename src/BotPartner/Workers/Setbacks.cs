using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Puts off documents that fail, longer each time, so that they hold up no others and are not forgotten.</summary>
public sealed partial class Setbacks(Change change, IDocuments documents, TimeProvider time, ILogger<Setbacks> log)
{
    private const int Many = 10_000;
    private const int Patience = 3;
    private static readonly Duration UnknownPause = Duration.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Key, int> failures = [];
    private readonly Dictionary<Key, (Instant Wake, int Times)> woken = [];

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

    /// <summary>The document did not fail.</summary>
    public void Over(Key key)
    {
        lock (gate)
        {
            failures.Remove(key);
        }
    }

    /// <summary>It could not be woken: its wake is put off.</summary>
    public Task Unwoken(Entry entry, Exception? why, CancellationToken cancellation)
    {
        var pause = Next(entry.Key);
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
        var pause = Next(entry.Key);
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

    private Duration Next(Key key)
    {
        lock (gate)
        {
            if (failures.Count > Many)
            {
                failures.Clear();
            }

            failures[key] = failures.GetValueOrDefault(key) + 1;
            return Backoff.After(failures[key], $"{key.Partition}/{key.Id}");
        }
    }

    [LoggerMessage(60, LogLevel.Error, "A {Kind} could not be woken, or stays due; again in {Seconds} s")]
    private static partial void LogUnwoken(ILogger log, Exception? why, string kind, double seconds);

    [LoggerMessage(64, LogLevel.Warning, "A {Kind} has to wait {Seconds} s: the store did not do it ({Reason})")]
    private static partial void LogWaits(ILogger log, string kind, double seconds, string reason);

    [LoggerMessage(61, LogLevel.Warning, "No feature wakes a {Kind}; again in {Minutes} min")]
    private static partial void LogUnknown(ILogger log, string kind, double minutes);

    [LoggerMessage(62, LogLevel.Error, "A {Kind} is due and cannot be handled; again in {Seconds} s")]
    private static partial void LogBroken(ILogger log, Exception why, string kind, double seconds);
}
