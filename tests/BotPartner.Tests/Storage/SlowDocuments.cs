using BotPartner.Core.Documents;
using BotPartner.Sandbox.Wire;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>Lets others go first before each step, now and then several times.</summary>
internal sealed class HurriedDocuments(IDocuments inner, ulong seed) : SteppedDocuments(inner)
{
    private readonly Dice dice = new(seed);

    protected override async Task Step()
    {
        for (var i = dice.Below(4); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}

/// <summary>A process that stands still before its n-th step until it is told to go on.</summary>
internal sealed class StallingDocuments(IDocuments inner, int stallAt) : SteppedDocuments(inner)
{
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int steps;

    /// <summary>Completes when it stands still.</summary>
    public Task Stalled => stalled.Task;

    public void GoOn() => goOn.SetResult();

    protected override Task Step()
    {
        if (Interlocked.Increment(ref steps) != stallAt)
        {
            return Task.CompletedTask;
        }

        stalled.SetResult();
        return goOn.Task;
    }
}

internal abstract class SteppedDocuments(IDocuments inner) : IDocuments
{
    public async Task<Entry?> Find(Key key, CancellationToken cancellation)
    {
        await Step();
        return await inner.Find(key, cancellation);
    }

    public async Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        await Step();
        return await inner.Save(entry, cancellation);
    }

    public async Task<bool> Delete(Key key, string version, CancellationToken cancellation)
    {
        await Step();
        return await inner.Delete(key, version, cancellation);
    }

    public async Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation)
    {
        await Step();
        return await inner.List(partition, kind, after, take, cancellation);
    }

    public async Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation)
    {
        await Step();
        return await inner.Due(now, take, cancellation);
    }

    protected abstract Task Step();
}
