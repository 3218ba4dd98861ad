using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Costs;

/// <summary>How large documents are: the bounds that docs/operating.md reckons with.</summary>
public sealed class DocumentSizeSpecs
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0, 1) + Duration.FromTicks(1234567);

    [Fact]
    public void A_box_holds_sixteen_voters_at_the_most_and_stays_small()
    {
        Within(2.2, "box of 16, nobody has voted", Box(0, null));
        Within(8.5, "box of 16, all have voted", Box(16, null));
        Within(15, "box of 16, all with a reason of 300 characters", Box(16, Sentence(300)));
        Within(36, "box of 16, all with the longest reason", Box(16, Sentence(Grounds.MaxReason)));
    }

    [Theory]
    [InlineData(16, 1, 1)]
    [InlineData(100, 10, 20)]
    [InlineData(1000, 100, 160)]
    [InlineData(10_000, 1000, 1900)]
    public void Voters_are_spread_over_somewhat_more_boxes_than_would_hold_them(int voters, int fewest, int most)
    {
        var boxes = Electorate.Of(Voters(voters)).Boxes;
        TestContext.Current.TestOutputHelper?.WriteLine($"{voters} voters: {boxes} boxes");
        Assert.InRange(boxes, fewest, most);
    }

    [Fact]
    public void A_decision_holds_no_ballots()
    {
        foreach (var (voters, bound) in new[] { (16, 2.0), (100, 2.0), (1000, 2.0) })
        {
            Within(bound, $"decision of {voters} voters, nothing to send", Decided(voters, places: 2, owing: false));
        }

        Within(9, "decision of 16 voters, its card owed to 2 places", Decided(16, 2, owing: true));
        Within(14, "decision of 1000 voters, its card owed to 2 places", Decided(1000, 2, owing: true));
        Within(60, "decision of 1000 voters, its card owed to 100 places", Decided(1000, 100, owing: true));
    }

    [Fact]
    public void What_is_known_of_people_and_places_is_small()
    {
        var person = Delegate(7);
        var member = new Member(person, Partner.IdOf("x"), Name(7), Standing.Admitted, Now) { Delegate = true, FocalPoint = true };
        Within(1.2, "member", Kinds.Member.New(Kinds.MemberKey("p", person), member) with { Seen = Marks(1), Delivered = Landed(2, "ask") }, Kinds.Member);
        Within(0.5, "partner", Kinds.Partner.New(new("p", "partner:x"), new Partner(Name(7), "civil-society", "Africa") { FocalPoint = person }) with { Seen = Marks(1) }, Kinds.Partner);
        Within(0.3, "person", Kinds.Person.New(new("person:x", "person"), new PersonRecord(["pABCDEFGHIJKLMNOPQRSTUV"])), Kinds.Person);
        Within(0.6, "place", Kinds.Place.New(new("place:x", "place"), new PlaceRecord(Where(3)) { PartnershipId = "pABCDEFGHIJKLMNOPQRSTUV", Greeted = true, Since = Now }) with { Delivered = Landed(1, "welcome") }, Kinds.Place);
        foreach (var (links, bound) in new[] { (2, 3.2), (100, 60.0) })
        {
            var partnership = new Partnership("Clean Rivers Alliance", "Europe/Paris", [person], [.. Enumerable.Range(0, links).Select(i => new Link(Where(i), "en"))], Now);
            Within(bound, $"partnership of {links} places", Kinds.Partnership.New(new("p", "partnership"), partnership) with { Seen = Marks(32), Delivered = Landed(links, "connected") }, Kinds.Partnership);
        }

        Within(116, "electorate of 1000", DecisionKinds.Electorate.New(new("p", "e"), Electorate.Of(Voters(1000))), DecisionKinds.Electorate);
    }

    private static void Within<T>(double kilobytes, string what, Document<T> document, Kind<T> kind)
    {
        var size = kind.Write(document).Body.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {size} bytes");
        Assert.True(size <= kilobytes * 1024, $"{what}: {size} bytes");
        Assert.True(size > kilobytes * 300, $"{what}: {size} bytes; the bound is far off");
    }

    private static void Within(double kilobytes, string what, Document<Box> box) => Within(kilobytes, what, box, DecisionKinds.Box);

    private static void Within(double kilobytes, string what, Document<Decision> decision) => Within(kilobytes, what, decision, DecisionKinds.Decision);

    private static Document<Box> Box(int ballots, string? reason)
    {
        var voters = Voters(16);
        var cast = voters.Take(ballots).Select((v, i) => (v.Id, Ballot: new Ballot("for", reason, Delegate(i), Now))).ToDictionary(b => b.Id, b => b.Ballot);
        return DecisionKinds.Box.New(new("p", "b"), new Box(12, voters, cast, Sealed: false)) with { Seen = Marks(Math.Min(32, 2 * ballots)), Wake = Now };
    }

    private static Document<Decision> Decided(int voters, int places, bool owing)
    {
        var decision = new Decision(12, Sentence(200), Method.Consent, 50, Delegate(1), Name(1), Now, Now + Duration.FromDays(7))
        {
            Phase = Phase.Open,
            Electorate = voters,
            Boxes = voters / 10,
            Cast = voters / 2,
            Revision = 42,
        };
        var document = DecisionKinds.Decision.New(new("p", "d"), decision) with { Seen = Marks(1), Wake = Now, Delivered = Landed(places, DecisionCards.Slot) };
        var voices = Voters(voters).Select((v, i) => new Voice(v, i % 2 == 0 ? new Ballot("consent", i % 4 == 0 ? Sentence(300) : null, Delegate(i), Now) : null)).ToArray();
        return owing
            ? document.Owing(new(DecisionCards.Slot, 43, DecisionCards.Live("pABCDEFGHIJKLMNOPQRSTUV", decision, voices), [.. Enumerable.Range(0, places).Select(i => new Addressee(Where(i), "en", "Europe/Paris") { NotBefore = Now, Lease = Now })]))
            : document;
    }

    private static Voter[] Voters(int count) => [.. Enumerable.Range(0, count).Select(i => new Voter(Partner.IdOf(Name(i)), Name(i), "civil-society"))];

    private static string Name(int i) => $"Association des Rivières Vivantes {i}";

    private static Person Delegate(int i) => i % 2 == 0
        ? new("slack", "T0123456789", $"U{i:0000000000}", "Élodie Martin-Dubois") { Language = "fr-FR", TimeZone = "Europe/Paris" }
        : new("teams", "11111111-2222-3333-4444-555555555555", $"29:1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFgHiJkLmNoPqRsTuVwXyZ{i:0000}", "Élodie Martin-Dubois") { Language = "fr-FR", Route = "https://smba.trafficmanager.net/emea/" };

    private static Place Where(int i) => i % 2 == 0
        ? new("slack", "T0123456789", $"C{i:0000000000}", PlaceKind.Channel)
        : new("teams", "11111111-2222-3333-4444-555555555555", $"19:{i:0000}456789abcdef0123456789abcdef@thread.tacv2", PlaceKind.Channel) { Route = "https://smba.trafficmanager.net/emea/" };

    private static string[] Marks(int count) => [.. Enumerable.Range(0, count).Select(i => Key.Hash($"request {i}"))];

    private static Dictionary<string, Delivery> Landed(int places, string slot) =>
        Enumerable.Range(0, places).ToDictionary(i => Delivery.Key(slot, Where(i)), i => new Delivery($"C{i:0000000000}/1792345678.000100", 42, Now));

    private static string Sentence(int length) => string.Concat(Enumerable.Repeat("Nous soutenons la charte, à condition que l’eau reste un bien commun. ", 40))[..length];
}
