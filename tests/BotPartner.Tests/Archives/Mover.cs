using System.Text;
using BotPartner.Archives;
using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Archives;

/// <summary>The commands, on stores in memory and in files.</summary>
internal sealed class Mover : IDisposable
{
    public const string Header = """{"format":"botpartner-archive","version":1}""";

    private readonly TemporaryFolder folder = new();

    public ManualTime Time { get; } = new();

    public string File => folder.File("moved.ndjson");

    public string[] Lines
    {
        get => System.IO.File.ReadAllLines(File);
        set => System.IO.File.WriteAllText(File, string.Join('\n', value) + '\n');
    }

    public string Text
    {
        get => System.IO.File.ReadAllText(File);
        set => System.IO.File.WriteAllText(File, value);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string In(string name) => folder.File(name);

    public MemoryDocuments Memory() => new(Time);

    public SqliteDocuments Sqlite(string name) => SqliteDocuments.Open(new SqliteOptions(In(name)), Time, NullLogger<SqliteDocuments>.Instance);

    /// <summary>A store of documents of these ids in one partition.</summary>
    public async Task<MemoryDocuments> Memory(params string[] ids)
    {
        var store = Memory();
        await store.Write([.. ids.Select(i => Entry(i))], Stop);
        return store;
    }

    public static Entry Entry(string id, string body = """{"says":"it"}""", Instant? due = null, Instant? expires = null) =>
        new(new("p", id), "note", Encoding.UTF8.GetBytes(body), due, expires, null);

    /// <summary>Runs a command line on a store that is given, or on the one that it names.</summary>
    public async Task<Told> Run(IArchive? store, string[] words, CancellationToken? stop = null)
    {
        string[] settings = [];
        if (store is not null)
        {
            // What is given is not asked of the settings, which have to name something all the same.
            await System.IO.File.WriteAllBytesAsync(In("unused.db"), [], Stop);
            settings = [$"--Storage:Sqlite:Path={In("unused.db")}"];
        }

        var command = ArchiveCommand.Of([.. words, .. settings]);
        Assert.NotNull(command);
        var (say, tell) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await command.Run(say, tell, stop ?? Stop, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            if (store is not null)
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(store));
            }
        });
        return new(code, say.ToString(), tell.ToString());
    }

    public Task<Told> Export(IArchive store) => Run(store, ["export", File]);

    public Task<Told> Import(IArchive store, params string[] more) => Run(store, ["import", File, .. more]);

    public Task<Told> Compare(IArchive store) => Run(store, ["compare", File]);

    /// <summary>What the file holds after an export that is made anew.</summary>
    public async Task<byte[]> Exported(IArchive store)
    {
        System.IO.File.Delete(File);
        Assert.Equal(0, (await Export(store)).Code);
        return await System.IO.File.ReadAllBytesAsync(File, Stop);
    }

    public static async Task<Entry[]> All(IArchive store)
    {
        var all = new List<Entry>();
        await foreach (var entry in store.Read(null, Stop))
        {
            all.Add(entry);
        }

        return [.. all];
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>What a command left: its exit code, its result, and what it told on the way.</summary>
internal sealed record Told(int Code, string Result, string Way)
{
    /// <summary>It failed, and says why in one line.</summary>
    public void Refuses(string why)
    {
        Assert.Equal(1, Code);
        Assert.Contains(why, Assert.Single(Way.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}

/// <summary>A store during whose reading something happens.</summary>
internal sealed class WatchedArchive(IArchive inner) : IArchive
{
    /// <summary>Called before each document is given out, with how many were before it.</summary>
    public Action<int> Reading { get; init; } = _ => { };

    /// <summary>Called before each writing, with how many were before it.</summary>
    public Action<int> Writing { get; init; } = _ => { };

    public int Writes { get; private set; }

    public async IAsyncEnumerable<Entry> Read(Key? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var read = 0;
        await foreach (var entry in inner.Read(after, cancellation))
        {
            Reading(read++);
            yield return entry;
        }
    }

    public Task Write(IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        Writing(Writes++);
        return inner.Write(entries, cancellation);
    }
}
