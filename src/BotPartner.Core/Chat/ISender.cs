using NodaTime;

namespace BotPartner.Core.Chat;

/// <summary>The way out to one platform. Renders, sends once, reports; pacing and retrying are the courier's.</summary>
public interface ISender
{
    /// <summary>The <see cref="Place.Platform"/> it serves.</summary>
    string Platform { get; }

    /// <summary>How much may be sent to one place: at most <see cref="Window.Count"/> in each <see cref="Window.Per"/>, all windows at once.</summary>
    IReadOnlyList<Window> Pace { get; }

    /// <summary>Posts a new message.</summary>
    /// <param name="addressee">Where, in which language and zone.</param>
    /// <param name="card">What.</param>
    /// <param name="under">The message it follows up, as <see cref="Sent.Done"/> returned it; null to stand by itself.</param>
    /// <param name="cancellation">Gives up; the message may or may not have arrived.</param>
    Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation);

    /// <summary>Replaces a message posted before.</summary>
    /// <param name="addressee">Where, in which language and zone.</param>
    /// <param name="message">What <see cref="Sent.Done"/> returned for it.</param>
    /// <param name="card">Its new content.</param>
    /// <param name="cancellation">Gives up; the edit may or may not have arrived.</param>
    Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation);
}

/// <summary>At most <paramref name="Count"/> messages in any <paramref name="Per"/>.</summary>
public sealed record Window(int Count, Duration Per);

/// <summary>What became of one attempt to send.</summary>
public abstract record Sent
{
    private Sent()
    {
    }

    /// <summary>It stands there.</summary>
    /// <param name="Message">Reference for later edits.</param>
    public sealed record Done(string Message) : Sent;

    /// <summary>Not now: throttled, or the platform is unwell.</summary>
    /// <param name="After">How long the platform asks to wait, if it said so.</param>
    /// <param name="Reason">A word for the log; no content.</param>
    public sealed record Later(Duration? After, string Reason) : Sent;

    /// <summary>The place cannot be reached any more: removed, archived, blocked.</summary>
    public sealed record Gone(string Reason) : Sent;

    /// <summary>This message will never be accepted: deleted, or refused for its content.</summary>
    public sealed record Refused(string Reason) : Sent;
}
