using System.Text;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>What every store keeps that can be moved as a whole. One subclass a store; the store may hold what earlier runs left.</summary>
public abstract class ArchiveContract : IAsyncLifetime
{
    private IDocuments documents = null!;

    internal ManualTime Time { get; } = new();

    /// <summary>Partitions of this run: a store may be shared with earlier ones.</summary>
    protected string P { get; } = $"p{Guid.NewGuid():N}";

    private protected IDocuments Documents => documents;

    private protected IArchive Archive => (IArchive)documents;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public async ValueTask InitializeAsync() => documents = await Open(Time);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (documents is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    [Fact]
    public async Task All_partitions_and_kinds_are_read_by_partition_then_id()
    {
        Key[] keys =
        [
            new(P, "box:1"), new(P, "box:10"), new(P, "box:2"), new(P, "Zone"), new(P, "été"), new(P, "漢"),
            new(P + ":a", "x"), new(P + "A", "a"), new(P + "a", "A"),
        ];
        foreach (var (i, key) in keys.Reverse().Index())
        {
            await Saved(Entry(key.Id, kind: $"kind{i % 2}") with { Key = key });
        }

        var ordered = keys.OrderBy(k => k.Partition, StringComparer.Ordinal).ThenBy(k => k.Id, StringComparer.Ordinal).ToArray();
        Assert.Equal(ordered, (await Read()).Select(e => e.Key));
        Assert.Equal(ordered[4..], (await Read(ordered[3])).Select(e => e.Key));
        Assert.Equal(ordered[^3..], (await Read(new(P, "\U0001F5F3"))).Select(e => e.Key));
        Assert.Empty(await Read(ordered[^1]));
    }

    [Fact]
    public async Task What_is_read_is_what_was_saved()
    {
        var entry = Entry("a", "mine") with { Due = Now + Duration.FromMilliseconds(7), Expires = Now + Duration.FromHours(1) };
        var version = await Saved(entry);
        var read = Assert.Single(await Read());
        Assert.Equal(entry with { Version = version, Body = default }, read with { Body = default });
        Assert.Equal("mine", Said(read));
    }

    [Fact]
    public async Task What_has_expired_is_not_read()
    {
        await Saved(Entry("a") with { Expires = Now + Duration.FromSeconds(10) });
        await Saved(Entry("b"));
        Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["b"], (await Read()).Select(e => e.Key.Id));
    }

    [Fact]
    public async Task Many_documents_are_read_each_once()
    {
        var ids = Enumerable.Range(0, 1300).Select(i => $"{i:0000}").ToArray();
        foreach (var chunk in ids.Chunk(100))
        {
            await Archive.Write([.. chunk.Select(i => Entry(i))], Stop);
        }

        Assert.Equal(ids, (await Read()).Select(e => e.Key.Id));
    }

    [Fact]
    public async Task Large_documents_are_read_each_whole()
    {
        var text = new string('x', 700_000);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await Saved(Entry(id, id + text));
        }

        Assert.Equal(["a", "b", "c", "d"], (await Read()).Select(e => Said(e)[..^text.Length]));
    }

    [Fact]
    public async Task What_is_written_is_found_listed_due_and_can_be_changed_from_there()
    {
        await Archive.Write([Entry("a", "1") with { Due = Now, Expires = Now + Duration.FromHours(1), Version = "another-stores" }, Entry("b", "2")], Stop);
        var found = await documents.Find(new(P, "a"), Stop);
        Assert.Equal(("1", "note", Now, Now + Duration.FromHours(1)), (Said(found!), found!.Kind, found.Due, found.Expires));
        Assert.Equal(["a", "b"], (await documents.List(P, "note", "", 10, Stop)).Select(e => e.Key.Id));
        Assert.Contains(await documents.Due(Now, 1000, Stop), e => e.Key == new Key(P, "a"));
        Assert.Null(await documents.Save(Entry("a", "stale") with { Version = "another-stores" }, Stop));
        Assert.NotNull(await documents.Save(Entry("a", "3") with { Version = found.Version }, Stop));
    }

    [Fact]
    public async Task Whatever_is_there_is_replaced_and_no_longer_known_by_its_version()
    {
        var stale = await Saved(Entry("a", "before") with { Due = Now, Expires = Now + Duration.FromHours(1) });
        Assert.NotNull(await documents.Find(new(P, "a"), Stop));
        await Archive.Write([Entry("a", "after", "other")], Stop);
        var found = await documents.Find(new(P, "a"), Stop);
        Assert.Equal(("after", "other", null, null), (Said(found!), found!.Kind, found.Due, found.Expires));
        Assert.DoesNotContain(await documents.Due(Now, 1000, Stop), e => e.Key.Partition == P);
        Assert.Null(await documents.Save(Entry("a", "lost") with { Version = stale }, Stop));
        await Archive.Write([Entry("a", "again")], Stop);
        Assert.Equal("again", Said(Assert.Single(await Read())));
    }

    [Fact]
    public async Task What_had_expired_is_replaced_as_well()
    {
        await Saved(Entry("a", "old") with { Expires = Now + Duration.FromSeconds(1) });
        Time.Advance(TimeSpan.FromSeconds(2));
        await Archive.Write([Entry("a", "new")], Stop);
        Assert.Equal("new", Said((await documents.Find(new(P, "a"), Stop))!));
    }

    [Fact]
    public async Task Writing_while_reading_disturbs_neither()
    {
        await Archive.Write([.. Enumerable.Range(0, 600).Select(i => Entry($"{i:0000}"))], Stop);
        var read = new List<string>();
        await foreach (var entry in Archive.Read(new(P, ""), Stop))
        {
            if (entry.Key.Partition != P)
            {
                break;
            }

            read.Add(entry.Key.Id);
            if (read.Count % 100 == 0)
            {
                await Archive.Write([Entry(entry.Key.Id, "seen"), Entry(entry.Key.Id + "-behind")], Stop);
            }
        }

        Assert.Equal(600, read.Count(i => i.Length == 4));
        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Equal(606, (await Read()).Count);
    }

    private protected async Task<List<Entry>> Read(Key? after = null)
    {
        var read = new List<Entry>();
        await foreach (var entry in Archive.Read(after ?? new(P, ""), Stop))
        {
            if (!entry.Key.Partition.StartsWith(P, StringComparison.Ordinal))
            {
                break;
            }

            read.Add(entry);
        }

        return read;
    }

    private protected Entry Entry(string id, string says = "", string kind = "note") =>
        new(new(P, id), kind, Encoding.UTF8.GetBytes($$"""{"says":"{{says}}"}"""), null, null, null);

    private protected static string Said(Entry entry) => Encoding.UTF8.GetString(entry.Body.Span)[9..^2];

    private protected async Task<string> Saved(Entry entry)
    {
        var version = await documents.Save(entry, Stop);
        Assert.NotNull(version);
        return version;
    }

    private protected abstract Task<IDocuments> Open(TimeProvider time);
}
