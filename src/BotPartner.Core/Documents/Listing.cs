using System.Runtime.CompilerServices;

namespace BotPartner.Core.Documents;

/// <summary>Lists that are longer than a page.</summary>
public static class Listing
{
    /// <summary>All documents of one kind in one partition, in ordinal order of ids, read page by page while they are taken.</summary>
    /// <param name="documents">The store.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="page">How many are read at a time, 1 to 1,000.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="after">Exclusive lower bound; empty for all.</param>
    /// <exception cref="StoreUnavailableException">A page cannot be read.</exception>
    public static async IAsyncEnumerable<Entry> All(
        this IDocuments documents, string partition, string kind, int page, [EnumeratorCancellation] CancellationToken cancellation, string after = "")
    {
        while (true)
        {
            var read = await documents.List(partition, kind, after, page, cancellation);
            foreach (var entry in read)
            {
                yield return entry;
            }

            if (read.Count < page)
            {
                yield break;
            }

            after = read[^1].Key.Id;
        }
    }
}
