using System.Globalization;
using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Storage;

/// <summary>A process that saves numbered documents from many tasks until it is killed, and prints each number after its save returned.</summary>
internal static class StorageVictim
{
    public const string Argument = "--storage-victim";
    public const string Partition = "victim";
    private const int Tasks = 24;

    public static async Task<int> Run(string path)
    {
        var store = SqliteDocuments.Open(new(path), TimeProvider.System, NullLogger<SqliteDocuments>.Instance);
        var acknowledged = Console.OpenStandardOutput();
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            // Each task keeps one document and counts in it; the print says "task number".
            var key = new Key(Partition, $"{task:00}");
            var found = await store.Find(key, CancellationToken.None);
            for (var number = found is null ? 1 : Number(found) + 1; ; number++)
            {
                var body = System.Text.Encoding.UTF8.GetBytes($$"""{"n":{{number}},"fill":"{{new string('x', number % 3000)}}"}""");
                var version = await store.Save(new(key, "count", body, null, null, found?.Version), CancellationToken.None)
                    ?? throw new InvalidOperationException("nobody else saves this");
                found = new(key, "count", body, null, null, version);
                var line = System.Text.Encoding.ASCII.GetBytes($"{task} {number}\n");
                lock (gate)
                {
                    acknowledged.Write(line);
                }
            }
        })));
        return 0;
    }

    public static int Number(Entry entry)
    {
        var text = System.Text.Encoding.UTF8.GetString(entry.Body.Span);
        return int.Parse(text[5..text.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
