using System.Security.Cryptography;
using System.Text;
using BotPartner.Core.Documents;
using BotPartner.Storage;
using NodaTime;

namespace BotPartner.Tests.Archives;

public sealed class ExportSpecs : IDisposable
{
    private readonly Mover mover = new();

    public void Dispose() => mover.Dispose();

    [Fact]
    public async Task A_file_is_a_header_a_line_for_each_document_and_a_footer()
    {
        var due = Instant.FromUtc(2026, 3, 4, 5, 6, 7) + Duration.FromMilliseconds(80);
        var store = mover.Memory();
        await store.Write(
            [Mover.Entry("b", """{"n":1}""", due, due + Duration.FromDays(30000)), Mover.Entry("a"), Mover.Entry("a") with { Key = new("o:x", "z"), Kind = "other" }],
            TestContext.Current.CancellationToken);
        var told = await mover.Export(store);
        Assert.Equal((0, $"Exported 3 documents to '{mover.File}' in 0.0 s.\n", ""), (told.Code, told.Result, told.Way));
        string[] expected =
        [
            Mover.Header,
            """{"partition":"o:x","id":"z","kind":"other","body":{"says":"it"}}""",
            """{"partition":"p","id":"a","kind":"note","body":{"says":"it"}}""",
            """{"partition":"p","id":"b","kind":"note","due":"2026-03-04T05:06:07.08Z","expires":"2108-04-23T05:06:07.08Z","body":{"n":1}}""",
        ];
        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', expected) + '\n')));
        Assert.Equal([.. expected, $$"""{"documents":3,"sha256":"{{sum}}"}"""], mover.Lines);
        Assert.EndsWith("}\n", mover.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"a\" : [ 1 , 2.50 , -0.1e+7 , true , null ] }\n", """{"a":[1,2.50,-0.1e+7,true,null]}""")]
    [InlineData("""{"\u0061\u00e9":"\u00e9\u0041\/\u2019\u003C\u0026\u002b"}""", """{"aé":"éA/’<&+"}""")]
    [InlineData("""{"a":"line\u000Abreak\ttab \"quoted\" back\\slash \u0001 \u2028"}""", """{"a":"line\nbreak\ttab \"quoted\" back\\slash \u0001 \u2028"}""")]
    [InlineData("""{"a":"\ud83d\uddf3 漢"}""", """{"a":"\uD83D\uDDF3 漢"}""")]
    [InlineData("""{"b":{},"a":[],"c":{"z":1,"y":2}}""", """{"b":{},"a":[],"c":{"z":1,"y":2}}""")]
    public async Task However_a_store_spells_a_body_the_file_spells_it_one_way(string stored, string written)
    {
        var store = mover.Memory();
        await store.Write([Mover.Entry("a", stored), Mover.Entry("b", written)], TestContext.Current.CancellationToken);
        await mover.Export(store);
        Assert.Equal([written, written], mover.Lines[1..3].Select(l => l[(l.IndexOf("\"body\":", StringComparison.Ordinal) + 7)..^1]));
    }

    [Fact]
    public async Task Documents_come_in_the_order_of_their_keys_whatever_the_characters()
    {
        string[] ids = ["A", "a", "a:", "aa", "é", "\uFF21", "\U0001F5F3"];
        var told = await mover.Export(await mover.Memory([.. ids.Reverse()]));
        Assert.Equal(0, told.Code);
        Assert.Equal((0, 7), ((await mover.Import(mover.Memory())).Code, mover.Lines.Length - 2));
    }

    [Fact]
    public async Task Only_its_owner_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await mover.Export(await mover.Memory("a"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(mover.File) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task An_empty_store_is_no_export()
    {
        (await mover.Export(mover.Memory())).Refuses("The store holds no documents: nothing was exported. Are its settings those of the bot?");
        Assert.False(File.Exists(mover.File));
        Assert.Equal(0, (await mover.Export(await mover.Memory("a"))).Code);
    }

    [Fact]
    public async Task A_request_that_the_store_refuses_is_said_in_one_line()
    {
        var store = await mover.Memory("a");
        var broken = new WatchedArchive(store) { Reading = _ => throw new StoreRefusedException("refused (418).") };
        (await mover.Export(broken)).Refuses("The store refuses what it is asked: refused (418).");
    }

    [Fact]
    public async Task It_says_once_a_second_how_far_it_is()
    {
        var watched = new WatchedArchive(await mover.Memory([.. Enumerable.Range(0, 20).Select(i => $"{i:00}")]))
        {
            Reading = _ => mover.Time.Advance(TimeSpan.FromMilliseconds(250)),
        };
        var told = await mover.Export(watched);
        var size = Mover.Header.Length + 1 + (4 * (mover.Lines[1].Length + 1));
        Assert.Equal(5, told.Way.TrimEnd('\n').Split('\n').Length);
        Assert.StartsWith($"Exporting: 4 documents, {size / 1e6:N1} MB\nExporting: 8 documents", told.Way, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_no_JSON_is_named_and_not_quoted()
    {
        var store = mover.Memory();
        await store.Write([Mover.Entry("bad", "{\"secret\":}")], TestContext.Current.CancellationToken);
        var told = await mover.Export(store);
        told.Refuses("The document p bad in the store is no JSON");
        Assert.DoesNotContain("secret", told.Way, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_fails_is_said_in_one_line_and_the_export_goes_on_later()
    {
        var store = await mover.Memory("a", "b", "c");
        var broken = new WatchedArchive(store) { Reading = i => _ = i == 2 ? throw new StoreUnavailableException("too many requests") : 0 };
        (await mover.Export(broken)).Refuses("The store failed: too many requests. The same command goes on.");
        Assert.Equal(3, mover.Lines.Length);
        Assert.Equal(0, (await mover.Export(store)).Code);
        Assert.Equal(5, mover.Lines.Length);
    }

    [Fact]
    public async Task What_can_not_be_written_is_said_in_one_line()
    {
        var store = await mover.Memory("a");
        (await mover.Run(store, ["export", mover.In("")])).Refuses("cannot be written");
        (await mover.Run(store, ["export", mover.In("none/such")])).Refuses("cannot be written");
    }
}
