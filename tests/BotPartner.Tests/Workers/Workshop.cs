using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Tests.Storage;
using BotPartner.Tests.Stories;
using BotPartner.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Workers;

/// <summary>A store, a platform and a clock that is moved by hand.</summary>
internal sealed class Workshop
{
    public Workshop(params Window[] pace)
    {
        Documents = new(Time);
        Sender = new(Time, "north", pace);
        Change = new(Documents, Signal);
        Clock = Process();
    }

    public ManualTime Time { get; } = new();

    public MemoryDocuments Documents { get; }

    public DueSignal Signal { get; } = new();

    public Change Change { get; }

    public FakeSender Sender { get; }

    public GoneList Gone { get; } = new();

    /// <summary>What the books warn of.</summary>
    public LoggedErrors Log { get; } = new(LogLevel.Warning);

    public Clock Clock { get; }

    /// <summary>Called when notes are woken; those of the kind "lone" come each by itself.</summary>
    public Func<IReadOnlyList<Key>, Task> Woken { get; set; } = _ => Task.CompletedTask;

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Place Channel(string name) => new("north", "realm", name, PlaceKind.Channel);

    public static Key Key(string id) => new("p", id);

    /// <summary>The workers of one process over the store.</summary>
    public Clock Process() => Process(Documents, out _);

    public Clock Process(IDocuments documents, out Courier courier)
    {
        var change = new Change(documents, Signal);
        var leases = new Leases(ClockOptions.Default, Time);
        courier = new Courier(
            change,
            new Dispatch([Sender], new Pacer([Sender]), new GonePlaces([Gone], NullLogger<GonePlaces>.Instance), leases),
            new Books(change, leases, Time, new Logger<Books>(new LoggerFactory([Log]))),
            leases);
        var router = new Router([new Waking("note", keys => Woken(keys)), new Waking("lone", keys => Woken(keys), apart: true)], Texts.Load());
        return new Clock(
            documents,
            new Duties(new Wakes(router, change, new RandomIds(), NullLogger<Wakes>.Instance), courier, new Setbacks(change, documents, Time, NullLogger<Setbacks>.Instance), change),
            courier,
            Time);
    }

    /// <summary>A note that owes words to places, more than before if it exists.</summary>
    public Task Owe(string id, string words, long revision, params string[] places) => Owe(id, "card", words, revision, places);

    public Task Owe(string id, string slot, string words, long revision, params string[] places) => Edit(id, note => note.Owing(
        new Post(slot, revision, new Card(words, words, []), [.. places.Select(p => new Addressee(Channel(p), "en", "Etc/UTC"))]),
        Duration.FromSeconds(1)));

    public async Task Edit(string id, Func<Document<Note>, Document<Note>> edit)
    {
        var changed = await Change.Run(Note.Kind, Key(id), null, d => edit(d ?? Note.Kind.New(Key(id), Note.Empty)), Stop);
        Assert.Null(changed.Refusal);
    }

    public async Task<Document<Note>> Load(string id) => (await Change.Load(Note.Kind, Key(id), Stop))!;

    public Task<int> Tick() => Clock.Tick(Stop);

    /// <summary>Moves time second by second, doing what is due each time.</summary>
    public async Task Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Tick();
        }
    }

    /// <summary>Waits for what another thread is about to do.</summary>
    public static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    public static async Task Until(Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(1, deadline.Token);
        }
    }
}

internal sealed class Waking(string kind, Func<IReadOnlyList<Key>, Task> run, bool apart = false) : IFeature
{
    public IEnumerable<Route> Routes => [new Route.Wake(kind, (keys, _) => run(keys)) { Apart = apart }];
}

internal sealed class GoneList : IPlaceReports
{
    public List<string> Places { get; } = [];

    public bool Fails { get; set; }

    public Task Gone(Place place, string reason, CancellationToken cancellation)
    {
        if (Fails)
        {
            throw new StoreUnavailableException("down");
        }

        Places.Add(place.Channel);
        return Task.CompletedTask;
    }
}
