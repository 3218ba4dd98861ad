using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;
using Link = BotPartner.Core.Partnerships.Link;
using Member = BotPartner.Core.Partnerships.Member;

namespace BotPartner.Tests.Access;

/// <summary>One partnership in which everything is under way, and another one beside it. Built once; each cell has a copy of its own.</summary>
internal sealed class World
{
    public const string Id = "p";
    public const string Rival = "q";

    private static readonly Lazy<Task<World>> Only = new(Build);
    private readonly ConcurrentBag<Desk> idle = [];
    private readonly ManualTime time = new();
    private IReadOnlyList<Entry> entries = [];
    private Dictionary<Key, Entry> before = [];

    /// <summary>What requests name in braces: ids, codes and numbers that came about while it was built.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <summary>Everything that lies in the store.</summary>
    public IReadOnlyList<Entry> Entries => entries;

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public static Task<World> Get() => Only.Value;

    public static string IdOf(Who who) => Key.Hash(Cast.Of(who).Key);

    /// <summary>A process over a store of its own that holds all of this; to be given back.</summary>
    public Desk Open()
    {
        if (!idle.TryTake(out var desk))
        {
            var own = new ManualTime(time.GetUtcNow());
            desk = new(new(own), own, Take);
        }

        desk.Documents.Become(before);
        return desk;
    }

    /// <summary>What is not in a store as it was, and what is no longer there.</summary>
    public IReadOnlyList<Entry> Written(IReadOnlyList<Entry> after)
    {
        var was = new Dictionary<Key, Entry>(before);
        return [.. after.Where(e => !(was.Remove(e.Key, out var b) && b.Body.Span.SequenceEqual(e.Body.Span))), .. was.Values];
    }

    /// <summary>The text with what it names in braces.</summary>
    public string Named(string text) => Names.Aggregate(text, (so, n) => so.Replace($"{{{n.Key}}}", n.Value, StringComparison.Ordinal));

    /// <summary>What the button of a tension's move carries.</summary>
    public IReadOnlyDictionary<string, string> Move(string tension, Side side, string move) =>
        TensionButtons.Button(TensionButtons.Do, move, Id, Tension(tension).State, side, label: "show").Args;

    public Document<Tension> Tension(string name) => TensionKinds.Tension.Read(entries.First(e => e.Key == TensionKinds.Key(Id, Names[name])));

    // What it remembers is true for the next one as long as nothing was changed.
    private void Take(Desk desk)
    {
        if (Written(desk.Documents.All).Count == 0)
        {
            idle.Add(desk);
        }
    }

    private static async Task<World> Build()
    {
        var world = new World();
        using var desk = new Desk(new(world.time), world.time);
        var change = new Change(desk.Documents, new DueSignal());
        await Founded(change, desk, Id, Cast.Hall, [Cast.Of(Who.Steward), Cast.Person("sue")], [Cast.Of(Who.Facilitator), Cast.Person("fred")]);
        await Founded(change, desk, Rival, Cast.Rivals, [Cast.Of(Who.RivalSteward)], []);
        await Joins(change, desk, Rival, "rexes", Who.Rival, []);
        await Joins(change, desk, Id, "north", Who.Delegate, [Who.Member, Who.Raiser], Who.FocalPoint);
        await Joins(change, desk, Id, "south", Who.South, [Who.Proposer, Who.OtherSide], Who.SouthsFocalPoint);
        await Joins(change, desk, Id, "west", Who.West, [], Who.WestsFocalPoint);
        await Joins(change, desk, Id, "past", Who.OfGonePartner, []);
        await Speaks(change, desk, Id, "north", Who.Asked, m => m with { Standing = Standing.Asked });
        await Speaks(change, desk, Id, "north", Who.Removed, m => m with { Standing = Standing.Removed, Ended = desk.Now });
        await Speaks(change, desk, Id, "north", Who.Linked, m => m with { Delegate = true, LinkedTo = IdOf(Who.Delegate) });
        await desk.Say(Who.Steward, "partner remove past");
        await Affairs.Begin(desk, world.Names);
        await desk.Settle();
        foreach (var partner in new[] { "north", "south", "west" })
        {
            world.Names[partner] = Partner.IdOf(partner);
        }

        world.Names["kudos"] = Celebration.Kinds[0];
        foreach (var who in Cast.Everybody)
        {
            world.Names[$"{who}"] = IdOf(who);
        }

        world.entries = desk.Documents.All;
        world.before = world.entries.ToDictionary(e => e.Key);
        return world;
    }

    private static async Task Founded(Change change, Desk desk, string id, Place hall, Person[] stewards, Person[] facilitators)
    {
        var partnership = new Partnership($"Alliance {id}", "UTC", stewards, [new Link(hall, "en")], desk.Now) { Facilitators = facilitators.Length > 0 ? facilitators : null };
        await Save(change, Kinds.Partnership, Kinds.PartnershipKey(id), partnership);
        await Save(change, Kinds.Place, Kinds.PlaceKey(hall), new PlaceRecord(hall) { PartnershipId = id, Greeted = true });
        foreach (var person in stewards.Concat(facilitators))
        {
            await Save(change, Kinds.Person, Kinds.PersonKey(person), new PersonRecord([id]));
        }
    }

    private static async Task Joins(Change change, Desk desk, string id, string name, Who delegates, Who[] others, Who focal = Who.None)
    {
        var key = Partner.IdOf(name);
        await Save(change, Kinds.Partner, Kinds.PartnerKey(id, key), new Partner(name, "business", null) { FocalPoint = focal == Who.None ? null : Cast.Of(focal), Since = desk.Now });
        await Speaks(change, desk, id, name, delegates, m => m with { Delegate = true, Accounts = delegates == Who.Delegate ? [Cast.Of(Who.Linked)] : null });
        foreach (var who in others)
        {
            await Speaks(change, desk, id, name, who, m => m);
        }

        if (focal != Who.None)
        {
            await Speaks(change, desk, id, name, focal, m => m with { FocalPoint = true });
        }
    }

    private static async Task Speaks(Change change, Desk desk, string id, string partner, Who who, Func<Member, Member> with)
    {
        var person = Cast.Of(who);
        var member = with(new Member(person, Partner.IdOf(partner), partner, Standing.Admitted, desk.Now));
        await Save(change, Kinds.Member, Kinds.MemberKey(id, person), member);
        if (member.Standing == Standing.Admitted)
        {
            await Save(change, Kinds.Person, Kinds.PersonKey(person), new PersonRecord([id]));
        }
    }

    private static Task Save<T>(Change change, Kind<T> kind, Key key, T state) => change.Run(kind, key, null, _ => kind.New(key, state), CancellationToken.None);
}
