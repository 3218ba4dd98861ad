using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Benchmarks;

/// <summary>Ballots from both platforms while a decision closes and the bot is killed hard again and again, each fourth request sent twice:
/// what was confirmed is counted, once; what was told to be late is not; the record verifies.</summary>
internal sealed class Sealing(Sealing.Plan plan, Assembly assembly, Sink sink, string store)
{
    public const string Argument = "sealing";
    public const string Usage = "sealing [--ballots N] [--rounds N] [--kills N]   ballots (2000) while a decision closes and the bot is killed (6 times), some decisions (3)";

    private const int Connections = 32;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    // As the store's claims outlive a killed process, they are made short, so that the next one need not wait a minute.
    private static readonly (string, string)[] Settings = [("Clock__LeaseSeconds", "5"), ("Logging__LogLevel__Default", "Error")];

    private readonly ConcurrentDictionary<int, Said> said = new();
    private volatile Child? bot;
    private int duplicates;
    private int answered;

    /// <summary>What the command line asks for; null if it is not understood.</summary>
    public static Plan? Read(string[] args)
    {
        if (args is not [Argument, .. var options] || options.Length % 2 != 0)
        {
            return null;
        }

        var plan = new Plan(2000, 3, 6);
        foreach (var option in options.Chunk(2))
        {
            var number = int.TryParse(option[1], out var n) ? n : -1;
            if ((option[0], number) switch
            {
                ("--ballots", >= 100 and <= 100_000) => plan with { Ballots = number },
                ("--rounds", >= 1 and <= 100) => plan with { Rounds = number },
                ("--kills", >= 1 and <= 100) => plan with { Kills = number },
                _ => null,
            } is not { } next)
            {
                return null;
            }

            plan = next;
        }

        return plan;
    }

    /// <returns>Whether nothing confirmed was lost, nothing late was counted, and all records verify.</returns>
    public static async Task<bool> Run(Plan plan)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-benchmark-").FullName;
        try
        {
            var store = Path.Combine(folder, "botpartner.db");
            using var sink = new Sink();
            var assembly = new Assembly("sealing", OnSlack: true, 0, plan.Ballots) { Mixed = true };
            await Seed.Write(store, [assembly], sink.TeamsService);
            var rows = new List<Row>();
            for (var round = 1; round <= plan.Rounds; round++)
            {
                rows.Add(await new Sealing(plan, assembly, sink, store).Round(round));
                Console.Error.WriteLine(rows[^1].ToLine());
            }

            Console.WriteLine(Row.Table(rows));
            return rows.TrueForAll(r => r.Sound);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Row> Round(int number)
    {
        sink.Told = (voter, words) => said.AddOrUpdate(voter, _ => Said.Nothing.Hears(words), (_, s) => s.Hears(words));
        bot = await Child.Bot(store, sink, Settings);
        sink.Forget(assembly);
        await Poll.Say(assembly, bot, "decide Adopt the charter | majority > 1/2 | quorum 1% | sealed | closes in 3d");
        var (inSlack, inTeams) = (await sink.Card(assembly.SlackChannel), await sink.Card(assembly.TeamsChannel));
        var dice = new Random(20261122 + number);
        var watch = Stopwatch.StartNew();
        var voting = Enumerable.Range(0, Connections).Select(c => Task.Run(async () =>
        {
            using var slack = new SlackVotes(inSlack, sink.Url);
            var teams = new TeamsVotes(assembly.TeamsChannel, inTeams, sink.TeamsService);
            using var line = new Line(this);
            for (var voter = c; voter < plan.Ballots; voter += Connections)
            {
                await Vote(line, assembly.IsOnSlack(voter) ? slack : teams, voter);
            }
        })).ToArray();
        await Kill(number, dice, Task.WhenAll(voting));
        await Task.WhenAll(voting);
        var took = watch.Elapsed;
        var decision = await Settled(number);
        sink.Told = null;
        return await Count(number, decision, took);
    }

    /// <summary>Kills the bot at points spread over the ballots; in the middle the decision is closed, and the kills come while it seals.</summary>
    private async Task Kill(int number, Random dice, Task voting)
    {
        for (var kill = 0; kill < plan.Kills; kill++)
        {
            // A third of the kills before anything closes; then "close", a moment, and a kill, until the ballots are through.
            var closing = kill >= plan.Kills / 3;
            var share = closing ? plan.Ballots * 2 / 5 : plan.Ballots * (kill + 1) / (plan.Kills + 1);
            while (Volatile.Read(ref answered) < share && !voting.IsCompleted)
            {
                await Task.Delay(1);
            }

            if (closing)
            {
                await Poll.Say(assembly, bot!, $"close {number}");
            }

            await Task.Delay(dice.Next(closing ? 60 : 20));
            bot!.Dispose();
            bot = await Child.Bot(store, sink, Settings);
        }

        await Poll.Say(assembly, bot!, $"close {number}");
    }

    /// <summary>Sends a ballot until it is answered, and each fourth once more.</summary>
    private async Task Vote(Line line, Votes votes, int voter)
    {
        var request = votes.Cast(voter, ChoiceOf(voter)).ToArray();
        for (var copies = voter % 4 == 0 ? 2 : 1; copies > 0; copies--)
        {
            var words = await line.Send(request);
            if (!assembly.IsOnSlack(voter))
            {
                said.AddOrUpdate(voter, _ => Said.Nothing.Hears(words), (_, s) => s.Hears(words));
            }

            if (copies == 2)
            {
                Interlocked.Increment(ref duplicates);
            }
        }

        Interlocked.Increment(ref answered);
    }

    /// <summary>Waits until the decision has its record; the bot is dead afterwards.</summary>
    private async Task<Decision> Settled(int number)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            bot!.Dispose();
            await using (var documents = Seed.Open(store))
            {
                var decision = (await new Ballots(documents, new Change(documents, new DueSignal())).Decision(assembly.Id, number, CancellationToken.None))!;
                if (decision is { Phase: Phase.Closed, Recorded.Position: > 0 })
                {
                    return decision;
                }
            }

            if (watch.Elapsed > Settling)
            {
                throw new TimeoutException("the decision did not come to its end");
            }

            bot = await Child.Bot(store, sink, Settings);
            await Task.Delay(TimeSpan.FromSeconds(6));
        }
    }

    private async Task<Row> Count(int number, Decision decision, TimeSpan took)
    {
        await using var documents = Seed.Open(store);
        var change = new Change(documents, new DueSignal());
        var record = (await new RecordShelf(documents, change).Find(assembly.Id, decision.Recorded!.Position, CancellationToken.None))!;
        var counted = record.Rounds[0].Ballots!.ToDictionary(b => b.Voter, b => b.Choice);
        var places = Enumerable.Range(0, plan.Ballots).Select(v => (Said: said.GetValueOrDefault(v, Said.Nothing), Counted: counted.GetValueOrDefault(Partner.IdOf(Names.Partner(v))), Cast: Votes.Choices[ChoiceOf(v)])).ToArray();
        return new(number, took, duplicates, plan.Kills)
        {
            Confirmed = places.Count(p => p.Said.Recorded),
            Late = places.Count(p => p.Said is { Closed: true, Recorded: false }),
            Counted = counted.Count,
            Summed = decision.Outcome!.Cast,
            Lost = places.Count(p => p.Said.Recorded && p.Counted is null),
            Wrong = places.Count(p => p.Counted is not null && p.Counted != p.Cast),
            LateCounted = places.Count(p => p.Said is { Closed: true, Recorded: false } && p.Counted is not null),
            Verified = RecordVerifier.Verify(record.ToBytes()).Finding is null,
        };
    }

    private static int ChoiceOf(int voter) => voter / 2 % Votes.Choices.Length;

    /// <summary>How much, and how rough.</summary>
    internal sealed record Plan(int Ballots, int Rounds, int Kills);

    /// <summary>What a voter was told.</summary>
    private sealed record Said(bool Recorded, bool Closed)
    {
        public static readonly Said Nothing = new(false, false);

        public Said Hears(string words) => new(
            Recorded || words.Contains("Recorded for", StringComparison.Ordinal), Closed || words.Contains("votes are no longer taken", StringComparison.Ordinal));
    }

    /// <summary>A connection that outlives the bot: what was cut off is sent again, as a person presses again.</summary>
    private sealed class Line(Sealing sealing) : IDisposable
    {
        private Wire? wire;

        public async Task<string> Send(ReadOnlyMemory<byte> request)
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < Settling;)
            {
                try
                {
                    wire ??= await Wire.Connect(sealing.bot!.Port);
                    if (await wire.Send(request) == 200)
                    {
                        return Encoding.UTF8.GetString(wire.Body);
                    }
                }
                catch (Exception cut) when (cut is IOException or System.Net.Sockets.SocketException)
                {
                    wire?.Dispose();
                    wire = null;
                }

                await Task.Delay(5);
            }

            throw new TimeoutException("a ballot was never answered");
        }

        public void Dispose() => wire?.Dispose();
    }

    /// <summary>How one decision went.</summary>
    private sealed record Row(int Number, TimeSpan Took, int Duplicates, int Kills)
    {
        public int Confirmed { get; init; }

        public int Late { get; init; }

        public int Counted { get; init; }

        public int Summed { get; init; }

        public int Lost { get; init; }

        public int Wrong { get; init; }

        public int LateCounted { get; init; }

        public bool Verified { get; init; }

        public bool Sound => Lost == 0 && Wrong == 0 && LateCounted == 0 && Verified && Counted == Summed && Confirmed > 0 && Late > 0;

        public string ToLine() => string.Create(
            CultureInfo.InvariantCulture,
            $"| {Number} | {Took.TotalSeconds:0.0} | {Kills} | {Duplicates} | {Confirmed} | {Late} | {Counted} | {Lost} | {Wrong} | {LateCounted} | {(Verified && Counted == Summed ? "verifies" : "DOES NOT VERIFY")} |");

        public static string Table(IEnumerable<Row> rows) =>
            "\n| decision | s | kills | sent twice | confirmed | told to be late | counted | confirmed and not counted | with another choice | late and counted | record |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
            + string.Join('\n', rows.Select(r => r.ToLine()));
    }
}
