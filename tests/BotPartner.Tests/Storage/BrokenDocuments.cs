using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>A process that dies at its n-th save, either just before or just after it was written.</summary>
internal sealed class DyingDocuments(IDocuments inner, int dieAt, bool written) : IDocuments
{
    private int saves;

    public Task<Entry?> Find(Key key, CancellationToken cancellation) => Alive().Find(key, cancellation);

    public async Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        var alive = Alive();
        if (++saves != dieAt)
        {
            return await alive.Save(entry, cancellation);
        }

        if (written)
        {
            await inner.Save(entry, cancellation);
        }

        throw new DeadException();
    }

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => Alive().Delete(key, version, cancellation);

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        Alive().List(partition, kind, after, take, cancellation);

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => Alive().Due(now, take, cancellation);

    private IDocuments Alive() => saves < dieAt ? inner : throw new DeadException();
}

/// <summary>Lets nobody go on from reading before all have read.</summary>
internal sealed class MeetingDocuments(IDocuments inner, int readers) : IDocuments
{
    private readonly TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int read;

    public async Task<Entry?> Find(Key key, CancellationToken cancellation)
    {
        var found = await inner.Find(key, cancellation);
        if (Interlocked.Increment(ref read) == readers)
        {
            met.SetResult();
        }

        await met.Task.WaitAsync(cancellation);
        return found;
    }

    public Task<string?> Save(Entry entry, CancellationToken cancellation) => inner.Save(entry, cancellation);

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => inner.Delete(key, version, cancellation);

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        inner.List(partition, kind, after, take, cancellation);

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => inner.Due(now, take, cancellation);
}

/// <summary>Somebody else is always first where it says so: nothing is written.</summary>
internal sealed class OvertakenDocuments(IDocuments inner, Func<Entry, bool> overtaken) : IDocuments
{
    public Task<Entry?> Find(Key key, CancellationToken cancellation) => inner.Find(key, cancellation);

    public Task<string?> Save(Entry entry, CancellationToken cancellation) =>
        overtaken(entry) ? Task.FromResult<string?>(null) : inner.Save(entry, cancellation);

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => inner.Delete(key, version, cancellation);

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        inner.List(partition, kind, after, take, cancellation);

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => inner.Due(now, take, cancellation);
}

internal sealed class DeadException() : Exception("the process is dead");
