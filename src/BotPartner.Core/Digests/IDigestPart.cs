using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>What one feature has to say about a week. The digest is put together from all of them and knows none.</summary>
public interface IDigestPart
{
    /// <summary>Where it stands among the others, the smallest first.</summary>
    int Order { get; }

    /// <summary>What it has to say; the same whenever it is asked for the same edition of the same state.</summary>
    /// <exception cref="Documents.StoreUnavailableException">It cannot be read now.</exception>
    Task<DigestPart> Of(Edition edition, CancellationToken cancellation);
}

/// <summary>Of which partnership and time a digest tells, and to whom.</summary>
/// <param name="PartnershipId">The partnership's id.</param>
/// <param name="Partnership">The partnership.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="From">Where its time begins, exclusive.</param>
/// <param name="Until">Where it ends, inclusive: where the next one begins.</param>
/// <param name="Zone">Where they read it.</param>
public sealed record Edition(string PartnershipId, Partnership Partnership, Audience Audience, Instant From, Instant Until, DateTimeZone Zone)
{
    /// <summary>How long before it is read the time ends that it tells of: what happens takes its moment before it is saved, and
    /// what is not saved yet as this one is built is told by the next.</summary>
    public static readonly Duration Lag = Duration.FromMinutes(2);

    private readonly Instant? now;

    /// <summary>The present of who reads it: what is open or due is told as of now.</summary>
    public Instant Now
    {
        get => now ?? Until;
        init => now = value;
    }

    /// <summary>The day on which it is read, there.</summary>
    public LocalDate Today => Now.InZone(Zone).Date;

    /// <summary>Whether something happened in its time.</summary>
    public bool Covers(Instant? at) => at > From && at <= Until;
}

/// <summary>What a feature has to say; nothing where all of it is empty.</summary>
public sealed record DigestPart
{
    /// <summary>Nothing.</summary>
    public static readonly DigestPart Nothing = new();

    /// <summary>Numbers that tell the week at a glance, at most four.</summary>
    public IReadOnlyList<Headline> Headlines { get; init; } = [];

    /// <summary>What is below them, without buttons.</summary>
    public IReadOnlyList<Element> Body { get; init; } = [];

    /// <summary>What comes next, of all features sorted by time.</summary>
    public IReadOnlyList<Upcoming> Next { get; init; } = [];

    /// <summary>Whether all of it is told, however much others have to say. It is short.</summary>
    public bool Kept { get; init; }

    /// <summary>Whether a week in which nothing else is told is not a quiet one. What is told every week, like a principle, is no news.</summary>
    public bool News { get; init; }
}

/// <summary>A number that tells the week, e.g. how many decisions are open.</summary>
/// <param name="Label">What is counted, without the number.</param>
/// <param name="Count">How many; none is not told.</param>
public sealed record Headline(Text Label, int Count);

/// <summary>Something that comes.</summary>
/// <param name="On">When, on the calendar of who reads it.</param>
/// <param name="What">One line.</param>
public sealed record Upcoming(LocalDate On, Text What);
