using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Asks the store the one question, "what is due?", and has it done.</summary>
public sealed class Clock(IDocuments documents, Duties duties, Courier courier, TimeProvider time)
{
    /// <summary>How many documents are looked at together.</summary>
    public const int Take = 256;

    private long beat;

    /// <summary>When it last got something done: one document that was due, or all that were; null if never.</summary>
    public Instant? LastTick => Interlocked.Read(ref beat) is var ticks and not 0 ? Instant.FromUnixTimeTicks(ticks) : null;

    /// <summary>Looks once: wakes what is due, starts sending what is owed.</summary>
    /// <returns>How many documents were due, without those of which nothing can be saved for now; <see cref="Take"/> means that there may be more.</returns>
    /// <exception cref="StoreUnavailableException">The store failed; what was not done is still due.</exception>
    public async Task<int> Look(CancellationToken cancellation)
    {
        var now = time.Now();
        var due = await documents.Due(now, Take, cancellation);
        var tried = await duties.Do(due, now, Beat, cancellation);
        Beat();
        return tried;
    }

    /// <summary>Does everything that is due now, and has everything sent, until nothing is due any more.</summary>
    /// <returns>How many documents were due, counted each time they were.</returns>
    public async Task<int> Tick(CancellationToken cancellation)
    {
        for (var done = 0; ;)
        {
            var quiet = courier.Quiet;
            var due = await Look(cancellation);
            done += due;
            if (due == 0 && quiet.IsCompleted)
            {
                return done;
            }

            await courier.Quiet.WaitAsync(cancellation);
        }
    }

    private void Beat() => Interlocked.Exchange(ref beat, time.Now().ToUnixTimeTicks());
}
