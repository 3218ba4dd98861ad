using System.Globalization;
using System.Net;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>The bot while Slack and Teams are unwell: each place in its own way, at the same time, and one beside them that is well.</summary>
internal static class NeighboursTrial
{
    public const int Decisions = 3;
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
            return [.. await Places(Path.Combine(folder, "places.db"), outage, asked.Short), .. await Token(Path.Combine(folder, "token.db"), outage, asked.Short), .. await ThrottledStore.Run(folder, outage)];
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

        var tries = places.Skip(Channels).Select(p => far.Attempts.Count(a => a.Place == p && a.At < far.Over && !a.Taken)).ToArray();
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
            new("fewest and most attempts at one place during the outage", $"{tries.Min()}; {tries.Max()}", $"some; ≤ {most}", tries.Max() > most ? false : tries.Min() > 0 ? true : brief ? null : false),
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

    /// <summary>The first card in each place: places and connections are known then.</summary>
    public static async Task Warm(Child bot, Troubled far, Assembly[] assemblies)
    {
        foreach (var assembly in assemblies)
        {
            await Poll.Say(assembly, bot, Charter);
        }

        await Arrived(far, assemblies, 1, TimeSpan.Zero);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
    }

    /// <summary>Decisions, one after the other, in all of them; when each was asked for.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="far">What it talks to.</param>
    /// <param name="assemblies">Who decides.</param>
    /// <param name="told">Takes what was answered at once.</param>
    /// <param name="answers">Where later answers go; null if nobody wants to hear them.</param>
    public static async Task<Dictionary<(Assembly, int), TimeSpan>> Decide(Child bot, Troubled far, Assembly[] assemblies, Action<string>? told = null, string? answers = null)
    {
        var asked = new Dictionary<(Assembly, int), TimeSpan>();
        var before = far.Attempts.Count == 0 ? 1 : 2;
        for (var i = 0; i < Decisions; i++)
        {
            foreach (var assembly in assemblies)
            {
                asked[(assembly, before + i)] = far.Now;
                HttpResponseMessage answer;
                while (!(answer = await Poll.Try(assembly, bot, Charter, answers)).IsSuccessStatusCode)
                {
                    // People say it again.
                    if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || far.Now - asked[(assembly, before + i)] > Patience)
                    {
                        answer.EnsureSuccessStatusCode();
                    }
                }

                told?.Invoke(await answer.Content.ReadAsStringAsync());
            }
        }

        return asked;
    }

    /// <summary>Waits until so many cards stand in every place, or it would be of no use to wait longer.</summary>
    public static async Task Arrived(Troubled far, Assembly[] assemblies, int cards, TimeSpan outage)
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
