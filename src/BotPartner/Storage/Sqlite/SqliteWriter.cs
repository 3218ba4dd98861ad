using BotPartner.Core.Documents;
using Microsoft.Data.Sqlite;

namespace BotPartner.Storage.Sqlite;

/// <summary>The one that writes: takes all that waits into one transaction, so that one flush of the disk serves many.
/// It has a thread of its own, since SQLite blocks while the disk works.</summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private const int MaxWaiting = 8192;
    private const int ManyWaiting = MaxWaiting / 2;
    private const int MaxJobs = 512;
    private const int MaxBytes = 8 * 1024 * 1024;
    private const long MaxLog = 64 * 1024 * 1024;

    // Of the three seconds that the least patient platform waits.
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(2);

    private readonly StoreFile file;
    private readonly DocumentCache cache;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly object gate = new();
    private readonly Queue<WriteJob> waiting = [];
    private readonly List<WriteJob> batch = [];
    private readonly Versions versions = new();
    private readonly Thread thread;
    private WriteSession? session;
    private long since;
    private int commits;
    private bool stopping;

    public SqliteWriter(StoreFile file, DocumentCache cache, TimeProvider time, ILogger log)
    {
        (this.file, this.cache, this.time, this.log) = (file, cache, time, log);
        thread = new Thread(Work) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    /// <summary>How many jobs wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>Whether half of what may wait does, or the disk has taken nothing for long.</summary>
    public bool IsBehind
    {
        get
        {
            lock (gate)
            {
                return waiting.Count >= ManyWaiting || (waiting.Count > 0 && file.Watch.GetElapsedTime(since) >= LongWait);
            }
        }
    }

    /// <summary>Puts a job into the next transaction.</summary>
    /// <exception cref="StoreUnavailableException">Too many are waiting, or the store is closing.</exception>
    public void Add(WriteJob job)
    {
        lock (gate)
        {
            if (stopping || waiting.Count >= MaxWaiting)
            {
                throw new StoreUnavailableException(stopping ? "the store is closing" : "too many saves are waiting");
            }

            waiting.Enqueue(job);
            if (waiting.Count == 1)
            {
                since = file.Watch.GetTimestamp();
                Monitor.Pulse(gate);
            }
        }
    }

    /// <summary>Writes what waits, then stops.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
    }

    private void Work()
    {
        while (Gather())
        {
            Write();
            batch.Clear();
        }

        Close();
    }

    private bool Gather()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (stopping)
                {
                    return false;
                }

                Monitor.Wait(gate);
            }

            for (var bytes = 0; batch.Count < MaxJobs && bytes < MaxBytes && waiting.TryDequeue(out var job);)
            {
                if (!job.Abandoned)
                {
                    batch.Add(job);
                    bytes += job.Bytes;
                }
            }

            since = file.Watch.GetTimestamp();
            return true;
        }
    }

    private void Write()
    {
        try
        {
            session ??= new WriteSession(file.Connect());
            session.Begin();
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var job in batch)
            {
                job.Run(session, versions, now);
            }

            session.Commit();
        }
#pragma warning disable CA1031 // Whatever broke, those who wait are told, and the writer lives on with a new connection.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Fail(broken);
            return;
        }

        foreach (var job in batch)
        {
            job.Done(cache);
        }

        Bound();
    }

    private void Fail(Exception broken)
    {
        LogFailed(log, broken.Message, batch.Count);

        // Closing takes back what was begun; only then may readers fill the cache again.
        Close();
        foreach (var job in batch)
        {
            job.Failed(cache, new StoreUnavailableException(broken is SqliteException ? broken.Message : "the store cannot write", broken));
        }
    }

    /// <summary>Readers that never pause could keep SQLite from starting its log anew.</summary>
    private void Bound()
    {
        if (++commits % 256 != 0 || file.Log is not { Exists: true, Length: > MaxLog })
        {
            return;
        }

        try
        {
            session!.Fold();
        }
        catch (SqliteException busy)
        {
            LogFailed(log, busy.Message, 0);
        }
    }

    private void Close()
    {
        try
        {
            session?.Dispose();
        }
        catch (SqliteException broken)
        {
            LogFailed(log, broken.Message, 0);
        }
        finally
        {
            session = null;
        }
    }

    [LoggerMessage(40, LogLevel.Error, "The store cannot write: {Reason}; {Count} saves were refused")]
    private static partial void LogFailed(ILogger log, string reason, int count);
}
