using BotPartner.Core.Documents;

namespace BotPartner.Tests.Archives;

/// <summary>Moves that were interrupted and are begun again.</summary>
public sealed class ResumeSpecs : IDisposable
{
    private readonly Mover mover = new();

    public void Dispose() => mover.Dispose();

    [Fact]
    public async Task An_export_cut_off_anywhere_goes_on_to_the_same_file()
    {
        var store = await mover.Memory("a", "b", "ç");
        var whole = await mover.Exported(store);
        for (var cut = 0; cut < whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(mover.File, whole[..cut], TestContext.Current.CancellationToken);
            var told = await mover.Export(store);
            Assert.True(told.Code == 0, $"cut at {cut}: {told.Way}");
            Assert.Equal(whole, await File.ReadAllBytesAsync(mover.File, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task It_reads_only_what_is_missing_and_warns_that_the_rest_is_of_earlier()
    {
        var store = await mover.Memory("a", "b", "c");
        var lines = (await mover.Exported(store), mover.Lines).Lines;
        mover.Lines = lines[..3];
        var read = 0;
        var told = await mover.Export(new WatchedArchive(store) { Reading = _ => read++ });
        Assert.Equal((0, 1), (told.Code, read));
        Assert.Equal(lines, mover.Lines);
        Assert.Contains("Going on after 2 documents", told.Way, StringComparison.Ordinal);
        Assert.Contains("If the bot has run since, delete the file", told.Way, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_before_it_went_on_is_found_by_comparing()
    {
        var store = await mover.Memory("a", "b", "c");
        mover.Lines = (await mover.Exported(store), mover.Lines).Lines[..2];
        await store.Write([Mover.Entry("a", """{"says":"more"}""")], TestContext.Current.CancellationToken);
        Assert.Equal(0, (await mover.Export(store)).Code);
        var told = await mover.Compare(store);
        Assert.Equal((1, "different: p a\n"), (told.Code, told.Way));
    }

    [Fact]
    public async Task A_finished_export_is_not_written_over()
    {
        var store = await mover.Memory("a");
        var whole = await mover.Exported(store);
        (await mover.Export(await mover.Memory("b"))).Refuses("holds a finished export already");
        Assert.Equal(whole, await File.ReadAllBytesAsync(mover.File, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("my notes")]
    [InlineData("my notes\n")]
    [InlineData("{}\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"format\":\"botpartner\"")]
    public async Task A_file_of_something_else_is_not_written_over(string text)
    {
        mover.Text = text;
        (await mover.Export(await mover.Memory("a"))).Refuses("is not an export of this bot");
        Assert.Equal(text, mover.Text);
    }

    [Fact]
    public async Task An_unfinished_file_with_a_damaged_line_is_not_gone_on_with()
    {
        mover.Text = Mover.Header + "\n{\"partition\":\"p\"\n";
        (await mover.Export(await mover.Memory("a"))).Refuses("is damaged in line 2");
    }

    [Fact]
    public async Task An_interrupted_export_leaves_whole_lines_and_its_own_exit_code()
    {
        using var interrupt = new CancellationTokenSource();
        var store = await mover.Memory("a", "b", "c");
        var watched = new WatchedArchive(store) { Reading = i => _ = i == 1 ? Cancel() : 0 };
        var told = await mover.Run(watched, ["export", mover.File], interrupt.Token);
        Assert.Equal((130, "Interrupted. The same command goes on.\n"), (told.Code, told.Way));
        Assert.EndsWith("}\n", mover.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await mover.Export(store)).Code);
        Assert.Equal(0, (await mover.Compare(store)).Code);

        int Cancel()
        {
            interrupt.Cancel();
            return 0;
        }
    }

    [Fact]
    public async Task An_import_interrupted_at_any_writing_goes_on_and_writes_nothing_twice()
    {
        var ids = Enumerable.Range(0, 600).Select(i => $"{i:000}").ToArray();
        var whole = await mover.Exported(await mover.Memory(ids));
        for (var at = 0; at < 5; at++)
        {
            var target = mover.Memory();
            var broken = new WatchedArchive(target) { Writing = i => _ = i == at ? throw new StoreUnavailableException("gone") : 0 };
            (await mover.Import(broken)).Refuses("The store failed: gone");
            var there = (await Mover.All(target)).Length;
            Assert.Equal(at * 128, there);
            var written = new List<Key>();
            target.Writing = written.Add;
            var told = await mover.Import(target);
            Assert.Equal((0, 600 - there), (told.Code, written.Distinct().Count()));
            Assert.Contains($"; {there} were there already;", told.Result, StringComparison.Ordinal);
            Assert.Equal(whole, await mover.Exported(target));
        }
    }

    [Fact]
    public async Task An_import_of_which_only_some_was_written_goes_on()
    {
        // As a store leaves it that writes in parallel.
        var whole = await mover.Exported(await mover.Memory("a", "b", "c", "d"));
        var target = await mover.Memory("b", "d");
        Assert.Equal(0, (await mover.Import(target)).Code);
        Assert.Equal(whole, await mover.Exported(target));
    }
}
