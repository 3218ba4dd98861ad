using System.Collections.Concurrent;
using System.Reflection;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Storage;
using BotPartner.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>A partnership of three partners in memory, on which any number of processes work; any of them may die at any save.</summary>
internal sealed class Chamber
{
    public const string Id = "p";
    private static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);
    private readonly ConcurrentQueue<(Addressee To, Card Card)> sent = [];
    private int requests;

    public Chamber() => Documents = new(Time);

    public ManualTime Time { get; } = new();

    public MemoryDocuments Documents { get; }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>What was posted or edited, the latest last.</summary>
    public IReadOnlyCollection<(Addressee To, Card Card)> Sent => sent;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Person Delegate(string name) => new("north", "realm", name, name) { Language = "en", TimeZone = "UTC" };

    /// <summary>Founds it: north, south and west, each with a delegate of its name.</summary>
    public async Task<Chamber> Found()
    {
        var change = new Change(Documents, new DueSignal());
        var partnership = new Partnership("Alliance", "UTC", [Delegate("north")], [new(Hall, "en")], Now);
        await change.Run(Kinds.Partnership, Kinds.PartnershipKey(Id), null, _ => Kinds.Partnership.New(Kinds.PartnershipKey(Id), partnership), Stop);
        var hall = Kinds.PlaceKey(Hall);
        await change.Run(Kinds.Place, hall, null, _ => Kinds.Place.New(hall, new PlaceRecord(Hall) { PartnershipId = Id, Greeted = true }), Stop);
        await Seats("north", "south", "west");
        return this;
    }

    /// <summary>More partners, each with a delegate of its name.</summary>
    public async Task Seats(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var partner = Kinds.PartnerKey(Id, Partner.IdOf(name));
            await new Change(Documents, new DueSignal()).Run(Kinds.Partner, partner, null, _ => Kinds.Partner.New(partner, new Partner(name, "business", null)), Stop);
            await Joins(name, name, delegates: true);
        }
    }

    /// <summary>Another person who speaks for a partner, or another account of one who does.</summary>
    public async Task Joins(string name, string partner, bool delegates = false, string? linkedTo = null, bool focal = false)
    {
        var key = Kinds.MemberKey(Id, Delegate(name));
        var member = new Member(Delegate(name), Partner.IdOf(partner), partner, Standing.Admitted, Now) { Delegate = delegates, LinkedTo = linkedTo, FocalPoint = focal };
        await new Change(Documents, new DueSignal()).Run(Kinds.Member, key, null, _ => Kinds.Member.New(key, member), Stop);
    }

    /// <summary>Names who guides tensions, and who administers.</summary>
    public Task Names(string[] facilitators, params string[] stewards) => new Change(Documents, new DueSignal()).Run(
        Kinds.Partnership,
        Kinds.PartnershipKey(Id),
        null,
        current => current! with { State = current.State with { Facilitators = [.. facilitators.Select(Delegate)], Stewards = [.. current.State.Stewards.Concat(stewards.Select(Delegate))] } },
        Stop);

    /// <summary>Somebody speaks for nobody any more.</summary>
    public Task Leaves(string name) => new Change(Documents, new DueSignal()).Run(
        Kinds.Member, Kinds.MemberKey(Id, Delegate(name)), null, current => current! with { State = current.State with { Standing = Standing.Removed } }, Stop);

    /// <summary>Lets somebody's own conversation find the partnership.</summary>
    public Task Knows(string name)
    {
        var key = Kinds.PersonKey(Delegate(name));
        return new Change(Documents, new DueSignal()).Run(Kinds.Person, key, null, _ => Kinds.Person.New(key, new([Id])), Stop);
    }

    /// <summary>A process over the store, or over what stands before it.</summary>
    public Desk Process(IDocuments? documents = null, Action<IServiceCollection>? with = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(documents ?? Documents)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<DueSignal>()
            .AddSingleton<Change>()
            .AddSingleton<IIds, RandomIds>()
            .AddSingleton<ISender>(new Silence(sent))
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddWorkerParts(ClockOptions.Default);
        typeof(Bot).Assembly.GetType("BotPartner.Features", throwOnError: true)!
            .GetMethod("AddFeatures", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, [services]);
        with?.Invoke(services);
        var built = services.BuildServiceProvider();
        return new(built.GetRequiredService<Router>(), built.GetRequiredService<Clock>());
    }

    public Request.Pressed Press(string who, string action, Dictionary<string, string> args) =>
        new(action, args) { Id = $"r{++requests}", Person = Delegate(who), Place = Hall, At = Now };

    public Request.Submitted Submit(string who, string form, Dictionary<string, string> args, Dictionary<string, string> values) =>
        new(form, args, values) { Id = $"r{++requests}", Person = Delegate(who), Place = Hall, At = Now };

    public Request.Said Say(string who, string words) => new(words) { Id = $"r{++requests}", Person = Delegate(who), Place = Hall, At = Now };

    public async Task<Decision> Decision(int number = 1) =>
        DecisionKinds.Decision.Read((await Documents.Find(DecisionKinds.Key(Id, number), Stop))!).State;

    public async Task<int> Count(string kind) => (await Documents.List(Id, kind, "", 1000, Stop)).Count;

    internal sealed record Desk(Router Router, Clock Clock)
    {
        public Task<Reply> Do(Request request) => Router.Handle(request, Stop);

        public Task Tick() => Clock.Tick(Stop);
    }

    /// <summary>Everything arrives.</summary>
    private sealed class Silence(ConcurrentQueue<(Addressee To, Card Card)> sent) : ISender
    {
        public string Platform => "north";

        public IReadOnlyList<Window> Pace => [];

        public Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation) => Edit(addressee, "m", card, cancellation);

        public Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation)
        {
            sent.Enqueue((addressee, card));
            return Task.FromResult<Sent>(new Sent.Done(message));
        }
    }
}
