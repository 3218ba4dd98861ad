using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace BotPartner.Benchmarks;

/// <summary>Votes of both platforms on one ballot: as many as are asked for, ten times as many as can be held, and for a long time.</summary>
internal static class Loading
{
    private const int Rate = 1000;
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(5);

    public static Trial Sustained { get; } = new("load", "--rate VOTES/S (1000)  --seconds N (60)  --voters N (6000)", Sustain);

    public static Trial Beyond { get; } = new("overload", "--seconds N (20)  --connections N (3000)  --share PERCENT of the time that the bot runs (20)", Overload);

    public static Trial Long { get; } = new("memory", "--minutes N (10)  --rate VOTES/S (500)", Remember);

    private static async Task<IReadOnlyList<Finding>> Sustain(Asked asked)
    {
        var (rate, seconds) = (asked.Number("rate", Rate, Rate), asked.Number("seconds", 60, 10));
        await using var scene = await Scene.Open("load", asked.Number("voters", 6000, 2000));
        using var votes = await scene.Voters(64);
        await votes.Cast(rate, TimeSpan.FromSeconds(asked.Short ? 3 : 60));
        var wave = await votes.Cast(rate, TimeSpan.FromSeconds(seconds));
        var memory = scene.Bot.Memory.Most;
        foreach (var (second, count, slowest) in wave.Slow)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"second {second}: {count} over 50 ms, slowest {slowest:0} ms"));
        }

        var wrong = await scene.Recount();
        return [
            new($"votes/s for {seconds} s, both platforms on one ballot, {memory:0} MB", Show(wave.PerSecond, "0"), $"{rate}", wave.Acknowledged == 0 ? false : Timed(asked, wave.PerSecond > rate * 0.99)),
            new("acknowledgement from when the vote was due, p50 · p99, ms", $"{Show(wave.Percentile(0.5))} · {Show(wave.Percentile(0.99))}", "p99 < 50", Timed(asked, wave.Percentile(0.99) < 50)),
            new("slowest, ms", Show(wave.Percentile(1)), "< 2500", Timed(asked, wave.Percentile(1) < 2500)),
            new("turned away · failed", $"{wave.Shed} · {wave.Failed}", "0 · 0", Timed(asked, wave.Shed == 0) is false ? false : wave.Failed == 0),
            new("acknowledged and not counted so, once the bot was killed hard", $"{wrong}", "0", wrong == 0),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> Overload(Asked asked)
    {
        var (seconds, connections) = (asked.Number("seconds", 20, 5), asked.Number("connections", 3000, 2000));
        await using var scene = await Scene.Open("overload", 6000);
        using var few = await scene.Voters(32);
        await few.Cast(int.MaxValue, TimeSpan.FromSeconds(3));
        Wave held, wave;
        var alive = new List<double>();
        TimeSpan? recovered;
        using var many = await scene.Voters(connections);
        await using (new Squeeze(scene.Bot.Id, asked.Number("share", 20, 20)))
        {
            held = await few.Cast(int.MaxValue, TimeSpan.FromSeconds(Math.Max(3, seconds / 4)));
            var wanted = (int)(held.PerSecond * 10);
            using var stop = new CancellationTokenSource();
            var watch = Watch(scene.Bot, alive, stop.Token);
            wave = await many.Cast(wanted, TimeSpan.FromSeconds(seconds));
            await stop.CancelAsync();
            await watch;
            recovered = await Recovery(few, (int)(held.PerSecond / 2));
        }

        var wrong = await scene.Recount();
        var offered = (double)wave.Offered / seconds;
        return [
            new("votes/s that a squeezed machine holds · offered · taken meanwhile", $"{held.PerSecond:0} · {offered:0} · {wave.PerSecond:0}", "10 times as many offered, half of what it holds taken", wave.Acknowledged == 0 ? false : Timed(asked, wave.PerSecond > held.PerSecond / 2)),
            new("turned away with 503 and Retry-After · cut off or answered otherwise", $"{wave.Shed} · {wave.Failures}", "some · 0", wave.Failed == 0 && (asked.Short || wave.Shed > 0)),
            new("acknowledgement of what was taken, p99 · slowest, ms", $"{Show(wave.AnswerPercentile(0.99), "0")} · {Show(wave.AnswerPercentile(1), "0")}", "< 2500", Timed(asked, wave.AnswerPercentile(1) < 2500)),
            new("/health/live meanwhile, slowest ms", Show(alive.DefaultIfEmpty(double.NaN).Max(), "0"), "< 2500", Timed(asked, alive.Count > 0 && alive.Max() < 2500)),
            new("half of what it holds is answered in 250 ms again after, s", recovered is { } r ? Show(r.TotalSeconds) : "not", "< 5", Timed(asked, recovered < Back)),
            new("acknowledged and not counted so, once the bot was killed hard", $"{wrong}", "0", wrong == 0),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> Remember(Asked asked)
    {
        var (minutes, rate) = (asked.Number("minutes", 10, 0), asked.Number("rate", 500, 500));
        await using var scene = await Scene.Open("memory", 6000);
        using var votes = await scene.Voters(64);
        await votes.Cast(rate, TimeSpan.FromSeconds(asked.Short ? 5 : 60));
        var (samples, offered, taken) = (new List<double>(), 0, 0);
        for (var sample = 0; sample < Math.Max(3, minutes * 6); sample++)
        {
            var wave = await votes.Cast(rate, TimeSpan.FromSeconds(asked.Short ? 3 : 10));
            (offered, taken) = (offered + wave.Offered, taken + wave.Acknowledged);
            samples.Add(scene.Bot.Memory.Now);
        }

        var third = samples.Count / 3;
        var (early, late) = (samples.Take(third).Average(), samples.TakeLast(third).Average());
        return [
            new(
                $"memory under {rate} votes/s, first third · last third · most, MB ({(asked.Short ? "9 s" : $"{minutes} min")})",
                $"{Show(early)} · {Show(late)} · {Show(scene.Bot.Memory.Most)}",
                "grows by less than 5 %",
                Timed(asked, late < early * 1.05)),
            new("votes taken meanwhile, of those offered", $"{taken} of {offered}", "99 %", taken == 0 ? false : Timed(asked, taken > offered * 0.99)),
        ];
    }

    /// <summary>How long until a modest load is answered at ease again; null if it is not within three times what is wanted.</summary>
    private static async Task<TimeSpan?> Recovery(Pressure votes, int rate)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Back * 3)
        {
            var began = watch.Elapsed;
            var wave = await votes.Cast(Math.Max(1, rate), TimeSpan.FromMilliseconds(500));
            if (wave is { Shed: 0, Failed: 0 } && wave.Percentile(0.95) < 250)
            {
                return began;
            }
        }

        return null;
    }

    private static async Task Watch(Child bot, List<double> millis, CancellationToken over)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        while (!over.IsCancellationRequested)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{bot.Port}/health/live"), CancellationToken.None);
            millis.Add(answer.StatusCode == HttpStatusCode.OK ? Stopwatch.GetElapsedTime(asked).TotalMilliseconds : double.PositiveInfinity);
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>What a short run on a busy machine cannot tell is not judged.</summary>
    private static bool? Timed(Asked asked, bool holds) => asked.Short ? null : holds;

    private static string Show(double value, string format = "0.0") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A bot with one decision that is open on both platforms.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("botpartner-load-").FullName;
        private readonly Sink sink = new();
        private readonly Assembly assembly;
        private readonly Score score;
        private System.Text.Json.JsonElement inSlack;
        private System.Text.Json.JsonElement inTeams;
        private bool killed;

        private Scene(string word, int voters) => (assembly, score) = (new(word, OnSlack: true, 0, voters) { Mixed = true }, new(voters));

        public Child Bot { get; private set; } = null!;

        private string Store => Path.Combine(folder, "botpartner.db");

        public static async Task<Scene> Open(string word, int voters)
        {
            var scene = new Scene(word, voters);
            await Seed.Write(scene.Store, [scene.assembly], scene.sink.TeamsService);
            scene.Bot = await Child.Bot(scene.Store, scene.sink);
            await Poll.Say(scene.assembly, scene.Bot, "decide Adopt the charter of the partnership for the coming year | majority > 1/2 | quorum 50% | closes in 3d");
            scene.inSlack = await scene.sink.Card(scene.assembly.SlackChannel);
            scene.inTeams = await scene.sink.Card(scene.assembly.TeamsChannel);
            return scene;
        }

        public Task<Pressure> Voters(int connections) => Pressure.Connect(
            assembly,
            score,
            Bot.Port,
            connections,
            onSlack => onSlack ? new SlackVotes(inSlack, sink.Url) : new TeamsVotes(assembly.TeamsChannel, inTeams, sink.TeamsService));

        /// <summary>Kills the bot hard and looks into its boxes.</summary>
        /// <returns>How many acknowledged ballots do not lie there as they were acknowledged.</returns>
        public async Task<int> Recount()
        {
            Kill();
            return (await Benchmarks.Recount.Of(Store, assembly, 1, score.Acknowledged)).Wrong;
        }

        public ValueTask DisposeAsync()
        {
            Kill();
            sink.Dispose();
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }

        private void Kill()
        {
            if (!killed)
            {
                killed = true;
                Bot.Dispose();
            }
        }
    }
}
