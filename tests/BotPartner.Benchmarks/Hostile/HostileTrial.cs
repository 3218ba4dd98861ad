using System.Diagnostics;
using System.Globalization;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>The bot under requests that nobody honest sends.</summary>
internal static class HostileTrial
{
    private const int Attackers = 12;
    private const int Voters = 24;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly string[] Endpoints = ["/api/messages", "/slack/events", "/slack/commands", "/slack/interactions"];

    public static Trial Trial { get; } = new("hostile", "mutated requests from recorded ones, to each endpoint [--requests N (100000; 2000)] [--seed N]", Run);

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-hostile-").FullName;
        var seed = asked.Number("seed", Environment.TickCount & 0xffff, 1);
        try
        {
            return await Run(asked.Number("requests", 100_000, 2000), seed, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Finding>> Run(int requests, int seed, string folder)
    {
        Console.Error.WriteLine($"seed {seed}");
        var store = Path.Combine(folder, "botpartner.db");
        var abused = new Assembly("hostile", OnSlack: true, 0, 40) { Mixed = true };
        var honest = new Assembly("honest", OnSlack: true, 5000, Voters);
        using var sink = new Sink();
        using var forbidden = new Forbidden();
        await Seed.Write(store, [abused, honest], sink.TeamsService);
        var transcript = new Transcript();
        var tally = new Tally();
        int[] acknowledged;
        double early, late, entered = 1;
        bool alive;
        var watch = Stopwatch.StartNew();
        using (var bot = await Child.Bot(store, sink, ("Logging__LogLevel__Default", "Warning"), ("Public__BaseUrl", $"http://127.0.0.1:{forbidden.Port}/")))
        {
            bot.Hears = transcript.Hear;
            // One half has voted when it begins: their ballots must lie there afterwards as they cast them.
            using var first = await Poll.Open(honest, 1, bot, sink, connections: 1);
            await first.Load.Run(bot, null, Voters / 2, _ => Task.CompletedTask);
            var (inSlack, inTeams) = (await sink.Card(honest.SlackChannel), await sink.Card(honest.TeamsChannel));
            var recorded = await new Recordings(abused, bot, sink).Make();
            Console.Error.WriteLine(string.Join(", ", recorded.Select(r => $"{r.Key}: {r.Count()} recorded")));
            string[] ids =
            [
                honest.Id, abused.Id, honest.SlackChannel, honest.TeamsChannel, abused.SlackChannel, abused.TeamsChannel, abused.Steward.User, Names.SlackTeam, Names.Tenant, "28:" + Names.AppId, "UBOT", "T0OTHER", "E0BENCH",
                "1", "2", "3", "7", .. Enumerable.Range(0, 12).SelectMany(v => new[] { "U" + Names.Number(v), "29:" + Names.Number(v), Names.Partner(v) }), "for", "against", "abstain", "object", "global", "channel", "personal",
            ];
            var addresses = Poison.Addresses(forbidden.Port, sink.Port);
            async Task Fire(string path, Recorded[] of, int many)
            {
                var before = tally.Of(200, 299);
                await Attack(bot, of, many, seed ^ path.Length, path, ids, addresses, tally);
                entered = Math.Min(entered, (double)(tally.Of(200, 299) - before) / many);
            }

            foreach (var path in Endpoints)
            {
                await Fire(path, [.. recorded[path]], requests / 5);
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
            early = bot.Memory.Now;
            foreach (var path in Endpoints)
            {
                await Fire(path + " ", [.. recorded[path]], requests - (requests / 5));
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
            late = bot.Memory.Now;
            using var voters = await Poll.Connect(honest, bot.Port, 1, sink, inSlack, inTeams);
            voters.Skip(Voters / 2);
            await voters.Run(bot, null, Voters / 2, _ => Task.CompletedTask);
            acknowledged = [.. first.Load.Acknowledged.Zip(voters.Acknowledged, Math.Max)];
            alive = bot.Alive;
        }

        await Guarded(folder, sink, forbidden, transcript, tally, requests / 10, seed);
        var (cast, counted, wrong) = await Recount.Of(store, honest, 1, acknowledged);
        Show(transcript);
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
        string N(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            new($"mutated requests (seed {seed})", N(tally.Sent), "", null),
            new("answered: yes (2xx, 3xx); no (4xx); not supported (501)", $"{N(tally.Of(200, 399))}; {N(tally.Of(400, 499))}; {N(tally.Of(501, 501))}", "", null),
            new("least share of an endpoint’s requests that got past the door and were answered with yes", entered.ToString("0 %", CultureInfo.InvariantCulture), "≥ 5 %", entered >= 0.05),
            new("5xx", N(tally.Of(500, 599) - tally.Of(501, 501)), "0", tally.Of(500, 599) == tally.Of(501, 501)),
            new("whole requests without an answer in 5 s; slowest answer", $"{N(tally.Silent)}; {tally.Slowest.TotalMilliseconds:0} ms", "0", tally.Silent == 0),
            new("whole requests hung up on", N(tally.Closed), "", null),
            new("errors and unhandled exceptions in the log", N(transcript.Failed), "0", transcript.Failed == 0),
            new("connections to hosts that are not on the list", N(forbidden.Heard), "0", forbidden.Heard == 0),
            new("process alive at the end", alive ? "yes" : "no", "yes", alive),
            new("memory after a fifth; at the end", $"{early:0} MB; {late:0} MB", "< +25 % + 48 MB", late < (early * 1.25) + 48),
            new("honest ballots: cast; counted; wrong", $"{cast}; {counted}; {wrong}", $"{Voters}; {Voters}; 0", cast == Voters && counted == Voters && wrong == 0),
        ];
    }

    private static Recorded[] Browsed() =>
    [
        Recorded.Get("/slack/install", ("x", "1")), Recorded.Get("/slack/oauth/callback", ("code", "1.2.abc"), ("state", "abcdefghijkl")), Recorded.Get("/records/" + new string('A', 120)), Recorded.Get("/privacy", ("lang", "fr")),
        Recorded.Get("/", ("lang", "es")), Recorded.Get("/health/ready"),
    ];

    /// <summary>A bot that checks tokens, where none is good, and that lets itself be installed.</summary>
    private static async Task Guarded(string folder, Sink sink, Forbidden forbidden, Transcript transcript, Tally tally, int requests, int seed)
    {
        var store = Path.Combine(folder, "guarded.db");
        var assembly = new Assembly("guarded", OnSlack: false, 0, 4);
        await Seed.Write(store, [assembly], sink.TeamsService);
        using var bot = await Child.Bot(
            store, sink, ("Logging__LogLevel__Default", "Warning"), ("Teams__AllowUnauthenticated", "false"), ("Teams__OpenIdMetadata", sink.Url + "/openid"),
            ("Slack__BotToken", ""), ("Slack__ClientId", "1.2"), ("Slack__ClientSecret", "benchmark"), ("Public__BaseUrl", $"http://127.0.0.1:{forbidden.Port}/"));
        bot.Hears = transcript.Hear;
        var recorded = new TeamsScribe(assembly, sink.TeamsService).Fixtures().ToArray();
        var before = tally.Of(200, 299);
        var addresses = Poison.Addresses(forbidden.Port, sink.Port);
        await Attack(bot, recorded, requests, seed, "/api/messages with tokens", ["1"], addresses, tally);
        if (tally.Of(200, 299) > before)
        {
            throw new InvalidOperationException("a request without a good token was let in");
        }

        foreach (var path in Browsed())
        {
            await Attack(bot, [path], requests, seed, path.Path, ["1"], addresses, tally);
        }
    }

    private static async Task Attack(Child bot, Recorded[] recorded, int many, int seed, string name, string[] ids, string[] addresses, Tally tally)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Attackers).Select(attacker => Task.Run(async () =>
        {
            var random = new Random((seed * 1000) + attacker);
            var gunner = new Gunner(random, ids, addresses);
            using var line = new Line(bot.Port);
            for (var i = attacker; i < many; i += Attackers)
            {
                var shot = gunner.Next(recorded[random.Next(recorded.Length)]);
                var sent = Stopwatch.GetTimestamp();
                var status = await line.Send(shot, Longest + Longest);
                tally.Add(name, shot, status, Stopwatch.GetElapsedTime(sent), Longest);
                if (!bot.Alive)
                {
                    throw new InvalidOperationException($"the bot died of: {shot.Shown}");
                }
            }
        })));
        Console.Error.WriteLine($"{name}: {many} in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {bot.Memory.Now:0} MB, {tally.Failed} failed");
    }

    private static void Show(Transcript transcript)
    {
        transcript.Settle();
        foreach (var line in transcript.Told)
        {
            Console.Error.WriteLine(line);
        }
    }
}
