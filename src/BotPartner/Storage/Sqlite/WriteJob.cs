using BotPartner.Core.Documents;

namespace BotPartner.Storage.Sqlite;

/// <summary>Something to write, as part of a transaction that others share.</summary>
internal abstract class WriteJob
{
    /// <summary>How much it adds to the transaction.</summary>
    public virtual int Bytes => 0;

    /// <summary>Whether nobody waits for it any more.</summary>
    public virtual bool Abandoned => false;

    /// <summary>Does its part; nothing may be promised yet.</summary>
    public abstract void Run(WriteSession session, Versions versions, long now);

    /// <summary>It is on the disk: tells the cache, then the caller.</summary>
    public abstract void Done(DocumentCache cache);

    /// <summary>It may be on the disk or not: makes the cache forget, then tells the caller.</summary>
    public abstract void Failed(DocumentCache cache, Exception why);
}

/// <summary>Numbers for versions: never one that a living process could have seen at the same document.</summary>
internal sealed class Versions
{
    private long last;

    /// <summary>Takes note of a number that was found in the file.</summary>
    public void Found(long version) => last = Math.Max(last, version);

    public long Next() => ++last;
}

/// <summary><see cref="IDocuments.Save"/>.</summary>
internal sealed class SaveJob(Entry entry, CancellationToken cancellation) : WriteJob
{
    private readonly TaskCompletionSource<string?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? saved;

    public Task<string?> Answer => answer.Task;

    public override int Bytes => entry.Body.Length;

    public override bool Abandoned => cancellation.IsCancellationRequested && answer.TrySetCanceled(cancellation);

    public override void Run(WriteSession session, Versions versions, long now)
    {
        saved = (entry.Version is null ? Create(session, versions, now) : Replace(session, versions, now)) is { } number
            ? Rows.Version(number)
            : null;
    }

    public override void Done(DocumentCache cache)
    {
        if (saved is null)
        {
            cache.Refused(entry.Key, entry.Version);
        }
        else
        {
            cache.Saved(entry with { Version = saved });
        }

        answer.TrySetResult(saved);
    }

    public override void Failed(DocumentCache cache, Exception why)
    {
        cache.Forget(entry.Key);
        answer.TrySetException(why);
    }

    private long? Create(WriteSession session, Versions versions, long now)
    {
        var number = versions.Next();
        if (session.Insert(entry, number))
        {
            return number;
        }

        if (session.Peek(entry.Key) is not (var old, { } expires) || expires > now)
        {
            return null;
        }

        versions.Found(old);
        number = versions.Next();
        return session.Update(entry, number, old, long.MinValue) ? number : null;
    }

    private long? Replace(WriteSession session, Versions versions, long now)
    {
        var old = Rows.Number(entry.Version!);
        versions.Found(old);
        var number = versions.Next();
        return session.Update(entry, number, old, now) ? number : null;
    }
}

/// <summary><see cref="IDocuments.Delete"/>.</summary>
internal sealed class DeleteJob(Key key, string version, CancellationToken cancellation) : WriteJob
{
    private readonly TaskCompletionSource<bool> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool deleted;

    public Task<bool> Answer => answer.Task;

    public override bool Abandoned => cancellation.IsCancellationRequested && answer.TrySetCanceled(cancellation);

    public override void Run(WriteSession session, Versions versions, long now)
    {
        var number = Rows.Number(version);
        versions.Found(number);
        deleted = session.Delete(key, number) || session.Peek(key) is not var (_, expires) || expires <= now;
    }

    public override void Done(DocumentCache cache)
    {
        if (deleted)
        {
            cache.Forget(key);
        }
        else
        {
            cache.Refused(key, version);
        }

        answer.TrySetResult(deleted);
    }

    public override void Failed(DocumentCache cache, Exception why)
    {
        cache.Forget(key);
        answer.TrySetException(why);
    }
}

/// <summary>Erases some documents that have expired.</summary>
/// <param name="over">Called at the end, with whether there may be more of them.</param>
internal sealed class SweepJob(Action<bool> over) : WriteJob
{
    private const int Take = 200;
    private IReadOnlyList<(Key Key, long Version)> erased = [];

    public override void Run(WriteSession session, Versions versions, long now)
    {
        erased = session.Expired(now, Take);
        foreach (var (key, version) in erased)
        {
            versions.Found(version);
            session.Delete(key, version);
        }
    }

    public override void Done(DocumentCache cache)
    {
        foreach (var (key, _) in erased)
        {
            cache.Forget(key);
        }

        over(erased.Count == Take);
    }

    public override void Failed(DocumentCache cache, Exception why)
    {
        foreach (var (key, _) in erased)
        {
            cache.Forget(key);
        }

        over(false);
    }
}
