using System.Collections.Frozen;
using System.Text;
using BotPartner.Core.Documents;
using BotPartner.Keys;
using BotPartner.Storage.Sqlite;
using BotPartner.Tests.Archives;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Keys;

/// <summary>A store of which all is encrypted keeps what every store keeps.</summary>
public sealed class SealedContractSpecs : DocumentsContract
{
    private readonly TemporaryFolder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    private protected override Task<IDocuments> Open(TimeProvider time) => Task.FromResult<IDocuments>(SealedDocumentsSpecs.Over(new MemoryDocuments(time), folder.File("keys"), time));
}

/// <summary>What is written in confidence lies encrypted in the store, each document for its own name.</summary>
public sealed class SealedDocumentsSpecs : IDisposable
{
    private const string Secret = "M4RK3R";
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    internal static SealedDocuments Over(IDocuments store, string keys, TimeProvider time, ILogger<SealedDocuments>? log = null) =>
        new(store, new Vault(new(keys, null), time), new[] { "note", "other", "tension" }.ToFrozenSet(), log ?? NullLogger<SealedDocuments>.Instance);

    [Fact]
    public async Task Nothing_of_it_stands_in_the_store_but_its_name_and_when_it_is_due()
    {
        var (store, documents) = Open();
        await documents.Save(Entry("a"), Stop);
        await documents.Save(Entry("b") with { Kind = "public" }, Stop);
        var stored = await store.Find(new("p", "a"), Stop);
        Assert.StartsWith("""{"sealed":""", Encoding.UTF8.GetString(stored!.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(stored.Body.Span), StringComparison.Ordinal);
        Assert.Equal(("note", Entry("a").Due), (stored.Kind, stored.Due));
        Assert.Contains(Secret, Encoding.UTF8.GetString((await store.Find(new("p", "b"), Stop))!.Body.Span), StringComparison.Ordinal);
        Assert.Contains(Secret, Encoding.UTF8.GetString((await documents.Find(new("p", "a"), Stop))!.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p", "b")]
    [InlineData("q", "a")]
    public async Task One_cannot_be_put_in_the_place_of_another(string partition, string id)
    {
        var (store, documents) = Open();
        await documents.Save(Entry("a"), Stop);
        var stolen = (await store.Find(new("p", "a"), Stop))!;
        await store.Save(stolen with { Key = new(partition, id), Version = null }, Stop);
        var lost = await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.Find(new(partition, id), Stop));
        Assert.Contains("Keys:Folder", lost.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, lost.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => documents.List(partition, "note", "", 10, Stop));
    }

    [Fact]
    public async Task What_was_saved_before_is_read_and_encrypted_when_it_is_saved_next()
    {
        var (store, documents) = Open();
        await store.Save(Entry("a"), Stop);
        var found = (await documents.Find(new("p", "a"), Stop))!;
        Assert.Contains(Secret, Encoding.UTF8.GetString(found.Body.Span), StringComparison.Ordinal);
        await documents.Save(found, Stop);
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString((await store.Find(new("p", "a"), Stop))!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_keys_one_clear_line_is_logged_others_are_not_held_up_and_nothing_is_spoilt()
    {
        var (store, documents) = Open();
        await documents.Save(Entry("a"), Stop);
        var log = new Lines();
        var without = Over(store, folder.File("other-keys"), time, log);
        await without.Save(Entry("b"), Stop);
        var due = await without.Due(Instant.MaxValue, 10, Stop);
        Assert.Equal(["a", "b"], due.Select(e => e.Key.Id).Order());
        Assert.Equal(["A note is due and cannot be decrypted: the keys in Keys:Folder are not those that it was encrypted with; put them back"], log.Said);

        // Put off as it is, it is not encrypted once more, and readable when the keys are back.
        await without.Save(due.Single(e => e.Key.Id == "a") with { Due = Instant.FromUnixTimeSeconds(9) }, Stop);
        Assert.Contains(Secret, Encoding.UTF8.GetString((await documents.Find(new("p", "a"), Stop))!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_parsed_while_the_keys_were_there_is_not_worked_on_without_them()
    {
        var (store, documents) = Open();
        await documents.Save(Note.Kind.Write(Note.Kind.New(new("p", "a"), Note.Empty.Count(Secret)) with { Wake = Instant.FromUnixTimeSeconds(1) }), Stop);
        var without = Over(store, folder.File("other-keys"), time);
        var due = Assert.Single(await without.Due(Instant.MaxValue, 10, Stop));
        Assert.Throws<UnreadableDocumentException>(() => Rewriting.Envelope(due));
        Assert.NotNull(Rewriting.Envelope(Assert.Single(await documents.Due(Instant.MaxValue, 10, Stop))).Wake);
    }

    [Fact]
    public async Task An_archive_holds_it_encrypted_and_moves_it_to_a_store_with_the_same_keys()
    {
        using var mover = new Mover();
        var (from, to) = (mover.Memory(), mover.Memory());
        await Over(from, folder.File("keys"), time).Save(Entry("a"), Stop);
        Assert.Equal(0, (await mover.Export(from)).Code);
        Assert.DoesNotContain(Secret, mover.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await mover.Import(to)).Code);
        Assert.Contains(Secret, Encoding.UTF8.GetString((await Over(to, folder.File("keys"), time).Find(new("p", "a"), Stop))!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_in_no_byte_of_the_file()
    {
        var store = SqliteDocuments.Open(new SqliteOptions(folder.File("bot.db")), time, NullLogger<SqliteDocuments>.Instance);
        var documents = Over(store, folder.File("keys"), time);
        var version = await documents.Save(Entry("a"), Stop);
        await documents.Save(Entry("a") with { Version = version, Body = Encoding.UTF8.GetBytes($$"""{"says":"{{Secret}} again"}""") }, Stop);
        foreach (var file in Directory.GetFiles(folder.Path, "bot.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, Stop);
            Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }

        Assert.Contains(Secret, Encoding.UTF8.GetString((await documents.Find(new("p", "a"), Stop))!.Body.Span), StringComparison.Ordinal);
        await store.DisposeAsync();
    }

    private static Entry Entry(string id) =>
        new(new("p", id), "note", Encoding.UTF8.GetBytes($$"""{"says":"{{Secret}}"}"""), Instant.FromUnixTimeSeconds(7), null, null);

    private (MemoryDocuments Store, SealedDocuments Documents) Open()
    {
        var store = new MemoryDocuments(time);
        return (store, Over(store, folder.File("keys"), time));
    }

    private sealed class Lines : ILogger<SealedDocuments>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }
}
