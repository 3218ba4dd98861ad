namespace BotPartner.Core.Documents;

/// <summary>A whole store, to be moved to another one. Only for a store that no bot works on: what changes meanwhile may be missed.</summary>
/// <remarks>Every method may throw <see cref="StoreUnavailableException"/>, after bounded retries of its own.</remarks>
public interface IArchive
{
    /// <summary>Every document that has not expired, by partition, then by id, both ordinal (as their UTF-8 bytes sort), each once.
    /// Streams: what is held in memory does not grow with the store.</summary>
    /// <param name="after">Exclusive lower bound, whether it is stored or not; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    IAsyncEnumerable<Entry> Read(Key? after, CancellationToken cancellation);

    /// <summary>Writes these documents as they are, whatever is stored under their keys and in whatever version; durable when it returns.
    /// If it throws, some of them may have been written: to write the same again does no harm.</summary>
    /// <param name="entries">At most some hundred, some megabytes together, with different keys. Their versions do not matter.</param>
    /// <param name="cancellation">Gives up.</param>
    Task Write(IReadOnlyList<Entry> entries, CancellationToken cancellation);
}
