using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Storage;

public sealed class SqliteArchiveSpecs : ArchiveContract
{
    private readonly TemporaryFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_reader_that_never_ends_does_not_let_the_log_grow()
    {
        await Archive.Write([.. Enumerable.Range(0, 600).Select(i => Entry($"{i:0000}"))], Stop);
        await using var reading = Archive.Read(null, Stop).GetAsyncEnumerator(Stop);
        Assert.True(await reading.MoveNextAsync());
        for (var i = 0; i < 600; i++)
        {
            // Another text each time: SQLite writes no page that stays as it is.
            await Archive.Write([Entry($"{i % 7}", new string((char)('a' + (i % 26)), 100_000))], Stop);
        }

        Assert.InRange(new FileInfo(folder.File("bot.db-wal")).Length, 1, 40_000_000);
    }

    private protected override Task<IDocuments> Open(TimeProvider time) => Task.FromResult<IDocuments>(
        SqliteDocuments.Open(new SqliteOptions(folder.File("bot.db")) { Cache = 1_000_000 }, time, NullLogger<SqliteDocuments>.Instance));
}
