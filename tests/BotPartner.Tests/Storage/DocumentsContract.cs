using System.Text;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>What every store keeps. One subclass a store; nothing here knows which.</summary>
public abstract partial class DocumentsContract : IAsyncLifetime
{
    private IDocuments documents = null!;

    internal ManualTime Time { get; } = new();

    /// <summary>Partitions of this run: a store may be shared with earlier ones.</summary>
    protected string P { get; } = $"p{Guid.NewGuid():N}";

    private protected IDocuments Documents => documents;

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
    public async Task What_was_saved_is_found_as_it_was()
    {
        var entry = Entry("a") with { Due = Now + Duration.FromMilliseconds(7), Expires = Now + Duration.FromHours(1) };
        var version = await documents.Save(entry, Stop);
        var found = await documents.Find(entry.Key, Stop);
        Assert.NotNull(version);
        Assert.NotNull(found);
        Assert.Equal(entry with { Version = version, Body = default }, found with { Body = default });
        Assert.Equal(entry.Body.ToArray(), found.Body.ToArray());
    }

    [Fact]
    public async Task What_was_never_saved_is_not_found() => Assert.Null(await documents.Find(new(P, "nothing"), Stop));

    [Fact]
    public async Task A_replaced_document_is_found_as_it_is_now()
    {
        var first = await Saved(Entry("a", "1"));
        var second = await Saved(Entry("a", "2") with { Version = first, Due = Now });
        var found = await documents.Find(new(P, "a"), Stop);
        Assert.NotEqual(first, second);
        Assert.Equal(("2", second, Now), (Said(found!), found!.Version, found.Due));
    }

    [Fact]
    public async Task A_stale_save_is_refused_and_changes_nothing()
    {
        var first = await Saved(Entry("a", "1"));
        var second = await Saved(Entry("a", "2") with { Version = first });
        Assert.Null(await documents.Save(Entry("a", "3") with { Version = first, Due = Now }, Stop));
        Assert.Null(await documents.Save(Entry("a", "4") with { Version = "never-given" }, Stop));
        var found = await documents.Find(new(P, "a"), Stop);
        Assert.Equal(("2", second, null), (Said(found!), found!.Version, found.Due));
        Assert.DoesNotContain(await documents.Due(Now, 1000, Stop), e => e.Key.Partition == P);
    }

    [Fact]
    public async Task Creating_twice_is_refused_and_changes_nothing()
    {
        await Saved(Entry("a", "1"));
        Assert.Null(await documents.Save(Entry("a", "2"), Stop));
        Assert.Equal("1", Said((await documents.Find(new(P, "a"), Stop))!));
    }

    [Fact]
    public async Task Replacing_what_is_not_there_is_refused()
    {
        var version = await Saved(Entry("a"));
        Assert.Null(await documents.Save(Entry("b") with { Version = version }, Stop));
        Assert.True(await documents.Delete(new(P, "a"), version, Stop));
        Assert.Null(await documents.Save(Entry("a") with { Version = version }, Stop));
        Assert.Null(await documents.Find(new(P, "a"), Stop));
    }

    [Fact]
    public async Task Only_the_stored_version_is_deleted_and_what_is_gone_counts_as_deleted()
    {
        var first = await Saved(Entry("a", "1"));
        var second = await Saved(Entry("a", "2") with { Version = first });
        Assert.False(await documents.Delete(new(P, "a"), first, Stop));
        Assert.Equal("2", Said((await documents.Find(new(P, "a"), Stop))!));
        Assert.True(await documents.Delete(new(P, "a"), second, Stop));
        Assert.Null(await documents.Find(new(P, "a"), Stop));
        Assert.True(await documents.Delete(new(P, "a"), second, Stop));
    }

    [Fact]
    public async Task A_document_created_anew_is_not_taken_for_the_one_that_was_deleted()
    {
        var old = await Saved(Entry("a", "1"));
        Assert.True(await documents.Delete(new(P, "a"), old, Stop));
        await Saved(Entry("a", "2"));
        Assert.Null(await documents.Save(Entry("a", "3") with { Version = old }, Stop));
        Assert.Equal("2", Said((await documents.Find(new(P, "a"), Stop))!));
    }

    [Fact]
    public async Task Creating_at_once_lets_exactly_one_win()
    {
        var saves = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => documents.Save(Entry("a", $"{i}"), Stop), Stop)));
        var winner = Assert.Single(saves.Index(), s => s.Item is not null);
        var found = await documents.Find(new(P, "a"), Stop);
        Assert.Equal(($"{winner.Index}", winner.Item), (Said(found!), found!.Version));
    }

    [Fact]
    public async Task A_megabyte_comes_back_whole()
    {
        var text = new string('x', 1024 * 1024);
        await Saved(Entry("big", text));
        Assert.Equal(text, Said((await documents.Find(new(P, "big"), Stop))!));
    }

    [Theory]
    [InlineData("box:1:2")]
    [InlineData("a b")]
    [InlineData(" ")]
    [InlineData("'quoted' \"twice\" -- ; %")]
    [InlineData("Société_été")]
    [InlineData("漢字🗳")]
    [InlineData("a&b=c|d@e")]
    public async Task Any_key_that_is_allowed_is_kept_exactly(string id)
    {
        await Saved(Entry(id));
        Assert.Equal(new Key(P, id), (await documents.Find(new(P, id), Stop))?.Key);
        Assert.Null(await documents.Find(new(P, id + "x"), Stop));
        Assert.Null(await documents.Find(new(P, id.ToUpperInvariant() + "X"), Stop));
        Assert.Equal(new Key(P, id), Assert.Single(await documents.List(P, "note", "", 10, Stop)).Key);
    }

    [Fact]
    public async Task Keys_of_two_hundred_bytes_are_kept()
    {
        var id = new string('k', 200);
        await Saved(Entry(id));
        Assert.NotNull(await documents.Find(new(P, id), Stop));
        Assert.Null(await documents.Find(new(P, id[1..]), Stop));
    }

    private protected void Reopen(IDocuments other) => documents = other;

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
