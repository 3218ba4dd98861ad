using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using Microsoft.Azure.Cosmos;
using NodaTime;

namespace BotPartner.Storage.Cosmos;

/// <summary>Documents in one container of Azure Cosmos DB, shared by any number of processes.</summary>
public sealed class CosmosDocuments : IDocuments, IArchive, IDisposable
{
    private static readonly ItemRequestOptions Plain = new() { EnableContentResponseOnWrite = false };

    private readonly CosmosClient client;
    private readonly Container container;
    private readonly Requests requests;
    private readonly CosmosArchive archive;
    private readonly TimeProvider time;
    private readonly IIds ids;

    internal CosmosDocuments(Container container, CosmosOptions options, TimeProvider time, IIds ids)
    {
        (client, this.container, this.time, this.ids) = (container.Database.Client, container, time, ids);
        requests = new(options, time);
        archive = new(container, options, time, ids);
    }

    /// <summary>Opens the store, creating the container if it may and there is none.</summary>
    /// <exception cref="ConfigurationException">It cannot be used.</exception>
    public static async Task<CosmosDocuments> Open(CosmosOptions options, TimeProvider time, IIds ids, CancellationToken cancellation) =>
        new(await CosmosStart.Open(options, cancellation), options, time, ids);

    /// <inheritdoc/>
    public async Task<Entry?> Find(Key key, CancellationToken cancellation) =>
        await Standing("find", key, cancellation) is { } item && !item.Expired(Now()) ? item.Entry : null;

    /// <inheritdoc/>
    public Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        if (entry.Version is not { } version)
        {
            return Create(entry, cancellation);
        }

        return Stamp.Read(version) is { } stamp && !(stamp.Expires <= Now())
            ? Replace(entry, stamp, cancellation)
            : Task.FromResult<string?>(null);
    }

    /// <inheritdoc/>
    public async Task<bool> Delete(Key key, string version, CancellationToken cancellation)
    {
        if (Stamp.Read(version) is { } stamp)
        {
            var answer = await requests.Ask(
                "delete",
                c => container.DeleteItemStreamAsync(Names.Write(key.Id), Partition(key), Matching(stamp.Tag), c),
                cancellation);
            if (answer.Done || answer.Status == HttpStatusCode.NotFound)
            {
                return true;
            }
        }

        return await Standing("check", key, cancellation) is not { } other || other.Expired(Now());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation)
    {
        var now = Now();
        var query = new QueryDefinition("SELECT * FROM c WHERE c.pk = @pk AND c.kind = @kind AND c.id > @after ORDER BY c.id")
            .WithParameter("@pk", Names.Write(partition))
            .WithParameter("@kind", kind)
            .WithParameter("@after", Names.Write(after));
        var options = new QueryRequestOptions { PartitionKey = new(Names.Write(partition)), MaxItemCount = take };
        var found = await requests.Query(
            "list", at => container.GetItemQueryStreamIterator(query, at, options), i => !i.Expired(now), take, cancellation);
        return [.. found.Select(i => i.Entry)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation)
    {
        var (upTo, ours) = (now.ToUnixTimeMilliseconds(), Now());
        var query = new QueryDefinition("SELECT * FROM c WHERE c.due <= @now ORDER BY c.due").WithParameter("@now", upTo);
        var options = new QueryRequestOptions { MaxItemCount = take, MaxConcurrency = -1 };
        var found = await requests.Query(
            "due", at => container.GetItemQueryStreamIterator(query, at, options), i => !i.Expired(ours), take, cancellation);
        return [.. found.Select(i => i.Entry)];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Entry> Read(Key? after, CancellationToken cancellation) => archive.Read(after, cancellation);

    /// <inheritdoc/>
    public Task Write(IReadOnlyList<Entry> entries, CancellationToken cancellation) => archive.Write(entries, cancellation);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => client.Dispose();

    private static PartitionKey Partition(Key key) => new(Names.Write(key.Partition));

    private static ItemRequestOptions Matching(string tag) => new() { EnableContentResponseOnWrite = false, IfMatchEtag = tag };

    private static StoreUnavailableException Unknown() => new("A write to Cosmos DB got no answer, and others have written since: it may have been saved.");

    private async Task<string?> Create(Entry entry, CancellationToken cancellation)
    {
        var write = ids.Id();
        var item = Item.Write(entry, write, null, Now());
        var answer = await requests.Ask(
            "create", c => container.CreateItemStreamAsync(Content(item), Partition(entry.Key), Plain, c), cancellation);
        if (answer.Done)
        {
            return Version(entry, write, answer.Tag);
        }

        var other = await Standing("check", entry.Key, cancellation);
        if (Ours(other, entry, write) is { } saved)
        {
            return saved;
        }

        // What has expired is as good as gone; the service may keep it for a while.
        return other is not null && other.Expired(Now()) ? await Replace(entry, other.Stamp, cancellation)
            : answer.Doubtful ? throw Unknown()
            : null;
    }

    private async Task<string?> Replace(Entry entry, Stamp stamp, CancellationToken cancellation)
    {
        var write = ids.Id();
        var item = Item.Write(entry, write, stamp.Write, Now());
        var answer = await requests.Ask(
            "replace",
            c => container.ReplaceItemStreamAsync(Content(item), Names.Write(entry.Key.Id), Partition(entry.Key), Matching(stamp.Tag), c),
            cancellation);
        if (answer.Done)
        {
            return Version(entry, write, answer.Tag);
        }

        // A write whose answer was lost on the way meets itself when it is made again, by us or within the client.
        var other = answer.Status == HttpStatusCode.NotFound ? null : await Standing("check", entry.Key, cancellation);
        return Ours(other, entry, write) is { } saved ? saved
            : !answer.Doubtful || other?.Over == stamp.Write ? null
            : throw Unknown();
    }

    /// <summary>The version of a write that was taken for lost; null if it is not to be seen.</summary>
    private static string? Ours(Item? standing, Entry entry, string write) =>
        standing?.Stamp.Write == write ? standing.Stamp.ToString()
        : standing?.Over == write ? Stamp.Late(write, Item.Milliseconds(entry.Expires)).ToString()
        : null;

    private static string Version(Entry entry, string write, string tag) => new Stamp(write, Item.Milliseconds(entry.Expires), tag).ToString();

    private static MemoryStream Content(ArraySegment<byte> item) => new(item.Array!, item.Offset, item.Count, writable: false, publiclyVisible: true);

    /// <summary>What the service has under the key, expired or not.</summary>
    private async Task<Item?> Standing(string operation, Key key, CancellationToken cancellation)
    {
        var answer = await requests.Ask(operation, c => container.ReadItemStreamAsync(Names.Write(key.Id), Partition(key), null, c), cancellation);
        return answer.Status == HttpStatusCode.NotFound ? null : Item.Read(answer.Body, copy: false);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
