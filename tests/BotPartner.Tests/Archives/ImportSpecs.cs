using System.Text;
using BotPartner.Core.Documents;
using BotPartner.Storage;
using NodaTime;

namespace BotPartner.Tests.Archives;

public sealed class ImportSpecs : IDisposable
{
    private readonly Mover mover = new();

    private Instant Now => Instant.FromDateTimeOffset(mover.Time.GetUtcNow());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => mover.Dispose();

    [Fact]
    public async Task From_store_to_store_to_store_every_byte_of_the_file_stays()
    {
        await using var first = mover.Sqlite("first.db");
        foreach (var i in Enumerable.Range(0, 900))
        {
            await first.Save(
                Mover.Entry($"{i}", $$"""{ "wake": null, "words": "d\u00e9j\u00e0 {{i}} \ud83d\uddf3 \u003c", "n": {{i}}.0 }""", Now + Duration.FromTicks(i), i % 3 == 0 ? Now + Duration.FromDays(i + 1) : null)
                    with
                { Key = new($"p{i % 7}", $"{i}") },
                Stop);
        }

        var one = await mover.Exported(first);
        var second = mover.Memory();
        Assert.Equal(0, (await mover.Import(second)).Code);
        var two = await mover.Exported(second);
        await using var third = mover.Sqlite("third.db");
        Assert.Equal(0, (await mover.Import(third)).Code);
        Assert.Equal(0, (await mover.Compare(first)).Code);
        Assert.Equal(one, two);
        Assert.Equal(one, await mover.Exported(third));
        Assert.Equal((await Mover.All(first)).Select(e => (e.Key, e.Kind, e.Due, e.Expires)), (await Mover.All(third)).Select(e => (e.Key, e.Kind, e.Due, e.Expires)));
    }

    [Fact]
    public async Task It_says_what_it_wrote_and_that_both_sides_agree()
    {
        await mover.Exported(await mover.Memory("a", "b"));
        var told = await mover.Import(mover.Memory());
        Assert.Equal(
            (0, $"Imported 2 documents from '{mover.File}'; 0 were there already; 0.0 s.\nCompared: 2 equal, 0 different, 0 only in the file, 0 only in the store.\n", ""),
            (told.Code, told.Result, told.Way));
    }

    [Fact]
    public async Task A_file_without_its_last_line_is_refused_and_nothing_is_written()
    {
        var lines = (await mover.Exported(await mover.Memory("a", "b")), mover.Lines).Lines;
        foreach (var kept in new[] { 0, 1, 2, 3 })
        {
            mover.Text = string.Concat(lines[..kept].Select(l => l + "\n"));
            await Refused($"ends early, after {Math.Max(0, kept - 1)} documents");
        }

        mover.Text = string.Join('\n', lines);
        await Refused("ends early, after 2 documents");
    }

    [Theory]
    [InlineData("\"it\"", "\"at\"", "what it holds is not what its last line says")]
    [InlineData("\"documents\":2", "\"documents\":3", "what it holds is not what its last line says")]
    [InlineData("\"id\":\"b\"", "\"id\":\"a\"", "damaged in line 3")]
    [InlineData("\"id\":\"b\"", "\"id\":\"A\"", "damaged in line 3")]
    [InlineData("\"id\":\"a\"", "\"id\":7", "damaged in line 2")]
    [InlineData("{\"says\":\"it\"}}\n{\"partition\"", "7}\n{\"partition\"", "damaged in line 2")]
    [InlineData("\"kind\":\"note\",\"body\":", "\"kind\":\"note\",\"due\":\"soon\",\"body\":", "damaged in line 2")]
    [InlineData("\"kind\":\"note\",\"body\":", "\"kind\":\"note\",\"more\":1,\"body\":", "damaged in line 2")]
    [InlineData("\"kind\":\"note\",\"body\":{\"says\":\"it\"}}", "\"kind\":\"note\"}", "damaged in line 2")]
    [InlineData("{\"partition\"", "\n{\"partition\"", "damaged in line 2")]
    [InlineData("{\"says\":\"it\"}}\n", "{\"says\":\"it\"}} {}\n", "damaged in line 2")]
    [InlineData("\"format\":\"botpartner-archive\",\"version\":1", "\"format\":\"botpartner-archive\",\"version\":2", "later version of the bot (format 2; this one reads format 1)")]
    [InlineData("\"format\":\"botpartner-archive\"", "\"format\":\"other\"", "is not an export of this bot")]
    public async Task A_damaged_file_is_refused_and_nothing_is_written(string what, string by, string why)
    {
        await mover.Exported(await mover.Memory("a", "b"));
        var text = mover.Text;
        var at = text.IndexOf(what, StringComparison.Ordinal);
        mover.Text = text[..at] + by + text[(at + what.Length)..];
        await Refused(why);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\n")]
    [InlineData("{\"documents\":0,\"sha256\":\"\"}\n")]
    public async Task Nothing_may_follow_the_last_line(string more)
    {
        await mover.Exported(await mover.Memory("a"));
        mover.Text += more;
        await Refused("something follows its last line");
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused()
    {
        await Refused("does not exist");
        await File.WriteAllBytesAsync(mover.File, [0xFF, 0x00, .. new byte[100]], Stop);
        await Refused("is not an export of this bot");
        await File.WriteAllBytesAsync(mover.File, new byte[17_000_000], Stop);
        await Refused("is not an export of this bot");
        (await mover.Run(mover.Memory(), ["import", mover.In("")])).Refuses("cannot be read");
    }

    [Fact]
    public async Task A_store_that_holds_something_else_is_left_alone_unless_told()
    {
        await mover.Exported(await mover.Memory("a", "b"));
        foreach (var other in new[] { Mover.Entry("a", """{"says":"newer"}"""), Mover.Entry("a", due: Now), Mover.Entry("c"), Mover.Entry("a") with { Kind = "other" } })
        {
            var target = mover.Memory();
            await target.Write([other], Stop);
            target.Writing = _ => Assert.Fail("it was written to");
            (await mover.Import(target)).Refuses($"The store holds documents that are not in '{mover.File}', or differ (the first: p {other.Key.Id})");
        }

        var used = mover.Memory();
        await used.Write([Mover.Entry("a", """{"says":"newer"}"""), Mover.Entry("c")], Stop);
        var told = await mover.Import(used, "--replace");
        Assert.Equal(0, told.Code);
        Assert.Contains("2 equal, 0 different, 0 only in the file, 1 only in the store", told.Result, StringComparison.Ordinal);
        Assert.Equal(["""a {"says":"it"}""", """b {"says":"it"}""", """c {"says":"it"}"""], (await Mover.All(used)).Select(e => $"{e.Key.Id} {Encoding.UTF8.GetString(e.Body.Span)}"));
    }

    [Fact]
    public async Task What_expired_since_the_export_is_left_out()
    {
        var store = await mover.Memory("b");
        await store.Write([Mover.Entry("a", expires: Now + Duration.FromHours(1))], Stop);
        await mover.Exported(store);
        mover.Time.Advance(TimeSpan.FromHours(1));
        var target = mover.Memory();
        Assert.Equal(0, (await mover.Import(target)).Code);
        Assert.Equal("b", Assert.Single(await Mover.All(target)).Key.Id);
        Assert.Equal(0, (await mover.Compare(store)).Code);
    }

    [Fact]
    public async Task A_document_that_the_store_refuses_is_named_with_its_size_and_the_import_goes_on_later()
    {
        var source = await mover.Memory("a", "b", "d");
        await source.Write([Large("c", 5000)], Stop);
        await mover.Exported(source);
        var target = mover.Memory();
        target.Writing = key => _ = key.Id == "c" ? throw new StoreRefusedException("takes no more (413).") : 0;
        var told = await mover.Import(target);
        told.Refuses("The store refuses the document p c of 5,011 bytes: takes no more (413). Make it smaller");
        Assert.DoesNotContain("xxx", told.Way, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], (await Mover.All(target)).Select(e => e.Key.Id));

        await source.Write([Mover.Entry("c")], Stop);
        await mover.Exported(source);
        target.Writing = null;
        told = await mover.Import(target);
        Assert.Equal(0, told.Code);
        Assert.Contains("Imported 2 documents", told.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cosmos_DB_refuses_a_document_of_more_than_two_megabytes_and_an_operator_reads_which()
    {
        await using var room = await Stories.StoreRoom.Open(Stories.Store.Cosmos);
        var source = await mover.Memory("a", "b");
        await source.Write([Large("large", 3_000_000)], Stop);
        await mover.Exported(source);
        (await mover.Run(null, ["import", mover.File, .. room.Settings.Select(s => $"--{s.Key}={s.Value}")]))
            .Refuses("The store refuses the document p large of 3,000,011 bytes: Storage:Cosmos:Container takes documents of up to 2 MB");
    }

    [Fact]
    public async Task A_store_that_does_not_keep_what_it_took_is_found_out()
    {
        await mover.Exported(await mover.Memory("a", "b"));
        var target = mover.Memory();
        var told = await mover.Import(new ForgetfulArchive(target));
        Assert.Equal((1, "only in the file: p b\n"), (told.Code, told.Way));
    }

    private static Entry Large(string id, int size) => Mover.Entry(id, $$"""{"says":"{{new string('x', size)}}"}""");

    private async Task Refused(string why)
    {
        var target = mover.Memory();
        (await mover.Import(target)).Refuses(why);
        Assert.Empty(await Mover.All(target));
    }

    private sealed class ForgetfulArchive(IArchive inner) : IArchive
    {
        public IAsyncEnumerable<Entry> Read(Key? after, CancellationToken cancellation) => inner.Read(after, cancellation);

        public Task Write(IReadOnlyList<Entry> entries, CancellationToken cancellation) => inner.Write([.. entries.SkipLast(1)], cancellation);
    }
}
