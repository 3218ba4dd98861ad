using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>How long what is to be sent stays in one process's hand: when that process dies, another takes over after this.</summary>
public sealed class Leases(ClockOptions options, TimeProvider time)
{
    /// <summary>The time now.</summary>
    public Instant Now => time.Now();

    /// <summary>The lease on what is taken in hand now.</summary>
    internal (Instant Now, Instant Until) Take() => (Now, Now + options.Lease);

    /// <summary>Whether it is too late to begin: what starts in the first half of its lease ends within it.</summary>
    internal bool IsLate(Instant? lease) => lease - (options.Lease / 2) < Now;

    /// <summary>How long one attempt to send may take, well under the other half of a lease: then this is cancelled.</summary>
    internal CancellationTokenSource Patience() => new((options.Lease * 5 / 12).ToTimeSpan(), time);
}
