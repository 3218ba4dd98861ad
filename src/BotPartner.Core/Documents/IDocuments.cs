using NodaTime;

namespace BotPartner.Core.Documents;

/// <summary>A document as a store sees it: opaque JSON with what it is found by.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Kind">Its kind, e.g. <c>box</c>.</param>
/// <param name="Body">A JSON object in UTF-8.</param>
/// <param name="Due">When it wants to be looked at next; stores round it up to whole milliseconds; null for never.</param>
/// <param name="Expires">When it may be erased, and from when on it is no longer found; null for never.</param>
/// <param name="Version">What the store gave it when it was last saved; null for one that never was.</param>
public sealed record Entry(Key Key, string Kind, ReadOnlyMemory<byte> Body, Instant? Due, Instant? Expires, string? Version)
{
    /// <summary>The document that <see cref="Body"/> says, once somebody knows it: a store that keeps entries spares the next reader
    /// the parsing. It is immutable, and goes where the body goes.</summary>
    internal object? Document { get; set; }
}

/// <summary>The one storage port. No transaction spans two documents; each save is atomic and durable when it returns.</summary>
/// <remarks>Every method may throw <see cref="StoreUnavailableException"/>, after bounded retries of its own.</remarks>
public interface IDocuments
{
    /// <summary>The document, or null if there is none (or it has expired).</summary>
    Task<Entry?> Find(Key key, CancellationToken cancellation);

    /// <summary>Creates the document if <see cref="Entry.Version"/> is null, else replaces exactly that version.</summary>
    /// <returns>The new version, or null if somebody else was first: nothing was written.</returns>
    Task<string?> Save(Entry entry, CancellationToken cancellation);

    /// <summary>Deletes exactly this version. A document that is already gone counts as deleted.</summary>
    /// <returns>False if another version is stored: nothing was deleted.</returns>
    Task<bool> Delete(Key key, string version, CancellationToken cancellation);

    /// <summary>Documents of one kind in one partition whose ids come after <paramref name="after"/>, in ordinal order of ids.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="after">Exclusive lower bound; empty for the first page.</param>
    /// <param name="take">At most so many, 1 to 1,000.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation);

    /// <summary>Documents of all partitions with <see cref="Entry.Due"/> at or before <paramref name="now"/>, the longest due first.</summary>
    Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation);
}

/// <summary>The store could not be reached, or did not take the load, within its budget. A save may or may not have happened.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Says what failed, in words for an operator: no content, no secret.</summary>
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>For serializers.</summary>
    public StoreUnavailableException()
    {
    }

    /// <summary>For serializers.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }
}
