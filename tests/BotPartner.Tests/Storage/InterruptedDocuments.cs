using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>Once, something happens in the middle of what a process does: after it looked at a document, or before it saves one.</summary>
internal sealed class InterruptedDocuments(IDocuments inner, Func<Task> meanwhile) : IDocuments
{
    /// <summary>After which documents it happens.</summary>
    public Func<Key, bool> AfterFinding { get; init; } = _ => false;

    /// <summary>Before which documents are saved it happens.</summary>
    public Func<Key, bool> BeforeSaving { get; init; } = _ => false;

    /// <summary>Whether it has happened.</summary>
    public bool Happened { get; private set; }

    public async Task<Entry?> Find(Key key, CancellationToken cancellation)
    {
        var found = await inner.Find(key, cancellation);
        await Interrupt(AfterFinding(key));
        return found;
    }

    public async Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        await Interrupt(BeforeSaving(entry.Key));
        return await inner.Save(entry, cancellation);
    }

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => inner.Delete(key, version, cancellation);

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        inner.List(partition, kind, after, take, cancellation);

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => inner.Due(now, take, cancellation);

    private async Task Interrupt(bool here)
    {
        if (here && !Happened)
        {
            Happened = true;
            await meanwhile();
        }
    }
}
