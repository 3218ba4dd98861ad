namespace BotPartner.Benchmarks;

/// <summary>The whole run: seeds, starts the processes, lets the loads take turns, opens the boxes, reports.</summary>
internal static class Benchmark
{
    private const int Starts = 5;
    private const int Decisions = 3;
    private const int Sample = 300;

    public static async Task<bool> Run(Plan plan)
    {
        var report = await Measure(plan);
        Console.WriteLine(report.Markdown());
        return report.Sound;
    }

    /// <summary>Runs it, without a word of what came out.</summary>
    public static async Task<Report> Measure(Plan plan)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-benchmark-").FullName;
        try
        {
            return await Measure(plan, folder);
        }
        finally
        {
            Disk.Slower = TimeSpan.Zero;
            if (!plan.Keep)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<Report> Measure(Plan plan, string folder)
    {
        var store = Path.Combine(folder, "botpartner.db");
        Disk.Slower = plan.Flush;
        var slack = new Assembly("slack", OnSlack: true, 0, plan.Voters);
        var teams = new Assembly("teams", OnSlack: false, 0, plan.Voters);
        var order = new Assembly("order", OnSlack: true, 10_000_000, plan.Order);
        using var sink = new Sink();
        Say($"seeding {(2 * plan.Voters) + plan.Order} partners");
        await Seed.Write(store, [slack, teams, order], sink.TeamsService);
        var report = new Report(plan) { Starts = await Start(store, sink), Flush = Disk.Flush(folder) };

        using var bare = await Child.Bare(folder);
        using var relaxed = await Child.Bare(folder, relaxed: true);
        var recounts = new List<Func<Task>>();
        using (var bot = await Child.Bot(store, sink))
        {
            foreach (var assembly in new[] { slack, teams }.Where(a => plan.Only is null || plan.Only == a.Word))
            {
                await Compare(plan, assembly, (bot, bare, relaxed), sink, report, recounts, store);
            }

            if (plan.Order > 0)
            {
                await Order(order, bot, sink, report, recounts, store);
            }

            report.Memory = bot.Memory;
            report.Notes(sink);
        }

        // The bot is dead by now, hard: what it acknowledged must be there.
        foreach (var recount in recounts)
        {
            await recount();
        }

        return report;
    }

    private static async Task<double[]> Start(string store, Sink sink)
    {
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var child = await Child.Bot(store, sink);
            starts.Add(child.Ready.TotalMilliseconds);
        }

        return [.. starts.Order()];
    }

    private static async Task Compare(
        Plan plan, Assembly assembly, (Child Bot, Child Bare, Child Relaxed) children, Sink sink, Report report, List<Func<Task>> recounts, string store)
    {
        var (bot, bare, relaxed) = children;
        var poll = await Poll.Open(assembly, 1, bot, sink, plan.Connections);
        var (inSlack, inTeams) = (await sink.Card(assembly.SlackChannel), await sink.Card(assembly.TeamsChannel));
        using var twin = await Poll.Connect(assembly, bare.Port, plan.Connections, sink, inSlack, inTeams);
        using var hasty = await Poll.Connect(assembly, relaxed.Port, plan.Connections, sink, inSlack, inTeams);
        var rows = report.Add(assembly.Word);

        // The first ballot of each voter: everything is asked and looked up for the first time. Code is compiled meanwhile.
        Say($"{assembly.Word}: first ballots");
        rows.First = await poll.Load.Run(bot, null, plan.Voters, poll.Confirmations());
        await Rest(twin, bare, poll, bot, TimeSpan.FromSeconds(3));
        await hasty.Run(relaxed, TimeSpan.FromSeconds(3), int.MaxValue, _ => Task.CompletedTask);
        for (var round = 0; round < plan.Rounds; round++)
        {
            rows.Bare.Add(await twin.Run(bare, plan.Duration, int.MaxValue, _ => Task.CompletedTask));
            rows.Full.Add(await poll.Load.Run(bot, plan.Duration, int.MaxValue, poll.Confirmations()));
            rows.Relaxed.Add(await hasty.Run(relaxed, plan.Duration, int.MaxValue, _ => Task.CompletedTask));
            Say($"{assembly.Word}: round {round + 1}: bare {rows.Bare[^1].PerSecond:0}/s, full {rows.Full[^1].PerSecond:0}/s, not waiting for the disk {rows.Relaxed[^1].PerSecond:0}/s");
        }

        rows.Missing = poll.Missing;
        rows.Memory = bot.Memory.Most;
        recounts.Add(async () => rows.Recount = await Recount.Of(store, assembly, poll.Number, poll.Load.Acknowledged));
        poll.Dispose();
    }

    private static async Task Rest(Load twin, Child bare, Poll poll, Child bot, TimeSpan duration)
    {
        await twin.Run(bare, duration, int.MaxValue, _ => Task.CompletedTask);
        await poll.Load.Run(bot, duration, int.MaxValue, poll.Confirmations());
    }

    /// <summary>One voter after the other, in some decisions: what the first ballots take, and the last.</summary>
    private static async Task Order(Assembly assembly, Child bot, Sink sink, Report report, List<Func<Task>> recounts, string store)
    {
        for (var decision = 1; decision <= Decisions; decision++)
        {
            Say($"order: decision {decision}");
            using var poll = await Poll.Open(assembly, decision, bot, sink, connections: 1);
            await Task.Delay(TimeSpan.FromSeconds(2));
            report.Early.Add(await poll.Load.Run(bot, null, Sample, poll.Confirmations()));
            await poll.Load.Run(bot, null, assembly.Count - (2 * Sample), poll.Confirmations());
            await Task.Delay(TimeSpan.FromSeconds(2));
            report.Late.Add(await poll.Load.Run(bot, null, Sample, poll.Confirmations()));
            var (number, acknowledged) = (decision, poll.Load.Acknowledged);
            recounts.Add(async () => report.OrderRecounts.Add(await Recount.Of(store, assembly, number, acknowledged)));
        }
    }

    private static void Say(string what) => Console.Error.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} {what}");
}
