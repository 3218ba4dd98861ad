using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>Listing, what is due, what expires.</summary>
public abstract partial class DocumentsContract
{
    [Fact]
    public async Task A_kind_is_listed_in_ordinal_order_page_by_page()
    {
        string[] ids = ["box:1", "box:10", "box:2", "box:2:1", "Box:3", "boxe", "boîte", "zone", "été", "漢"];
        foreach (var id in ids.Reverse())
        {
            await Saved(Entry(id));
            await Saved(Entry(id + "-other", kind: "other"));
        }

        var listed = new List<string>();
        for (var after = ""; ;)
        {
            var page = await documents.List(P, "note", after, 3, Stop);
            Assert.True(page.Count <= 3);
            listed.AddRange(page.Select(e => e.Key.Id));
            if (page.Count == 0)
            {
                break;
            }

            after = page[^1].Key.Id;
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Listing_shows_one_partition_and_one_kind_with_all_that_is_saved()
    {
        var version = await Saved(Entry("a", "mine") with { Due = Now });
        await Saved(Entry("b", kind: "other"));
        await Saved(Entry("a") with { Key = new(P + "2", "a") });
        var only = Assert.Single(await documents.List(P, "note", "", 1000, Stop));
        Assert.Equal((new Key(P, "a"), "note", "mine", Now, version), (only.Key, only.Kind, Said(only), only.Due, only.Version));
        Assert.Empty(await documents.List(P + "2", "other", "", 10, Stop));
    }

    [Fact]
    public async Task The_same_id_in_two_partitions_is_two_documents()
    {
        var here = await Saved(Entry("a", "here"));
        await Saved(Entry("a", "there") with { Key = new(P + "2", "a") });
        Assert.True(await documents.Delete(new(P, "a"), here, Stop));
        Assert.Equal("there", Said((await documents.Find(new(P + "2", "a"), Stop))!));
    }

    [Fact]
    public async Task Due_shows_what_is_due_the_longest_due_first_and_nothing_else()
    {
        await Saved(Entry("later") with { Due = Now + Duration.FromMilliseconds(1) });
        await Saved(Entry("second") with { Due = Now });
        await Saved(Entry("first") with { Due = Now - Duration.FromDays(1), Key = new(P + "2", "first") });
        await Saved(Entry("epoch", kind: "other") with { Due = Instant.FromUnixTimeMilliseconds(0) });
        await Saved(Entry("never"));
        Assert.Equal(["epoch", "first", "second"], await DueIds(Now));
        Assert.Equal(["epoch", "first", "second", "later"], await DueIds(Now + Duration.FromMilliseconds(1)));
    }

    [Fact]
    public async Task Due_takes_no_more_than_was_asked_for()
    {
        foreach (var i in Enumerable.Range(0, 5))
        {
            await Saved(Entry($"{i}") with { Due = Instant.FromUnixTimeMilliseconds(i) });
        }

        Assert.Equal(2, (await documents.Due(Now, 2, Stop)).Count);
    }

    [Fact]
    public async Task A_due_time_that_is_moved_or_taken_away_counts_from_then_on()
    {
        var first = await Saved(Entry("a") with { Due = Now });
        var second = await Saved(Entry("a") with { Due = Now + Duration.FromMinutes(1), Version = first });
        Assert.Empty(await DueIds(Now));
        Assert.Equal(["a"], await DueIds(Now + Duration.FromMinutes(1)));
        var third = await Saved(Entry("a") with { Version = second });
        Assert.Empty(await DueIds(Now + Duration.FromMinutes(1)));
        await Saved(Entry("a") with { Due = Now, Version = third });
        Assert.Equal(["a"], await DueIds(Now));
    }

    [Fact]
    public async Task A_due_time_between_two_milliseconds_is_never_early()
    {
        var due = Now + Duration.FromTicks(1);
        await Saved(Entry("a") with { Due = due });
        Assert.Empty(await DueIds(Now));
        Assert.Equal(["a"], await DueIds(Now + Duration.FromMilliseconds(1)));
    }

    [Fact]
    public async Task A_deleted_document_is_neither_due_nor_listed()
    {
        var version = await Saved(Entry("a") with { Due = Now });
        await documents.Delete(new(P, "a"), version, Stop);
        Assert.Empty(await DueIds(Now));
        Assert.Empty(await documents.List(P, "note", "", 10, Stop));
    }

    [Fact]
    public async Task An_expired_document_is_gone_from_everywhere()
    {
        var expires = Now + Duration.FromSeconds(10);
        var version = await Saved(Entry("a") with { Due = Now, Expires = expires });
        Assert.NotNull(await documents.Find(new(P, "a"), Stop));
        Time.SetUtcNow(expires.ToDateTimeOffset());
        Assert.Null(await documents.Find(new(P, "a"), Stop));
        Assert.Empty(await DueIds(Now));
        Assert.Empty(await documents.List(P, "note", "", 10, Stop));
        Assert.Null(await documents.Save(Entry("a") with { Version = version }, Stop));
        Assert.True(await documents.Delete(new(P, "a"), "some-other", Stop));
    }

    [Fact]
    public async Task Where_a_document_has_expired_a_new_one_can_be_created_and_stays()
    {
        var old = await Saved(Entry("a", "old") with { Expires = Now + Duration.FromSeconds(10) });
        Time.Advance(TimeSpan.FromSeconds(11));
        var version = await Saved(Entry("a", "new"));
        Assert.Null(await documents.Save(Entry("a", "stale") with { Version = old }, Stop));
        Time.Advance(TimeSpan.FromDays(1));
        var found = await documents.Find(new(P, "a"), Stop);
        Assert.Equal(("new", version), (Said(found!), found!.Version));
    }

    private async Task<IEnumerable<string>> DueIds(Instant now) =>
        (await documents.Due(now, 1000, Stop)).Where(e => e.Key.Partition.StartsWith(P, StringComparison.Ordinal)).Select(e => e.Key.Id).ToArray();
}
