using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Benchmarks;

/// <summary>Thousands of partnerships whose digests were due within the same hour: how soon all are built and owed, and in which order.</summary>
internal static class Digesting
{
    public const string Argument = "digests";
    public const string Usage = "digests [--partnerships N]   digests of so many partnerships due in the same hour (10000)";

    private const int Partners = 6;
    private const int Chunk = 200;
    private static readonly TimeSpan Wanted = TimeSpan.FromSeconds(60);

    /// <summary>How many partnerships the command line asks for; null if it is not understood.</summary>
    public static int? Read(string[] args) => args switch
    {
        [Argument] => 10_000,
        [Argument, "--partnerships", var number] when int.TryParse(number, out var n) && n is >= 1 and <= 1_000_000 => n,
        _ => null,
    };

    /// <returns>Whether all were owed in time, once, and memory grew by less than 150 MB.</returns>
    public static async Task<bool> Run(int partnerships)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-benchmark-").FullName;
        try
        {
            var store = Path.Combine(folder, "botpartner.db");
            var now = TimeProvider.System.Now();
            await Fill(store, partnerships, now);
            await using var documents = Seed.Open(store);
            var sent = new Arrivals();
            var watched = new Watched(documents);
            await using var services = Services(watched, sent);
            var clock = services.GetRequiredService<Clock>();
            var before = Used(collect: true);
            using var memory = new Sampler();
            var watch = Stopwatch.StartNew();
            watched.Watch = watch;
            while (watched.Owed.Count < partnerships)
            {
                await clock.Look(CancellationToken.None);
            }

            var owed = watched.Owed.Values.Max();
            while (await clock.Tick(CancellationToken.None) > 0)
            {
            }

            var all = watch.Elapsed;
            var (growth, spread) = (memory.Most - before, Spread(watched, partnerships));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"""

                 {partnerships} partnerships of {Partners} partners, two places each, half of them with decisions; {Environment.ProcessorCount} processors.

                 | what | measured | wanted |
                 |---|---|---|
                 | all built and owed, s | {owed.TotalSeconds:0.0} | < {Wanted.TotalSeconds:0} |
                 | all sent, s | {all.TotalSeconds:0.0} |  |
                 | memory growth, MB | {growth:0} | < 150 |
                 | the same after a collection, MB | {Used(collect: true) - before:0} |  |
                 | built out of turn by at most, places in the order of being due | {spread} | {Clock.Take} |
                 | sent, of {2 * partnerships} | {sent.Count} | {2 * partnerships} |
                 """));
            return owed < Wanted && growth < 150 && sent.Count == 2 * partnerships && sent.Distinct == sent.Count;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How far anybody was from its place in the order in which they were due.</summary>
    private static int Spread(Watched watched, int partnerships) => watched.Owed
        .OrderBy(o => o.Value).Select((o, built) => Math.Abs(Turn(o.Key, partnerships) - built)).Max();

    // Due in another order than they are stored in.
    private static int Turn(string partnership, int partnerships) => (int)(int.Parse(partnership.AsSpan(1), CultureInfo.InvariantCulture) * 7919L % partnerships);

    private static double Used(bool collect)
    {
        if (collect)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }

        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1048576.0;
    }

    private static ServiceProvider Services(IDocuments documents, ISender sender)
    {
        var services = new ServiceCollection()
            .AddSingleton(documents)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<DueSignal>()
            .AddSingleton<Change>()
            .AddSingleton<IIds, RandomIds>()
            .AddSingleton(sender)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddWorkerParts(ClockOptions.Default);
        typeof(Bot).Assembly.GetType("BotPartner.Features", throwOnError: true)!
            .GetMethod("AddFeatures", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, [services]);
        return services.BuildServiceProvider();
    }

    private static async Task Fill(string path, int partnerships, Instant now)
    {
        await using var store = Seed.Open(path);
        for (var from = 0; from < partnerships; from += Chunk)
        {
            foreach (var entries in Enumerable.Range(from, Math.Min(Chunk, partnerships - from)).SelectMany(i => Documents(i, partnerships, now)).Chunk(Chunk))
            {
                await store.Write(entries, CancellationToken.None);
            }
        }
    }

    private static IEnumerable<Entry> Documents(int number, int partnerships, Instant now)
    {
        var id = $"p{number:000000}";
        var steward = new Person("north", "realm", $"u{number}", "Steward");
        Link[] links = [.. Enumerable.Range(0, 2).Select(i => new Link(new("north", "realm", $"{id}-{i}", PlaceKind.Channel), i == 0 ? "en" : "fr"))];
        var partnership = new Partnership($"Partnership {number}", "UTC", [steward], links, now - Duration.FromDays(90))
        {
            About = new("What we want together.", About.Phases[number % About.Phases.Count], null),
            LastDecision = number % 2 == 0 ? 2 : 0,
        };
        yield return Kinds.Partnership.Write(Kinds.Partnership.New(Kinds.PartnershipKey(id), partnership));
        var voters = new List<Voter>();
        for (var i = 0; i < Partners; i++)
        {
            var name = $"Partner {i} of {number}";
            voters.Add(new(Partner.IdOf(name), name, Constituency.Ids[i % 4]));
            yield return Kinds.Partner.Write(Kinds.Partner.New(Kinds.PartnerKey(id, voters[i].Id), new Partner(name, Constituency.Ids[i % 4], "Africa")));
        }

        var due = now - Duration.FromHours(1) + (Duration.FromHours(1) * (Turn(id, partnerships) / (double)partnerships));
        var digest = new Digest([.. links.Select(l => new PlaceDigest(l.Place, "UTC", l.Digest.ToString(), "2020-01-06", now - Duration.FromDays(7), due))]);
        yield return DigestKinds.Digest.Write(DigestKinds.Digest.New(DigestKinds.Key(id), digest) with { Wake = due });
        if (number % 2 != 0)
        {
            yield break;
        }

        var open = new Decision(2, "Adopt the charter that the committee drew up in spring, with its annexes.", Method.Majority(Threshold.Half), 50, steward, voters[0].Name, now - Duration.FromDays(2), now + Duration.FromDays(5))
        {
            Phase = Phase.Open,
            Electorate = Partners,
            Boxes = 1,
        };
        var ballots = voters.Take(2).ToDictionary(v => v.Id, _ => new Ballot(BotPartner.Core.Decisions.Choice.For, null, steward, now));
        var closed = open with
        {
            Number = 1,
            Phase = Phase.Closed,
            ClosedAt = now - Duration.FromDays(1),
            Outcome = BotPartner.Core.Decisions.Count.Of(open.Method, 50, Partners, Enumerable.Repeat(BotPartner.Core.Decisions.Choice.For, 5)),
            Recorded = new(1, 1, 0),
        };
        yield return DecisionKinds.Decision.Write(DecisionKinds.Decision.New(DecisionKinds.Key(id, 1), closed));
        yield return DecisionKinds.Decision.Write(DecisionKinds.Decision.New(DecisionKinds.Key(id, 2), open) with { Wake = open.ClosesAt });
        yield return DecisionKinds.Box.Write(DecisionKinds.Box.New(DecisionKinds.BoxKey(id, 2, 0), new Box(2, voters, ballots, Sealed: false)));
    }

    /// <summary>Everything arrives, and is counted.</summary>
    private sealed class Arrivals : ISender
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> places = new();
        private int count;

        public string Platform => "north";

        public IReadOnlyList<Window> Pace { get; } = [new(1, Duration.FromSeconds(1))];

        public int Count => Volatile.Read(ref count);

        public int Distinct => places.Count;

        public Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation)
        {
            places[addressee.Place.Key] = 1;
            Interlocked.Increment(ref count);
            return Task.FromResult<Sent>(new Sent.Done("m"));
        }

        public Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation) => Post(addressee, card, null, cancellation);
    }

    /// <summary>Notes when each partnership's digest was first owed.</summary>
    private sealed class Watched(IDocuments store) : IDocuments
    {
        public System.Collections.Concurrent.ConcurrentDictionary<string, TimeSpan> Owed { get; } = new();

        public Stopwatch Watch { get; set; } = Stopwatch.StartNew();

        public Task<Entry?> Find(Key key, CancellationToken cancellation) => store.Find(key, cancellation);

        public async Task<string?> Save(Entry entry, CancellationToken cancellation)
        {
            var saved = await store.Save(entry, cancellation);
            if (saved is not null && entry.Kind == DigestKinds.Digest.Name)
            {
                Owed.TryAdd(entry.Key.Partition, Watch.Elapsed);
            }

            return saved;
        }

        public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => store.Delete(key, version, cancellation);

        public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
            store.List(partition, kind, after, take, cancellation);

        public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => store.Due(now, take, cancellation);
    }

    /// <summary>The most memory that was taken meanwhile.</summary>
    private sealed class Sampler : IDisposable
    {
        private readonly Timer timer;
        private double most;

        public Sampler() => timer = new(_ => most = Math.Max(most, Used(collect: false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));

        public double Most => most;

        public void Dispose() => timer.Dispose();
    }
}
