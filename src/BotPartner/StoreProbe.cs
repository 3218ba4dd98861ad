using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Telemetry;
using NodaTime;

namespace BotPartner;

/// <summary>Finds out whether the store can be read and written. As long as saves are done by others they are proof enough; where the last one
/// failed, or none was done for a minute, it saves something of its own.</summary>
public sealed class StoreProbe(IDocuments documents, Writing writing, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Duration Fresh = Duration.FromSeconds(60);
    private static readonly Key Place = new("health", "probe");

    // As large as what is saved for people: where there is only a little room left, a small one might still find it.
    private static readonly byte[] Body = [.. "{\"room\":\""u8, .. Enumerable.Repeat((byte)'-', 4096), .. "\"}"u8];

    private readonly SemaphoreSlim one = new(1);

    /// <summary>What is wrong with the store, in one line; null if nothing is.</summary>
    public async Task<string?> Trouble(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var reading = true;
        try
        {
            // Whoever may ask can be anybody: one probe at a time, so that asking often does not mean writing often.
            await one.WaitAsync(either.Token);
            try
            {
                var standing = await documents.Find(Place, either.Token);
                reading = false;
                if (writing.Trouble is not null || !(writing.Saved + Fresh > time.Now()))
                {
                    await Write(standing, either.Token);
                }
            }
            finally
            {
                one.Release();
            }
        }
        catch (StoreUnavailableException down)
        {
            return $"The store {(reading ? "is not available" : "cannot be written to")}: {down.Message.ReplaceLineEndings(" ")}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "The store does not answer.";
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>Leaves nothing behind; what a failure leaves expires.</summary>
    private async Task Write(Entry? standing, CancellationToken cancellation)
    {
        var entry = new Entry(Place, "probe", Body, null, time.Now() + Fresh, standing?.Version);
        if (await documents.Save(entry, cancellation) is { } version)
        {
            await documents.Delete(Place, version, cancellation);
        }
    }
}
