using System.Runtime.CompilerServices;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using Microsoft.Azure.Cosmos;

namespace BotPartner.Storage.Cosmos;

/// <summary>The whole container, partition by partition and page by page, each found by where the last one ended.</summary>
internal sealed class CosmosArchive(Container container, CosmosOptions options, TimeProvider time, IIds ids) : IArchive
{
    private const int Page = 100;
    private const int AtOnce = 16;
    private static readonly ItemRequestOptions Plain = new() { EnableContentResponseOnWrite = false };

    // Nobody waits in a chat, and a container that is filled is throttled for longer.
    private readonly Requests requests = new(options with { Budget = options.Budget * 15, Attempt = options.Attempt * 4 }, time);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entry> Read(Key? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (partition, id) = after is null ? (await Next("", cancellation), "") : (Names.Write(after.Partition), Names.Write(after.Id));
        while (partition is not null)
        {
            IReadOnlyList<Item> page;
            do
            {
                page = await Read(partition, id, cancellation);
                foreach (var item in page)
                {
                    yield return item.Entry;
                }

                id = page.Count > 0 ? Names.Write(page[^1].Entry.Key.Id) : "";
            }
            while (page.Count == Page);

            (partition, id) = (await Next(partition, cancellation), "");
        }
    }

    /// <inheritdoc/>
    public Task Write(IReadOnlyList<Entry> entries, CancellationToken cancellation) => Parallel.ForEachAsync(
        entries,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (entry, stop) =>
        {
            var item = Item.Write(entry, ids.Id(), null, Now());
            var answer = await requests.Ask(
                "import",
                c => container.UpsertItemStreamAsync(new MemoryStream(item.Array!, item.Offset, item.Count), new(Names.Write(entry.Key.Partition)), Plain, c),
                stop);
            if (!answer.Done)
            {
                throw new StoreUnavailableException($"Cosmos DB did not take a document ({(int)answer.Status}).");
            }
        });

    private Task<IReadOnlyList<Item>> Read(string partition, string after, CancellationToken cancellation)
    {
        var now = Now();
        var query = new QueryDefinition("SELECT * FROM c WHERE c.pk = @pk AND c.id > @after ORDER BY c.id")
            .WithParameter("@pk", partition)
            .WithParameter("@after", after);
        var how = new QueryRequestOptions { PartitionKey = new(partition), MaxItemCount = Page };
        return requests.Query("export", at => container.GetItemQueryStreamIterator(query, at, how), i => !i.Expired(now), Page, cancellation);
    }

    /// <summary>The first partition after this one, as it is written; null if there is none.</summary>
    private async Task<string?> Next(string partition, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT TOP 1 VALUE c.pk FROM c WHERE c.pk > @pk ORDER BY c.pk").WithParameter("@pk", partition);
        var found = await requests.Query(
            "export", at => container.GetItemQueryStreamIterator(query, at), Text, _ => true, 1, cancellation);
        return found is [var first, ..] ? first : null;
    }

    private static string Text(ReadOnlyMemory<byte> value)
    {
        var json = new Utf8JsonReader(value.Span);
        json.Read();
        return json.GetString()!;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
