using System.Globalization;
using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;
using BotPartner.Tests.Sandbox;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Storage;

public sealed class SqliteDocumentsSpecs : DocumentsContract
{
    private readonly TemporaryFolder folder = new();
    private int maxPages = 1_000_000;
    private int patience = 20;

    private ManualTime Watch { get; } = new();

    private string File => folder.File("bot.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Saves_that_share_a_transaction_are_answered_each_for_itself()
    {
        var first = await Saved(Entry("a", "0"));
        using var busy = Connect();
        Execute(busy, "BEGIN IMMEDIATE");
        var blocker = Documents.Save(Entry("blocker"), Stop);
        var saves = new[]
        {
            Documents.Save(Entry("a", "1") with { Version = first }, Stop),
            Documents.Save(Entry("a", "2") with { Version = first }, Stop),
            Documents.Save(Entry("b"), Stop),
            Documents.Save(Entry("b"), Stop),
        };
        var stale = Documents.Delete(new(P, "a"), first, Stop);
        Assert.Equal("0", Said((await Documents.Find(new(P, "a"), Stop))!));
        Execute(busy, "ROLLBACK");
        var answers = await Task.WhenAll(saves);
        Assert.NotNull(await blocker);
        Assert.Equal([true, false, true, false], answers.Select(a => a is not null));
        Assert.False(await stale);
        Assert.Equal(("1", answers[0]), (Said((await Documents.Find(new(P, "a"), Stop))!), (await Documents.Find(new(P, "a"), Stop))!.Version));
    }

    [Fact]
    public async Task What_was_saved_is_there_after_closing_and_opening_again()
    {
        var version = await Saved(Entry("a", "kept"));
        var last = Documents.Save(Entry("last"), Stop);
        await ((IAsyncDisposable)Documents).DisposeAsync();
        Assert.NotNull(await last);
        await using var again = Sqlite(Time);
        Assert.Equal(version, (await again.Find(new(P, "a"), Stop))?.Version);
        Assert.NotNull(await again.Find(new(P, "last"), Stop));
        Assert.NotNull(await again.Save(Entry("a") with { Version = version }, Stop));
    }

    [Fact]
    public void A_second_process_is_told_that_the_file_is_in_use()
    {
        var refused = Assert.Throws<ConfigurationException>(() => Sqlite(Time));
        Assert.Contains("Storage:Sqlite:Path", refused.Message, StringComparison.Ordinal);
        Assert.Contains("another process uses it", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Weeks_that_pass_at_once_are_cleaned_up_after_at_once_too()
    {
        Time.Advance(TimeSpan.FromDays(60));
        await Saved(Entry("1"));
    }

    [Fact]
    public async Task Expired_rows_are_erased_in_the_background()
    {
        foreach (var i in Enumerable.Range(0, 450))
        {
            await Saved(Entry($"{i}") with { Expires = Now + Duration.FromSeconds(1) });
        }

        await Saved(Entry("stays"));
        Time.Advance(TimeSpan.FromMinutes(1));

        // Each save comes after the batch before it; three batches erase them all.
        foreach (var i in Enumerable.Range(0, 5))
        {
            await Saved(Entry($"after{i}"));
        }

        using var beside = Connect();
        Assert.Equal(6L, Scalar(beside, "SELECT count(*) FROM documents"));
    }

    [Fact]
    public async Task It_is_behind_while_the_disk_takes_nothing_and_no_longer()
    {
        var documents = (SqliteDocuments)Documents;
        using var busy = Connect();
        Execute(busy, "BEGIN IMMEDIATE");
        var saves = new List<Task<string?>>();
        Assert.False(documents.IsBehind);
        await Soon.True(() =>
        {
            saves.Add(Documents.Save(Entry($"{saves.Count}"), Stop));
            Watch.Advance(TimeSpan.FromSeconds(2));
            return documents.IsBehind;
        });
        Execute(busy, "ROLLBACK");
        Assert.All(await Task.WhenAll(saves), Assert.NotNull);
        Assert.False(documents.IsBehind);
    }

    [Fact]
    public async Task A_full_disk_refuses_saves_loses_nothing_and_recovers_by_itself()
    {
        var version = await Saved(Entry("a", "kept"));
        await Reopened(pages: 40);
        var full = await Assert.ThrowsAsync<StoreUnavailableException>(() => Fill());
        Assert.Contains("full", full.Message, StringComparison.Ordinal);
        Assert.Equal(version, (await Documents.Find(new(P, "a"), Stop))!.Version);
        maxPages = 1_000_000;
        Assert.NotNull(await Documents.Save(Entry("a", "more") with { Version = version }, Stop));
        Assert.NotNull(await Documents.Save(Entry("big", new string('x', 500_000)), Stop));
        Assert.Equal("more", Said((await Documents.Find(new(P, "a"), Stop))!));
    }

    [Fact]
    public async Task Another_program_that_keeps_the_file_makes_the_store_unavailable_until_it_lets_go()
    {
        patience = 1;
        await Reopened();
        using var busy = Connect();
        Execute(busy, "BEGIN IMMEDIATE");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Documents.Save(Entry("a"), Stop));
        Assert.Null(await Documents.Find(new(P, "a"), Stop));
        Execute(busy, "ROLLBACK");
        await Saved(Entry("a"));
    }

    [Fact]
    public async Task The_log_stays_bounded_and_is_gone_after_closing()
    {
        for (var i = 0; i < 600; i++)
        {
            // Each time another: pages that stay as they are would not be written.
            var body = new string((char)('a' + (i % 26)), 100_000);
            await Saved(Entry($"{i % 7}", body) with { Version = (await Documents.Find(new(P, $"{i % 7}"), Stop))?.Version });
        }

        Assert.InRange(new FileInfo(File + "-wal").Length, 1, 40_000_000);
        await ((IAsyncDisposable)Documents).DisposeAsync();
        Assert.False(System.IO.File.Exists(File + "-wal"));
    }

    [Fact]
    public async Task A_small_cache_forgets_but_never_shows_what_is_not_stored()
    {
        await Reopened(cache: 4000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(racer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var key = new Key(P, $"{(i * 7 * racer) % 12}");
                    var found = await Documents.Find(key, Stop);
                    var saved = await Documents.Save(Entry(key.Id, $"{i}") with { Version = found?.Version }, Stop);
                    if (saved is not null && i % 9 == 0)
                    {
                        await Documents.Delete(key, saved, Stop);
                    }
                }
            },
            Stop)));
        var stored = (await Documents.List(P, "note", "", 1000, Stop)).ToDictionary(e => e.Key, e => e.Version);
        foreach (var id in Enumerable.Range(0, 12))
        {
            var key = new Key(P, id.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(stored.GetValueOrDefault(key), (await Documents.Find(key, Stop))?.Version);
        }
    }

    [Fact]
    public async Task A_save_that_is_given_up_disturbs_no_other()
    {
        using var busy = Connect();
        Execute(busy, "BEGIN IMMEDIATE");
        var blocker = Documents.Save(Entry("blocker"), Stop);
        using var givenUp = new CancellationTokenSource();
        var save = Documents.Save(Entry("a"), givenUp.Token);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Execute(busy, "ROLLBACK");
        await blocker;
        await Saved(Entry("b"));
    }

    private protected override Task<IDocuments> Open(TimeProvider time) => Task.FromResult<IDocuments>(Sqlite(time));

    private static void Execute(SqliteConnection connection, string sql) => Scalar(connection, sql);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task Fill()
    {
        for (var i = 0; i < 100; i++)
        {
            await Documents.Save(Entry($"fill{i}", new string('x', 20_000)), Stop);
        }
    }

    private async Task Reopened(int pages = 1_000_000, long cache = 1_000_000)
    {
        await ((IAsyncDisposable)Documents).DisposeAsync();
        maxPages = pages;
        Reopen(Sqlite(Time, cache));
    }

    private SqliteDocuments Sqlite(TimeProvider time, long cache = 1_000_000) => SqliteDocuments.Open(
        new SqliteOptions(File) { Cache = cache, Watch = Watch, Patience = patience, Opened = c => Execute(c, $"PRAGMA max_page_count = {maxPages}") },
        time,
        NullLogger<SqliteDocuments>.Instance);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }
}
