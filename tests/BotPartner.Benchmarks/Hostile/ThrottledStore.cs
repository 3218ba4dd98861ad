using System.Globalization;
using BotPartner.Benchmarks.Crashes;
using BotPartner.Core.Decisions;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Cosmos DB refuses most of what it is asked, then everything, then nothing; meanwhile people decide and vote.</summary>
internal static class ThrottledStore
{
    // Nobody who votes is called so.
    private const int Steward = 99_999_999;

    public static async Task<IEnumerable<Finding>> Run(string folder, TimeSpan outage)
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
        var told = 0;
        void Hear(string words) => Interlocked.Add(ref told, words.Contains("is put to the partners", StringComparison.Ordinal) ? 1 : 0);
        sink.Told = (to, words) =>
        {
            if (to == Steward)
            {
                Hear(words);
            }
        };
        using (var bot = await Child.Bot(
            Path.Combine(folder, "none.db"),
            sink,
            [("Logging__LogLevel__Default", "Critical"), .. store.Settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value)), ("Storage__Cosmos__Endpoint", throttle.Url), ("Keys__Folder", Path.Combine(folder, "keys"))]))
        {
            await NeighboursTrial.Warm(bot, far, [one]);
            var (inSlack, inTeams) = (await sink.Card(one.SlackChannel), await sink.Card(one.TeamsChannel));
            using var votes = await Pressure.Connect(
                one, score, bot.Port, 8, onSlack => onSlack ? new SlackVotes(inSlack, sink.Url) : new TeamsVotes(one.TeamsChannel, inTeams, sink.TeamsService));
            throttle.Share = 60;
            var deciding = NeighboursTrial.Decide(bot, far, [one], Hear, $"{sink.Url}/hooks/{Steward}");
            most = await votes.Cast(10, outage);
            await deciding;
            (throttle.Share, before) = (100, throttle.Refused);
            all = await votes.Cast(1, outage / 2);
            (throttle.Share, refused) = (0, throttle.Refused - before);
            await NeighboursTrial.Arrived(far, [one], NeighboursTrial.Decisions + 1, outage);
            after = await votes.Cast(10, TimeSpan.FromSeconds(2));
        }

        var posts = far.Attempts.Where(a => a.Posts && a.Decision > 1).ToLookup(a => a.Place);
        string[] places = [one.SlackChannel, one.TeamsChannel];

        // Who was told that it could not be saved, in the answer to a command, has decided nothing.
        var decided = await store.Look(async (documents, _) => (await documents.List(one.Id, DecisionKinds.Decision.Name, "", 100, CancellationToken.None)).Count) - 1;
        var lost = Math.Max(0, told - decided) + places.Sum(p => decided - posts[p].Select(a => a.Decision).Distinct().Count());
        var doubled = places.Sum(p => posts[p].Count() - posts[p].Select(a => a.Decision).Distinct().Count());
        var (acknowledged, _, wrong) = await store.Look((documents, _) => Recount.Of(documents, one, 1, score.Acknowledged));

        // Each who asks waits 20 ms, then longer each time up to a second, for four seconds in all: some ten times. There are eight voters, the clock, and what the courier has in hand.
        var pace = refused / all.Seconds;
        return
        [
            new($"Cosmos DB refused {before} requests, six in ten, for {outage.TotalSeconds:0} s: of {decided} decisions (of which the steward was told of {told}) lost, or their posts; posted twice", $"{lost}; {doubled}", "0; 0", decided > 0 && lost == 0 && doubled == 0),
            new("votes taken meanwhile; told to come again; then, with everything refused", $"{most.Acknowledged}; {most.Shed + most.Failed}; {all.Acknowledged} and {all.Shed + all.Failed}", "some; any; 0 and all", most.Acknowledged > 0 && all.Acknowledged == 0),
            new("requests of the store a second with everything refused", pace.ToString("0", CultureInfo.InvariantCulture), "≤ 60", pace <= 60),
            new("votes once it is well again, not taken", $"{after.Offered - after.Acknowledged}", "0", after.Offered == after.Acknowledged),
            new($"of {acknowledged} voters with an acknowledged vote, not counted so once the bot was killed hard", $"{wrong}", "0", wrong == 0),
        ];
    }
}
