using System.Diagnostics;
using System.Globalization;
using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Tests.Storage;

public sealed class KilledProcessSpecs
{
    private const int Rounds = 5;

    [Fact]
    public async Task A_process_killed_hard_loses_nothing_it_acknowledged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("bot.db");
        var acknowledged = new Dictionary<int, int>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = acknowledged.Values.Sum();
            await RunAndKill(path, acknowledged, lines: 200 + Random.Shared.Next(2000));
            Assert.True(acknowledged.Values.Sum() > before, "nothing was acknowledged");

            await using var store = SqliteDocuments.Open(new(path), TimeProvider.System, NullLogger<SqliteDocuments>.Instance);
            foreach (var (task, number) in acknowledged)
            {
                var found = await store.Find(new Key(StorageVictim.Partition, $"{task:00}"), TestContext.Current.CancellationToken);
                Assert.NotNull(found);
                Assert.InRange(StorageVictim.Number(found), number, number + 1);
            }
        }
    }

    private static async Task RunAndKill(string path, Dictionary<int, int> acknowledged, int lines)
    {
        using var victim = Process.Start(new ProcessStartInfo("dotnet", [typeof(StorageVictim).Assembly.Location, StorageVictim.Argument, path])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            for (var read = 0; await victim.StandardOutput.ReadLineAsync(deadline.Token) is { } line; read++)
            {
                if (read == lines)
                {
                    victim.Kill();
                }

                if (line.Split(' ') is [var task, var number] && number.Length > 0)
                {
                    // The last line may have been cut short.
                    var by = int.Parse(task, CultureInfo.InvariantCulture);
                    acknowledged[by] = Math.Max(acknowledged.GetValueOrDefault(by), int.Parse(number, CultureInfo.InvariantCulture));
                }
            }
        }
        finally
        {
            victim.Kill();
            await victim.WaitForExitAsync(CancellationToken.None);
        }
    }
}
