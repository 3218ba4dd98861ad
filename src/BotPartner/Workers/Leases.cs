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

    /// <summary>When what is in hand under this lease was taken.</summary>
    internal Instant Taken(Instant lease) => lease - options.Lease;

    /// <summary>Whether nothing that was taken before then is in hand any more.</summary>
    internal bool IsOver(Instant then) => then + (options.Lease * 2) < Now;

    /// <summary>Whether it is too late to begin: what starts in the first quarter of its lease is sent when two thirds of it are over.</summary>
    internal bool IsLate(Instant? lease) => lease - (options.Lease * 3 / 4) < Now;

    /// <summary>How long one attempt to send may take: then this is cancelled. What is left of the lease, a third of it, is there for saving what became of it,
    /// and for clocks of processes that do not agree.</summary>
    internal CancellationTokenSource Patience(Instant? lease)
    {
        var longest = options.Lease * 5 / 12;
        var left = lease - (options.Lease / 3) - Now ?? longest;
        return new(Duration.Max(Duration.Zero, Duration.Min(left, longest)).ToTimeSpan(), time);
    }
}
