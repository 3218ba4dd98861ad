using System.Diagnostics;
using System.Globalization;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Kills the bot hard, again and again, while people on both platforms use all of it; then counts what became of what they did.</summary>
internal static class Killing
{
    public const string Usage = "[--kills N] [--seed N] [--lease SECONDS] [--life MS] [--minutes N]   hard kills (300; short 12) under mixed load";

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(12);

    public static Task<IReadOnlyList<Finding>> OnSqlite(Asked asked) => Run(asked, folder => Task.FromResult<CrashStore?>(new CrashSqlite(folder)));

    public static Task<IReadOnlyList<Finding>> OnCosmos(Asked asked) => Run(asked, async folder => await CrashCosmos.Start(folder));

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked, Func<string, Task<CrashStore?>> open)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-crash-").FullName;
        try
        {
            await using var store = await open(folder);
            return store is null
                ? [new("killed hard, two processes", "not run: the packages of tests/far-sides are not installed (npm ci --ignore-scripts there)", "", null)]
                : await Run(asked, store);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked, CrashStore store)
    {
        var (kills, seed) = (asked.Number("kills", 300, 12), (ulong)asked.Number("seed", 20261122, 20261122));
        var (lease, life) = (asked.Number("lease", store.Lease, 5), asked.Number("life", 1200, 1200));
        var (digests, patience) = (asked.Short ? 8 : 24, TimeSpan.FromMinutes(asked.Short ? 2 : 6));
        var most = TimeSpan.FromMinutes(asked.Number("minutes", 60, 5));
        var dice = new Dice(seed);
        await using var scene = await Scene.Open(seed);
        var keys = Path.Combine(store.Folder, "keys");
        var logbook = new Logbook();
        KeyValuePair<string, string>[] settings =
        [
            .. scene.Settings, .. store.Settings, new("Keys:Folder", keys), new("Clock:LeaseSeconds", lease.ToString(CultureInfo.InvariantCulture)),
        ];
        Victim Start() => Victim.Start(store.Folder, settings, logbook);

        // As long as the run may last, spread over it.
        var from = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(12);
        await store.Fill(scene.Documents([.. Enumerable.Range(0, digests).Select(i => from + (TimeSpan.FromSeconds(kills * 1.6) * i / digests))]));
        Victim[] victims = [.. Enumerable.Range(0, store.Processes).Select(_ => Start())];
        try
        {
            await Open(scene, victims, Start);
            await scene.MoveIn();
            using var over = new CancellationTokenSource();
            var watching = Watch(scene, over.Token);
            var acting = Act(scene, dice, over.Token);
            var (killed, starts) = (new List<Killed>(), new List<double>());
            var since = Stopwatch.GetTimestamp();
            for (var k = 0; k < kills && Stopwatch.GetElapsedTime(since) < most; k++)
            {
                // Some die before they have begun.
                var early = victims.Length == 1 && k > 0 && dice.Below(10) == 0;
                var i = dice.Below(victims.Length);
                if (early)
                {
                    await Task.Delay(100 + dice.Below(900));
                }
                else
                {
                    await Open(scene, victims, Start);
                    await Live(scene, TimeSpan.FromMilliseconds(300 + dice.Below(life)), requests: 2 + dice.Below(30), posts: dice.Below(3) == 0 ? 1 : 0);
                }

                var (victim, at) = (victims[i], await victims[i].Kill());
                scene.Door.To(victims.Where(v => v != victim && v.Ready).Select(v => v.Listening.Result));
                starts.AddRange(victim.Took is { } took ? [took.TotalSeconds] : []);
                killed.Add(await Killed.Of(store, new(keys), TimeSpan.FromSeconds(lease), victim.Started, at));
                victim.Dispose();
                victims[i] = Start();
                if ((k + 1) % 10 == 0 || kills < 20)
                {
                    Say($"{k + 1} of {kills} kills; {string.Join(", ", scene.Acts.OrderBy(a => a.Key).Select(a => $"{a.Value.Yes} {a.Key}"))}; {scene.Board.All.Count} posts");
                }
            }

            var hard = killed.Count;
            await Open(scene, victims, Start);
            await over.CancelAsync();
            await acting;
            await watching;
            var reckoning = await Settle(scene, store, victims, Start, new(keys), killed, logbook, (lease, patience));
            return [.. reckoning.Findings(hard, asked.Short ? TimeSpan.FromSeconds(lease) : store.Saving, starts, asked.Short)];
        }
        finally
        {
            Array.ForEach(victims, v => v.Dispose());
        }
    }

    /// <summary>Lets it live so long; on a machine that is busy with other things as much longer as it takes to do something, within reason.</summary>
    private static async Task Live(Scene scene, TimeSpan least, int requests, int posts)
    {
        var (passed, posted, since) = (scene.Door.Passed, scene.Board.All.Count, Stopwatch.GetTimestamp());
        await Task.Delay(least);
        while ((scene.Door.Passed - passed < requests || scene.Board.All.Count - posted < posts) && Stopwatch.GetElapsedTime(since) < least + Busy)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until all listen, and has them called. One that ends by itself, since the machine was too busy for it to start in time, is started again, as operators' systems do.</summary>
    private static async Task Open(Scene scene, Victim[] victims, Func<Victim> start)
    {
        for (var i = 0; i < victims.Length; i++)
        {
            for (var tries = 0; tries < 5; tries++)
            {
                try
                {
                    await victims[i].Listening;
                    break;
                }
                catch (InvalidOperationException ended) when (tries < 4)
                {
                    Say(ended.Message);
                    victims[i].Dispose();
                    victims[i] = start();
                }
            }
        }

        scene.Door.To(victims.Select(v => v.Listening.Result));
    }

    private static async Task Act(Scene scene, Dice dice, CancellationToken over)
    {
        var (voters, proposers, promisers, quarrellers) = (new Voters(scene), new Proposers(scene), new Promisers(scene), new Quarrellers(scene));
        await Task.WhenAll(scene.All.SelectMany(circle => Enumerable.Range(0, circle.Delegates.Count)
            .Select(i => (Func<ulong, Task>)(seed => voters.Run(circle, i, seed, over)))
            .Append(seed => proposers.Run(circle, seed, over))
            .Append(seed => promisers.Run(circle, seed, over))
            .Append(seed => quarrellers.Run(circle, seed, over))
            .Select(run => (Run: run, Seed: dice.Next())))
            .ToArray()
            .Select(a => Task.Run(() => a.Run(a.Seed))));
    }

    private static async Task Watch(Scene scene, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            scene.Board.Read();
            await Task.Delay(150, CancellationToken.None);
        }
    }

    /// <summary>Nobody kills any more: what is still open is closed, and what is owed arrives.</summary>
    private static async Task<Reckoning> Settle(
        Scene scene, CrashStore store, Victim[] victims, Func<Victim> start, Opener opener, List<Killed> killed, Logbook logbook, (int Lease, TimeSpan Patience) waits)
    {
        Say("settling");
        var (proposers, dice) = (new Proposers(scene), new Dice(1));
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            scene.Board.Read();
            foreach (var motion in scene.Motions.Where(m => !m.Closed && m.Number is null))
            {
                motion.Number = scene.Board.NumberOf(motion.Token);
            }

            await Task.WhenAll(scene.Motions.Where(m => !m.Closed && m.Number is not null).GroupBy(m => m.Circle).Select(async motions =>
            {
                foreach (var motion in motions)
                {
                    await proposers.Close(motion, dice);
                }
            }));
            await Quiet(scene, TimeSpan.FromSeconds(waits.Lease + 1));
            if (store.Processes == 1)
            {
                killed.Add(await Killed.Of(store, opener, TimeSpan.FromSeconds(waits.Lease), victims[0].Started, await victims[0].Kill()));
            }

            scene.Board.Read();
            var reckoning = await store.Look((_, archive) => Reckoning.Of(scene, archive, opener, killed, logbook));
            if (reckoning.Settled || Stopwatch.GetElapsedTime(since) > waits.Patience)
            {
                return reckoning;
            }

            if (store.Processes == 1)
            {
                victims[0].Dispose();
                victims[0] = start();
                await Open(scene, victims, start);
            }
        }
    }

    /// <summary>Waits until the bot has called no platform for so long.</summary>
    private static async Task Quiet(Scene scene, TimeSpan rest)
    {
        var (last, since) = (-1L, Stopwatch.GetTimestamp());
        for (var start = since; Stopwatch.GetElapsedTime(since) < rest && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(90);)
        {
            await Task.Delay(100);
            var calls = scene.Teams.Log.Last + scene.Slack.Log.Last;
            (last, since) = calls == last ? (last, since) : (calls, Stopwatch.GetTimestamp());
        }
    }

    private static void Say(string what) => Console.Error.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} {what}");
}
