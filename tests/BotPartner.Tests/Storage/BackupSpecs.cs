using BotPartner.Storage.Sqlite;
using BotPartner.Tests.Archives;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Storage;

/// <summary>Copies of the SQLite file: taken while the bot works on it, and put back.</summary>
public sealed class BackupSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Store => folder.File("bot.db");

    private string Kept => folder.File("kept.db");

    private string Keys => folder.File("keys");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_stored_while_the_bot_runs_is_in_the_backup_and_comes_back()
    {
        await using (var store = Open(Store))
        {
            await store.Write([Mover.Entry("a"), Mover.Entry("b")], Stop);
            var told = await Run("backup", Kept);
            Assert.Equal((0, ""), (told.Code, told.Way));
            Assert.StartsWith("Backed up 2 documents (", told.Result, StringComparison.Ordinal);
            Assert.Contains($"Back up '{Keys}' too", told.Result, StringComparison.Ordinal);

            // The bot goes on meanwhile; what comes after is not in it.
            await store.Write([Mover.Entry("c")], Stop);
        }

        var restored = await Run("restore", Kept, at: folder.File("other/bot.db"));
        Assert.Equal((0, ""), (restored.Code, restored.Way));
        Assert.StartsWith($"Restored 2 documents from '{Kept}' to '{folder.File("other/bot.db")}'. '", restored.Result, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], await Ids(folder.File("other/bot.db")));
    }

    [Fact]
    public async Task A_backup_is_its_owners_alone_and_one_file_and_what_was_overwritten_is_not_in_it()
    {
        await using (var store = Open(Store))
        {
            var version = await store.Save(Mover.Entry("ballot", """{"says":"the heron votes against"}"""), Stop);
            await store.Save(Mover.Entry("ballot", """{"says":"a new word"}""") with { Version = version }, Stop);
            Assert.Equal(0, (await Run("backup", Kept)).Code);
        }

        var bytes = await File.ReadAllTextAsync(Kept, System.Text.Encoding.Latin1, Stop);
        Assert.Contains("a new word", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("the heron votes against", bytes, StringComparison.Ordinal);
        Assert.Equal([Kept], Directory.GetFiles(folder.Path, "kept*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten_by_a_backup_and_a_refused_one_leaves_nothing()
    {
        (await Run("backup", Kept)).Refuses($"There is no store '{Store}'");
        Assert.False(File.Exists(Store));
        await using var store = Open(Store);
        await store.Write([Mover.Entry("a")], Stop);
        await File.WriteAllTextAsync(Kept, "mine", Stop);
        (await Run("backup", Kept)).Refuses("is there already and stays as it is");
        Assert.Equal("mine", await File.ReadAllTextAsync(Kept, Stop));
        (await Run("backup", folder.File("nowhere/kept.db"))).Refuses("There is no folder");
        (await Run("backup", Store)).Refuses("is there already");
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), f => f.Contains("unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_is_there_is_only_replaced_when_asked_and_then_kept_aside()
    {
        await Filled("a");
        Assert.Equal(0, (await Run("backup", Kept)).Code);
        await Filled("b");
        (await Run("restore", Kept)).Refuses($"There is a store '{Store}' already. With --replace");
        Assert.Equal(["a", "b"], await Ids(Store));
        var told = await Run("restore", Kept, more: "--replace");
        Assert.Equal((0, ""), (told.Code, told.Way));
        var aside = Assert.Single(Directory.GetFiles(folder.Path, "bot.db.before-*"));
        Assert.Contains($"The store that was there is kept as '{aside}'", told.Result, StringComparison.Ordinal);
        Assert.Equal(["a"], await Ids(Store));
        Assert.Equal(["a", "b"], await Ids(aside));
        Assert.Equal(0, (await Run("restore", Kept, more: "--replace")).Code);
        Assert.Equal(2, Directory.GetFiles(folder.Path, "bot.db.before-*").Count(f => !f.EndsWith(".lock", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_a_bot_has_the_store_nothing_is_restored()
    {
        await Filled("a");
        Assert.Equal(0, (await Run("backup", Kept)).Code);
        await using var bot = Open(Store);
        (await Run("restore", Kept, more: "--replace")).Refuses("another process uses it; stop the bot first");
        Assert.NotNull(await bot.Find(new("p", "a"), Stop));
    }

    [Fact]
    public async Task What_is_damaged_foreign_or_no_database_is_not_restored_and_nothing_is_changed()
    {
        await Filled([.. Enumerable.Range(0, 200).Select(n => $"{n:000}")]);
        Assert.Equal(0, (await Run("backup", Kept)).Code);
        var other = folder.File("other/bot.db");
        (await Run("restore", folder.File("missing.db"), at: other)).Refuses("There is no file");

        var bytes = await File.ReadAllBytesAsync(Kept, Stop);
        bytes.AsSpan(4096 * 3, 3000).Clear();
        await File.WriteAllBytesAsync(folder.File("damaged.db"), bytes, Stop);
        (await Run("restore", folder.File("damaged.db"), at: other)).Refuses("it is damaged");
        await File.WriteAllBytesAsync(folder.File("cut.db"), bytes[..(bytes.Length / 2)], Stop);
        (await Run("restore", folder.File("cut.db"), at: other)).Refuses("it is damaged");
        await File.WriteAllTextAsync(folder.File("words.db"), new string('w', 5000), Stop);
        (await Run("restore", folder.File("words.db"), at: other)).Refuses("it is no database");
        await File.WriteAllBytesAsync(folder.File("empty.db"), [], Stop);
        (await Run("restore", folder.File("empty.db"), at: other)).Refuses("it is empty");
        Sql(folder.File("foreign.db"), "CREATE TABLE cats (name TEXT)");
        (await Run("restore", folder.File("foreign.db"), at: other)).Refuses("it is a database of something else");
        Sql(folder.File("later.db"), "CREATE TABLE documents (name TEXT); PRAGMA user_version = 99");
        (await Run("restore", folder.File("later.db"), at: other)).Refuses("a later version of the bot wrote it");
        Assert.False(File.Exists(other));
        Assert.DoesNotContain(Directory.GetFiles(folder.File("other")), f => f.Contains("unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_a_killed_bot_left_does_not_get_into_what_is_restored()
    {
        await Filled("a");
        Assert.Equal(0, (await Run("backup", Kept)).Code);
        await using (var bot = Open(Store))
        {
            await bot.Write([Mover.Entry("b")], Stop);
            foreach (var end in new[] { "", "-wal" })
            {
                File.Copy(Store + end, folder.File("killed.db") + end);
            }
        }

        (await Run("restore", folder.File("killed.db"), at: folder.File("new.db"))).Refuses("is no backup but a store in use");
        Assert.Equal(0, (await Run("restore", Kept, at: folder.File("killed.db"), more: "--replace")).Code);
        Assert.Equal(["a"], await Ids(folder.File("killed.db")));
        Assert.Equal(["a", "b"], await Ids(Assert.Single(Directory.GetFiles(folder.Path, "killed.db.before-*"))));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "a", "b")]
    [InlineData("backup", "a", "--replace")]
    [InlineData("restore", "--replace")]
    public async Task What_is_not_understood_is_answered_by_what_is(params string[] args)
    {
        var told = await Run(args);
        Assert.Equal((2, ""), (told.Code, told.Result));
        Assert.Contains("BotPartner backup FILE", told.Way, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_in_Cosmos_DB_is_said_to_be_backed_up_elsewhere()
    {
        var told = await Run(["backup", Kept, "--Storage:Provider=Cosmos"]);
        told.Refuses("Configuration: Storage:Provider must be Sqlite for this command");
    }

    private static void Sql(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only what stands in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteDocuments Open(string path) => SqliteDocuments.Open(new SqliteOptions(path), time, NullLogger<SqliteDocuments>.Instance);

    private async Task Filled(params string[] ids)
    {
        await using var store = Open(Store);
        await store.Write([.. ids.Select(i => Mover.Entry(i, $$"""{"says":"{{new string('x', 300)}}"}"""))], Stop);
    }

    private async Task<string[]> Ids(string path)
    {
        await using var store = Open(path);
        return [.. (await Mover.All(store)).Select(e => e.Key.Id)];
    }

    private Task<Told> Run(string verb, string file, string? at = null, params string[] more) => Run([verb, file, $"--Storage:Sqlite:Path={at ?? Store}", .. more]);

    private async Task<Told> Run(string[] words)
    {
        var command = BackupCommand.Of(words);
        Assert.NotNull(command);
        var (say, tell) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await command.Run(say, tell, Stop, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        return new(code, say.ToString(), tell.ToString());
    }
}
