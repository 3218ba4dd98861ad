using BotPartner.Core.Documents;

namespace BotPartner.Storage.Sqlite;

/// <summary><see cref="IArchive.Write"/>: all of them in the same transaction.</summary>
internal sealed class PutJob(IReadOnlyList<Entry> entries, CancellationToken cancellation) : WriteJob
{
    private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Answer => answer.Task;

    public override int Bytes => entries.Sum(e => e.Body.Length);

    public override bool Abandoned => cancellation.IsCancellationRequested && answer.TrySetCanceled(cancellation);

    public override void Run(WriteSession session, Versions versions, long now)
    {
        foreach (var entry in entries)
        {
            session.Put(entry, versions.Next());
        }
    }

    public override void Done(DocumentCache cache)
    {
        Forget(cache);
        answer.TrySetResult();
    }

    public override void Failed(DocumentCache cache, Exception why)
    {
        Forget(cache);
        answer.TrySetException(why);
    }

    private void Forget(DocumentCache cache)
    {
        foreach (var entry in entries)
        {
            cache.Forget(entry.Key);
        }
    }
}
