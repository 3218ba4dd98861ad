using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>A tension among people, carried along by what their buttons do and by the clock, without a store.</summary>
internal sealed class Quarrel
{
    /// <summary>Stands in all that anybody writes.</summary>
    public const string Written = "M4RK3R";

    // A Monday.
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 16, 12, 0);

    private Quarrel(People people, Instant now) => (People, Now) = (people, now);

    public People People { get; set; }

    public Instant Now { get; set; }

    public Document<Tension> Document { get; private set; } = null!;

    /// <summary>As it was before what was done last.</summary>
    public Document<Tension> Before { get; private set; } = null!;

    public Tension Tension => Document.State;

    public Course Course => Tension.Course!;

    /// <summary>North and south, each with a delegate and a focal point; west and east, which decide; two facilitators, of north and of west; a steward of neither.</summary>
    public static People Usual { get; } = new(
        "p",
        new("Alliance", "UTC", [Person("stu")], [new(new("north", "realm", "hall", PlaceKind.Channel), "en")], Noon) { Facilitators = [Person("nico"), Person("fay")] },
        [
            Member("anna", "north"), Member("nora", "north", focal: true), Member("nico", "north"),
            Member("bo", "south"), Member("sid", "south", focal: true),
            Member("wim", "west", delegates: true), Member("fay", "west"), Member("eve", "east", delegates: true),
        ],
        Agreed.Default);

    public static Person Person(string name) => new("north", "realm", name, $"{name} Full-Name") { Language = "en", TimeZone = "UTC" };

    public static string IdOf(string name) => Key.Hash(Person(name).Key);

    public static Member Member(string name, string partner, bool focal = false, bool delegates = false) =>
        new(Person(name), Partner.IdOf(partner), partner, Standing.Admitted, Noon) { FocalPoint = focal, Delegate = delegates };

    public static Party Party(string partner, string? name) => new(Partner.IdOf(partner), partner) { Person = name is null ? null : Person(name) };

    /// <summary>One that anna of north raised with bo of south.</summary>
    /// <param name="with">What is different about it.</param>
    /// <param name="people">Who is who, if not as usual.</param>
    /// <param name="at">When, if not at noon of a Monday.</param>
    /// <param name="within">Whether its focal point comes first.</param>
    public static Quarrel Raised(Func<Tension, Tension>? with = null, People? people = null, Instant? at = null, bool within = false)
    {
        var quarrel = new Quarrel(people ?? Usual, at ?? Noon);
        var draft = (with ?? (t => t))(new("ABC234", Party("north", "anna"), Party("south", "bo"), Agreed.Default) { Matter = new($"{Written} what", $"{Written} need") { Principle = $"{Written} principle" } });
        var key = TensionKinds.Key("p", draft.Code);
        quarrel.Document = TensionKinds.Tension.New(key, draft);
        var course = quarrel.Protocol(draft).Begin(quarrel.Now, within);
        return quarrel.Into(draft with { Course = course }, IdOf("anna"));
    }

    /// <summary>Does what a side's button does.</summary>
    public Done Try(Side side, string move, string words = "", Dictionary<string, string>? args = null) => Deeds.Do(
        Tension, Protocol(Tension), side, args ?? TensionButtons.Button(TensionButtons.Do, move, "p", Tension, side, label: "show").Args, words, Now);

    /// <summary>The same, which is not refused.</summary>
    public Quarrel Do(Side side, string move, string words = "")
    {
        var done = Try(side, move, words);
        Assert.Null(done.Refusal);
        return Into(done.Tension!, IdOf(side == Side.Raiser ? "anna" : "bo"));
    }

    /// <summary>Goes on to a stage by the raiser's word.</summary>
    public Quarrel To(Stage stage)
    {
        while (Course.Stage != stage)
        {
            Do(Side.Raiser, Moves.Escalate);
        }

        return this;
    }

    /// <summary>Both sides say what others may know.</summary>
    public Quarrel Release() => Do(Side.Raiser, Moves.Release, $"{Written} released").Do(Side.Other, Moves.AgreeRelease);

    /// <summary>One proposes, the other confirms.</summary>
    public Quarrel Resolve() => Do(Side.Raiser, Moves.Propose, $"{Written} agreed").Do(Side.Other, Moves.Confirm);

    /// <summary>The time at which the clock looks next, and what it makes of it.</summary>
    public Quarrel Tick()
    {
        Now = Tension.Course?.Due ?? Document.Wake!.Value;
        return Look();
    }

    /// <summary>The clock looks at it when it wanted to be looked at.</summary>
    public Quarrel Look()
    {
        Now = Instant.Max(Now, Document.Wake!.Value);
        Before = Document;
        Document = Assert.IsType<Verdict<Tension>.Replace>(FollowTension.At(Document, People, Now)).Document;
        return this;
    }

    /// <summary>Ticks until the limit has come.</summary>
    public Quarrel Asked()
    {
        while (Course.Question is null)
        {
            Tick();
        }

        return this;
    }

    /// <summary>What is told and when to look again follows.</summary>
    public Quarrel Into(Tension changed, string? by)
    {
        Before = Document;
        Document = Telling.Into(Document, changed, People, Now, by);
        return this;
    }

    /// <summary>All that is owed arrives.</summary>
    public Quarrel Sent()
    {
        var delivered = new Dictionary<string, Delivery>(Document.Delivered);
        foreach (var post in Document.Owes.Where(p => !p.Once))
        {
            foreach (var to in post.To)
            {
                delivered[Delivery.Key(post.Slot, to.Place)] = new("m", post.Revision, Now);
            }
        }

        Document = Document with { Owes = [], Delivered = delivered };
        return this;
    }

    /// <summary>Changes who is who.</summary>
    public Quarrel With(Func<People, People> change)
    {
        People = change(People);
        return this;
    }

    /// <summary>Somebody leaves the partnership.</summary>
    public Quarrel Without(string name) => With(p => p with
    {
        Members = [.. p.Members.Where(m => m.Person.User != name)],
        Partnership = p.Partnership with { Facilitators = [.. (p.Partnership.Facilitators ?? []).Where(f => f.User != name)] },
    });

    public Viewpoint View(string name) => Viewpoint.Of(Tension, People, IdOf(name));

    /// <summary>What is owed to somebody.</summary>
    public IEnumerable<Post> Owed(string name) => Document.Owes.Where(o => o.To.Any(t => t.Place.Key == Person(name).Direct.Key));

    /// <summary>Who has a card, as what.</summary>
    public string Holders() => string.Join(", ", Tension.Holders.Select(h => $"{h.Person.User} {TensionFacts.Wire(h.As)}"));

    private Protocol Protocol(Tension tension) => new(tension.Agreed.Ladder, tension.Agreed.Time, People.Zones(tension), tension.OnlyWithConsent);
}
