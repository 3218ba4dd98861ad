using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Telemetry;

namespace BotPartner.Workers;

/// <summary>Writes back what became of parcels, and says in the log what people will miss.</summary>
public sealed partial class Books(Change change, Leases leases, TimeProvider time, ILogger<Books> log)
{
    // About until the lease is over: then another courier has it, and what we know is of no more use.
    private const int Tries = 6;
    private readonly Yeses yeses = new(leases);

    /// <summary>The parcel with what is known of it here and was not known to the store.</summary>
    internal Parcel Recall(Parcel parcel) => yeses.Recall(parcel);

    /// <summary>What became of a parcel just now.</summary>
    internal void Note(Parcel parcel, Outcome outcome)
    {
        if (outcome is Outcome.Sent sent)
        {
            yeses.Note(parcel, sent);
        }
    }

    /// <summary>Saves it all in one document. Does not throw: what could not be saved is taken in hand again when the lease is over; what was sent by this process it does not send then.</summary>
    internal async Task Enter(string kind, Key key, IReadOnlyList<(Parcel Parcel, Outcome Outcome)> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await change.Rewrite(
                    kind,
                    key,
                    document => batch.Aggregate(document, (d, b) => Ledger.Enter(d, b.Parcel, b.Outcome)),
                    CancellationToken.None);
                break;
            }
            catch (StoreUnavailableException down) when (attempt < Tries)
            {
                LogRetry(log, batch.Count, kind, down.Message);
                await Task.Delay(Backoff.After(attempt, key.Id).ToTimeSpan(), time);
            }
#pragma warning disable CA1031 // One document must not stop the lanes of its places.
            catch (Exception lost)
#pragma warning restore CA1031
            {
                LogLost(log, lost, batch.Count, kind);
                return;
            }
        }

        foreach (var (parcel, outcome) in batch)
        {
            using var correlation = Correlation.Begin(parcel.Cause);
            if (outcome is Outcome.Sent)
            {
                yeses.Saved(parcel);
            }

            Say(kind, parcel, outcome);
        }
    }

    private void Say(string kind, Parcel parcel, Outcome outcome)
    {
        var (platform, slot) = (parcel.To.Place.Platform, Dispatch.Word(parcel.Post.Slot));
        switch (outcome)
        {
            case Outcome.Sent when parcel.Standing is null && parcel.To.Lease < time.Now():
                LogOverdue(log, slot, kind, platform);
                break;
            case Outcome.Sent:
                LogSent(log, slot, kind, platform);
                break;
            case { Reason.Length: 0 }:
                break;
            case Outcome.Failed when parcel.To.Attempts + 1 >= Ledger.Attempts:
                Measures.GivenUp(platform, "attempts");
                LogGivenUp(log, slot, kind, platform, Ledger.Attempts, outcome.Reason);
                break;
            case Outcome.Failed or Outcome.PutOff:
                LogLater(log, slot, kind, platform, parcel.To.Attempts + 1, outcome.Reason);
                break;
            default:
                Measures.GivenUp(platform, outcome is Outcome.Lost ? "gone" : "refused");
                LogDropped(log, slot, kind, platform, outcome.Reason);
                break;
        }
    }

    [LoggerMessage(57, LogLevel.Debug, "A {Slot} of a {Kind} was sent to {Platform}")]
    private static partial void LogSent(ILogger log, string slot, string kind, string platform);

    [LoggerMessage(58, LogLevel.Warning, "A {Slot} of a {Kind} was sent to {Platform}, and the store took that only when its lease was over: it may be there twice")]
    private static partial void LogOverdue(ILogger log, string slot, string kind, string platform);

    [LoggerMessage(50, LogLevel.Information, "A {Slot} of a {Kind} for {Platform} has to wait, attempt {Attempt}: {Reason}")]
    private static partial void LogLater(ILogger log, string slot, string kind, string platform, int attempt, string reason);

    [LoggerMessage(51, LogLevel.Warning, "A {Slot} of a {Kind} for {Platform} was dropped: {Reason}")]
    private static partial void LogDropped(ILogger log, string slot, string kind, string platform, string reason);

    [LoggerMessage(52, LogLevel.Error, "A {Slot} of a {Kind} for {Platform} was given up after {Attempts} attempts: {Reason}")]
    private static partial void LogGivenUp(ILogger log, string slot, string kind, string platform, int attempts, string reason);

    [LoggerMessage(53, LogLevel.Warning, "What became of {Count} posts of a {Kind} could not be saved yet: {Reason}")]
    private static partial void LogRetry(ILogger log, int count, string kind, string reason);

    [LoggerMessage(54, LogLevel.Error, "What became of {Count} posts of a {Kind} could not be saved; they may be sent twice")]
    private static partial void LogLost(ILogger log, Exception lost, int count, string kind);
}

/// <summary>The outcomes of one claim: saved at once, and those that come while a save is under way together in the next.</summary>
internal sealed class Settlement(Books books, string kind, Key key)
{
    private readonly Lock gate = new();
    private List<(Parcel Parcel, Outcome Outcome)> waiting = [];
    private Task writing = Task.CompletedTask;

    /// <summary>Completes when it is saved, or given up. Does not throw.</summary>
    public Task Enter(Parcel parcel, Outcome outcome)
    {
        books.Note(parcel, outcome);
        lock (gate)
        {
            waiting.Add((parcel, outcome));
            return waiting.Count == 1 ? writing = Write(writing) : writing;
        }
    }

    private async Task Write(Task before)
    {
        // Never inside the caller's turn: it holds the gate.
        await Task.Yield();
        await before;
        List<(Parcel Parcel, Outcome Outcome)> batch;
        lock (gate)
        {
            (batch, waiting) = (waiting, []);
        }

        await books.Enter(kind, key, batch);
    }
}
