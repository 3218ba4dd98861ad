using System.Globalization;
using System.Net;
using BotPartner.Benchmarks.Crashes;
using BotPartner.Core.Decisions;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>The bot while Slack and Teams are unwell: each place in its own way, at the same time, and one beside them that is well.</summary>
internal static class NeighboursTrial
{
    private const int Decisions = 3;
    private const int Channels = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private const string Charter = "decide Adopt the charter of the partnership | majority > 1/2 | quorum 50% | closes in 3d";

    public static Trial Trial { get; } = new("neighbours", "throttling, errors, silence, cut connections and wrong JSON from Slack and Teams, a token endpoint that is down, a throttled Cosmos DB [--outage SECONDS (20; 5)]", Run);

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-neighbours-").FullName;
        var outage = TimeSpan.FromSeconds(asked.Number("outage", 20, 5));
        try
        {
            return [.. await Places(Path.Combine(folder, "places.db"), outage, asked.Short), .. await Token(Path.Combine(folder, "token.db"), outage, asked.Short), .. await Throttled(folder, outage)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IEnumerable<Finding>> Places(string store, TimeSpan outage, bool brief)
    {
        using var sink = new Sink();
        await Seed.Write(store, Troubled.Assemblies, sink.TeamsService);
        using var bot = await Child.Bot(store, sink, ("Logging__LogLevel__Default", "Error"));
        var far = new Troubled(sink, outage);
        await Warm(bot, far, Troubled.Assemblies);
        far.Begin();
        var asked = await Decide(bot, far, Troubled.Assemblies);
        await Arrived(far, Troubled.Assemblies, Decisions + 1, outage);
        var took = far.Attempts.Where(a => a.Posts && a.Taken && a.Decision > 1).ToLookup(a => a.Place);
        var places = Troubled.Assemblies.SelectMany(a => new[] { a.SlackChannel, a.TeamsChannel }).ToArray();
        var lost = places.Sum(p => Decisions - took[p].Select(a => a.Decision).Distinct().Count());
        var doubled = places.Sum(p => took[p].Count() - took[p].Select(a => a.Decision).Distinct().Count());
        var disordered = places.Where(p => !took[p].Select(a => a.Decision).SequenceEqual(took[p].Select(a => a.Decision).Order())).ToArray();
        foreach (var place in disordered)
        {
            Console.Error.WriteLine($"DISORDERED: {place}: {string.Join("; ", far.Attempts.Where(a => a.Place == place).Select(a => S($"{(a.At - far.Over).TotalSeconds:0.00} s {(a.Posts ? "post" : "edit")} {a.Decision} {(a.Taken ? "taken" : "not")}")))}");
        }

        var tries = places.Skip(Channels).Select(p => (Place: p, Times: far.Attempts.Count(a => a.Place == p && a.At < far.Over && !a.Taken))).MaxBy(t => t.Times);
        var most = Decisions * (3 + (int)Math.Ceiling(Math.Log2(outage.TotalSeconds)));
        var gaps = places.SelectMany(p => far.Attempts.Where(a => a.Place == p && a.Place.StartsWith('C') && a.Taken).Select(a => a.At).Order().ToArray() is var at ? at.Zip(at.Skip(1), (a, b) => b - a) : []).ToArray();
        var retries = places.Skip(2 * Channels).Select(p => far.Attempts.Where(a => a.Place == p && a.Decision == 2).Select(a => a.At).Take(2).ToArray()).Where(t => t.Length == 2).Select(t => (t[1] - t[0]).TotalSeconds).ToArray();
        var well = Troubled.Assemblies[0];
        var delays = new[] { well.SlackChannel, well.TeamsChannel }.SelectMany(p => took[p].Select(a => (a.At - asked[(well, a.Decision)]).TotalSeconds)).ToArray();
        var healed = took.SelectMany(t => t).Where(a => a.At >= far.Over).Select(a => (a.At - far.Over).TotalSeconds).DefaultIfEmpty().Max();
        return
        [
            new($"posts owed to {places.Length} places, of which {places.Length - Channels} were unwell for {outage.TotalSeconds:0} s: lost; posted twice", $"{lost}; {doubled}", "0; 0", lost == 0 && doubled == 0),
            new("places where they stand in another order than they were owed in", $"{disordered.Length}", "0", disordered.Length == 0),
            new("most attempts at one place during the outage", $"{tries.Times}", $"≤ {most}", tries.Times <= most),
            new("first attempts anew, after", retries.Length == 0 ? "none" : S($"{retries.Min():0.00}–{retries.Max():0.00} s"), "scattered", retries.Length < 4 ? null : retries.Max() - retries.Min() > 0.02),
            new("closest two posts in a channel of Slack", S($"{gaps.Min().TotalSeconds:0.00} s"), "≥ 1 s", gaps.Min() > TimeSpan.FromSeconds(0.95)),
            new("delay of the place that was well", S($"{delays.DefaultIfEmpty(99).Max():0.0} s"), $"< {Decisions + 2} s", brief ? null : delays.DefaultIfEmpty(99).Max() < Decisions + 2),
            new("last post after the end of the outage", S($"{healed:0.0} s"), S($"< {outage.TotalSeconds + 15:0} s"), brief ? null : healed < outage.TotalSeconds + 15),
        ];
    }

    private static async Task<IEnumerable<Finding>> Token(string store, TimeSpan outage, bool brief)
    {
        using var sink = new Sink();
        Assembly[] one = [Troubled.Assemblies[0]];
        await Seed.Write(store, one, sink.TeamsService);
        using var bot = await Child.Bot(store, sink, ("Logging__LogLevel__Default", "Error"));
        var far = new Troubled(sink, outage) { Tokenless = true };
        await Warm(bot, far, one);
        far.Begin();
        var asked = await Decide(bot, far, one);
        await Arrived(far, one, Decisions + 1, outage);
        var took = far.Attempts.Where(a => a.Posts && a.Decision > 1).ToLookup(a => a.Place);
        var (slack, teams) = (took[one[0].SlackChannel].ToArray(), took[one[0].TeamsChannel].ToArray());
        var lost = (2 * Decisions) - slack.DistinctBy(a => a.Decision).Count() - teams.DistinctBy(a => a.Decision).Count();
        var early = teams.Count(t => t.At < far.Over);
        var delay = slack.Select(a => (a.At - asked[(one[0], a.Decision)]).TotalSeconds).DefaultIfEmpty(99).Max();
        return
        [
            new($"token endpoint down for {outage.TotalSeconds:0} s: posts lost; sent without a token", $"{lost}; {early}", "0; 0", lost == 0 && early == 0),
            new("meanwhile in Slack, delay", S($"{delay:0.0} s"), $"< {Decisions + 2} s", brief ? null : delay < Decisions + 2),
        ];
    }

    /// <summary>The store refuses most of what it is asked, then everything, then nothing; meanwhile people decide and vote.</summary>
    private static async Task<IEnumerable<Finding>> Throttled(string folder, TimeSpan outage)
    {
        await using var store = await CrashCosmos.Start(folder);
        if (store is null)
        {
            return [new("Cosmos DB throttled", "not run: the packages of tests/far-sides are not installed (npm ci --ignore-scripts there)", "", null)];
        }

        using var sink = new Sink();
        var one = Troubled.Assemblies[0] with { Mixed = true, Count = 40 };
        await store.Fill(Seed.Entries([one], sink.TeamsService));
        await using var throttle = await Throttle.Before(store.Settings["Storage:Cosmos:Endpoint"]);
        var far = new Troubled(sink, TimeSpan.Zero);
        var score = new Score(one.Count);
        Wave most, all, after;
        int before, refused;
        using (var bot = await Child.Bot(
            Path.Combine(folder, "none.db"),
            sink,
            [("Logging__LogLevel__Default", "Critical"), .. store.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value)), ("Storage__Cosmos__Endpoint", throttle.Url), ("Keys__Folder", Path.Combine(folder, "keys"))]))
        {
            await Warm(bot, far, [one]);
            var (inSlack, inTeams) = (await sink.Card(one.SlackChannel), await sink.Card(one.TeamsChannel));
            using var votes = await Pressure.Connect(
                one, score, bot.Port, 8, onSlack => onSlack ? new SlackVotes(inSlack, sink.Url) : new TeamsVotes(one.TeamsChannel, inTeams, sink.TeamsService));
            throttle.Share = 60;
            var deciding = Decide(bot, far, [one]);
            most = await votes.Cast(10, outage);
            await deciding;
            (throttle.Share, before) = (100, throttle.Refused);
            all = await votes.Cast(1, outage / 2);
            (throttle.Share, refused) = (0, throttle.Refused - before);
            await Arrived(far, [one], Decisions + 1, outage);
            after = await votes.Cast(10, TimeSpan.FromSeconds(2));
        }

        var posts = far.Attempts.Where(a => a.Posts && a.Decision > 1).ToLookup(a => a.Place);
        string[] places = [one.SlackChannel, one.TeamsChannel];

        // Who was told that it could not be saved, in the answer to a command, has decided nothing.
        var decided = await store.Look(async (documents, _) => (await documents.List(one.Id, DecisionKinds.Decision.Name, "", 100, CancellationToken.None)).Count) - 1;
        var lost = places.Sum(p => decided - posts[p].Select(a => a.Decision).Distinct().Count());
        var doubled = places.Sum(p => posts[p].Count() - posts[p].Select(a => a.Decision).Distinct().Count());
        var (acknowledged, _, wrong) = await store.Look((documents, _) => Recount.Of(documents, one, 1, score.Acknowledged));

        // Each who asks waits 20 ms, then longer each time up to a second, for four seconds in all: some ten times. There are eight voters, the clock, and what the courier has in hand.
        var pace = refused / all.Seconds;
        return
        [
            new($"Cosmos DB refused {before} requests, six in ten, for {outage.TotalSeconds:0} s: posts of {decided} decisions lost; posted twice", $"{lost}; {doubled}", "0; 0", lost == 0 && doubled == 0),
            new("votes taken meanwhile; told to come again; then, with everything refused", $"{most.Acknowledged}; {most.Shed + most.Failed}; {all.Acknowledged} and {all.Shed + all.Failed}", "some; any; 0 and all", most.Acknowledged > 0 && all.Acknowledged == 0),
            new("requests of the store a second with everything refused", S($"{pace:0}"), "≤ 60", pace <= 60),
            new("votes once it is well again, not taken", $"{after.Offered - after.Acknowledged}", "0", after.Offered == after.Acknowledged),
            new($"of {acknowledged} voters with an acknowledged vote, not counted so once the bot was killed hard", $"{wrong}", "0", wrong == 0),
        ];
    }

    /// <summary>The first card in each place: places and connections are known then.</summary>
    private static async Task Warm(Child bot, Troubled far, Assembly[] assemblies)
    {
        foreach (var assembly in assemblies)
        {
            await Poll.Say(assembly, bot, Charter);
        }

        await Arrived(far, assemblies, 1, TimeSpan.Zero);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
    }

    private static async Task<Dictionary<(Assembly, int), TimeSpan>> Decide(Child bot, Troubled far, Assembly[] assemblies)
    {
        var asked = new Dictionary<(Assembly, int), TimeSpan>();
        var before = far.Attempts.Count == 0 ? 1 : 2;
        for (var i = 0; i < Decisions; i++)
        {
            foreach (var assembly in assemblies)
            {
                asked[(assembly, before + i)] = far.Now;
                while (await Poll.Try(assembly, bot, Charter) is { IsSuccessStatusCode: false } failed)
                {
                    // People say it again.
                    if (failed.StatusCode != HttpStatusCode.ServiceUnavailable || far.Now - asked[(assembly, before + i)] > Patience)
                    {
                        failed.EnsureSuccessStatusCode();
                    }
                }
            }
        }

        return asked;
    }

    /// <summary>Waits until so many cards stand in every place, or it would be of no use to wait longer.</summary>
    private static async Task Arrived(Troubled far, Assembly[] assemblies, int cards, TimeSpan outage)
    {
        var last = far.Now + (2.5 * outage) + TimeSpan.FromSeconds(20);
        while (far.Now < last)
        {
            var stand = far.Attempts.Where(a => a.Posts && a.Taken).ToLookup(a => a.Place, a => a.Decision);
            if (assemblies.All(a => stand[a.SlackChannel].Distinct().Count() >= cards && stand[a.TeamsChannel].Distinct().Count() >= cards))
            {
                return;
            }

            await Task.Delay(100);
        }
    }

    private static string S(FormattableString of) => of.ToString(CultureInfo.InvariantCulture);
}
