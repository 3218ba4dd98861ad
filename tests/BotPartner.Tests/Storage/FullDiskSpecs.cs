using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;
using BotPartner.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Storage;

/// <summary>A disk that is full, or a file that may only be read: the store says so, what it confirmed stays, and it goes on by itself when that is over.</summary>
public sealed class FullDiskSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PRAGMA max_page_count = 1", "full")]
    [InlineData("PRAGMA query_only = 1", "readonly")]
    public async Task The_store_refuses_in_words_loses_nothing_and_recovers_by_itself(string trouble, string word)
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        var broken = false;
        var path = Path.Combine(folder.Path, "store.db");
        var open = () => SqliteDocuments.Open(
            new SqliteOptions(path) { Opened = connection => StoreFile.Execute(connection, broken ? trouble : "PRAGMA query_only = 0") }, time, NullLogger<SqliteDocuments>.Instance);
        var writing = new Writing(time);
        await using (var store = open())
        {
            var documents = new WatchedDocuments(store, writing, time);
            using var probe = new StoreProbe(documents, writing, time);
            Assert.NotNull(await documents.Save(Large(1), Stop));
            broken = true;
            writing.Failed("as if a save had failed, so that the connection is opened anew");
            await Refresh(documents);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Save(Large(2), Stop));
            var told = await probe.Trouble(Stop);
            Assert.StartsWith("The store cannot be written to: ", told, StringComparison.Ordinal);
            Assert.Contains(word, told, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", told, StringComparison.Ordinal);
            Assert.NotNull(await documents.Find(Large(1).Key, Stop));
            broken = false;
            Assert.Null(await probe.Trouble(Stop));
            Assert.NotNull(await documents.Save(Large(3), Stop));
        }

        await using var again = open();
        Assert.NotNull(await again.Find(Large(1).Key, Stop));
        Assert.Null(await again.Find(Large(2).Key, Stop));
        Assert.NotNull(await again.Find(Large(3).Key, Stop));
    }

    private static Entry Large(int number) => new(new("p", $"n{number}"), "note", "{}"u8.ToArray().Concat(Enumerable.Repeat((byte)' ', 64 * 1024)).ToArray(), null, null, null);

    /// <summary>Has the writer open its file anew, as after any failure.</summary>
    private static async Task Refresh(WatchedDocuments documents)
    {
        try
        {
            await documents.Save(Large(2) with { Kind = null! }, Stop);
        }
        catch (StoreUnavailableException)
        {
            // A row without a kind is refused; the writer begins anew.
        }
    }
}
