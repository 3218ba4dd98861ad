using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Asks the store the one question, "what is due?", and has it done.</summary>
public sealed class Clock(IDocuments documents, Duties duties, Courier courier, TimeProvider time)
{
    /// <summary>How many documents are looked at together.</summary>
    public const int Take = 256;

    private long looked;

    /// <summary>When it last looked and everything due was done or in hand; null if never.</summary>
    public Instant? LastTick => Interlocked.Read(ref looked) is var ticks and not 0 ? Instant.FromUnixTimeTicks(ticks) : null;

    /// <summary>Looks once: wakes what is due, starts sending what is owed.</summary>
    /// <returns>How many documents were due; <see cref="Take"/> means that there may be more.</returns>
    /// <exception cref="StoreUnavailableException">The store failed; what was not done is still due.</exception>
    public async Task<int> Look(CancellationToken cancellation)
    {
        var now = time.Now();
        var due = await documents.Due(now, Take, cancellation);
        await duties.Do(due, now, cancellation);
        Interlocked.Exchange(ref looked, now.ToUnixTimeTicks());
        return due.Count;
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
}
