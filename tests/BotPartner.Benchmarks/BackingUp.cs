using System.Diagnostics;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Benchmarks;

/// <summary>Backups taken again and again while votes come in, each restored: every vote that was acknowledged before the backup began is in it,
/// and none was failed or held up by it.</summary>
internal sealed class BackingUp(Assembly assembly, string folder, string store)
{
    public static readonly Trial Trial = new("backup", "--backups N, --voters N, --rate N votes a second   backups under votes, each restored", Run);

    private const int Connections = 16;
    private const double AckLimit = 2500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly long[] acknowledged = new long[assembly.Count];
    private readonly List<int> micros = [];
    private int failed;
    private volatile bool over;

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-benchmark-").FullName;
        try
        {
            var assembly = new Assembly("backup", OnSlack: true, 0, asked.Number("voters", 3000, 500));
            return await new BackingUp(assembly, folder, Path.Combine(folder, "botpartner.db")).Run(asked.Number("backups", 20, 3), asked.Number("rate", 1000, 200), asked.Short);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<Finding>> Run(int backups, int rate, bool brief)
    {
        using var sink = new Sink();
        await Seed.Write(store, [assembly], sink.TeamsService);
        using var bot = await Child.Bot(store, sink, ("Logging__LogLevel__Default", "Error"));
        sink.Forget(assembly);
        await Poll.Say(assembly, bot, "decide Adopt the charter | majority > 1/2 | quorum 1% | closes in 3d");
        var card = await sink.Card(assembly.SlackChannel);
        var voting = Enumerable.Range(0, Connections).Select(c => Task.Run(() => Vote(c, new SlackVotes(card, sink.Url), bot.Port, rate))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(1));

        var (taken, before, seconds) = (0, new List<long[]>(), 0.0);
        for (var number = 0; number < backups; number++)
        {
            before.Add([.. acknowledged]);
            var watch = Stopwatch.StartNew();
            taken += await Command("backup", Kept(number), store) == 0 ? 1 : 0;
            seconds = Math.Max(seconds, watch.Elapsed.TotalSeconds);
        }

        over = true;
        await Task.WhenAll(voting);
        var (restored, missing, votes) = (0, 0, 0);
        for (var number = 0; number < backups; number++)
        {
            var place = Path.Combine(folder, $"restored{number}.db");
            restored += await Command("restore", Kept(number), place) == 0 ? 1 : 0;
            var (lost, counted) = await Missing(place, before[number]);
            (missing, votes) = (missing + lost, votes + counted);
        }

        var slowest = micros.Count == 0 ? 0 : micros.Max() / 1000.0;
        return
        [
            new($"backups taken under {micros.Count} votes, the longest in {seconds:0.0} s; restored, whole", $"{taken}; {restored}", $"{backups}; {backups}", taken == backups && restored == backups),
            new($"of {votes} votes acknowledged before a backup began, not in it", $"{missing}", "0", missing == 0 && votes > 0),
            new("votes that failed meanwhile", $"{failed}", "0", failed == 0),
            new("slowest vote meanwhile, ms", $"{slowest:0}", $"under {AckLimit:0}", brief ? null : slowest < AckLimit),
        ];
    }

    private string Kept(int number) => Path.Combine(folder, $"kept{number}.db");

    /// <summary>Votes of the voters that are this connection's, at its share of the rate. Each is pressed anew again and again.</summary>
    private async Task Vote(int connection, SlackVotes votes, int port, int rate)
    {
        using var mine = votes;
        using var wire = await Wire.Connect(port);
        var start = Stopwatch.GetTimestamp();
        for (var turn = 0; !over; turn++)
        {
            var wait = TimeSpan.FromSeconds((double)turn * Connections / rate) - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            var voter = ((turn * Connections) + connection) % assembly.Count;
            var (cast, sent) = ((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks, Stopwatch.GetTimestamp());
            if (await wire.Send(votes.Cast(assembly.First + voter, turn / assembly.Count % 2)) == 200)
            {
                Volatile.Write(ref acknowledged[voter], cast);
                lock (micros)
                {
                    micros.Add((int)Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
                }
            }
            else
            {
                Interlocked.Increment(ref failed);
            }
        }
    }

    /// <summary>How many of the ballots that were acknowledged are neither there nor followed by a later one of the same voter.</summary>
    private async Task<(int Missing, int Of)> Missing(string place, long[] before)
    {
        await using var documents = Seed.Open(place);
        var ballots = new Ballots(documents, new Change(documents, new DueSignal()));
        var found = Ballots.Voices(await ballots.Of(assembly.Id, 1, CancellationToken.None)).Where(v => v.Ballot is not null).ToDictionary(v => v.Voter.Id, v => v.Ballot!);
        var missing = 0;
        for (var voter = 0; voter < before.Length; voter++)
        {
            // The platform's moment has microseconds.
            var there = found.GetValueOrDefault(Partner.IdOf(Names.Partner(assembly.First + voter)))?.At.ToUnixTimeTicks() + 10;
            missing += before[voter] > 0 && !(there >= before[voter]) ? 1 : 0;
        }

        return (missing, before.Count(b => b > 0));
    }

    private static async Task<int> Command(string verb, string file, string at)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotPartner.dll"), verb, file, $"--Storage:Sqlite:Path={at}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Offspring.Start(start);
        Console.Error.WriteLine((await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).TrimEnd());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }
}
