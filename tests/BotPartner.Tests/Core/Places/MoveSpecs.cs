using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Places;

/// <summary>A place has another id: what is known of it follows, once, however often and in whatever order it is told, and whoever dies on the way.</summary>
public sealed class MoveSpecs
{
    private static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);
    private static readonly Place Shared = Hall with { Channel = "shared" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_link_its_cards_and_what_it_is_owed_are_at_the_new_id()
    {
        var (chamber, desk) = await Open();
        await Set(chamber, l => l with { Language = "fr", TimeZone = "Europe/Paris", OwnZone = true, Audience = "ngo", Gone = true });
        await desk.Do(Moves(chamber, Hall, Shared));
        await desk.Tick();
        await Moved(chamber);
        Assert.Equal(new Link(Shared, "fr") { TimeZone = "Europe/Paris", OwnZone = true, Audience = "ngo" }, Assert.Single((await Partnership(chamber)).Links));

        // Votes from the new id and the old card's edit go where it stands; nothing is posted anew.
        await desk.Do(chamber.Say("south", "vote 1 for") with { Place = Shared });
        chamber.Time.Advance(TimeSpan.FromSeconds(3));
        await desk.Tick();
        var card = Assert.Single(Delivered(await Decision(chamber)), d => d.Key.StartsWith("card|", StringComparison.Ordinal));
        Assert.Equal(("card|north/realm/shared", "m"), (card.Key, card.Value.Message));
        Assert.Equal(["refusal.not-connected"], Partnerships.Answers.Keys(await desk.Do(chamber.Say("south", "decisions"))));
    }

    [Fact]
    public async Task Told_twice_or_with_the_later_one_first_it_comes_out_the_same()
    {
        var (chamber, desk) = await Open();
        var between = Hall with { Channel = "between" };
        await desk.Do(Moves(chamber, between, Shared));
        await desk.Tick();
        for (var i = 0; i < 2; i++)
        {
            await desk.Do(Moves(chamber, Hall, between));
            await desk.Tick();
        }

        await Moved(chamber);
        await desk.Do(Moves(chamber, Hall, Hall));
        await desk.Do(Moves(chamber, Shared, Shared));
        await desk.Do(Moves(chamber, Hall with { Channel = "never heard of" }, Shared));
        await desk.Tick();
        await Moved(chamber);
    }

    [Fact]
    public async Task Where_another_partnership_meets_stays_its_place()
    {
        var (chamber, desk) = await Open();
        var key = Kinds.PlaceKey(Shared);
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Place, key, null, _ => Kinds.Place.New(key, new(Shared) { PartnershipId = "q" }), Stop);
        await desk.Do(Moves(chamber, Hall, Shared));
        await desk.Tick();
        Assert.Equal("q", (await Record(chamber, Shared))?.PartnershipId);
        Assert.Equal(Hall.Key, Assert.Single((await Partnership(chamber)).Links).Place.Key);
    }

    [Fact]
    public async Task Who_connected_the_new_id_meanwhile_has_one_link_of_it()
    {
        var (chamber, desk) = await Open();
        await Set(chamber, l => l, new Link(Shared, "es"));
        await desk.Do(Moves(chamber, Hall, Shared));
        await desk.Tick();
        await Moved(chamber);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_carried_through_from_wherever_it_stopped(bool written)
    {
        for (var (dieAt, died) = (1, true); died; dieAt++)
        {
            var (chamber, _) = await Open();
            var dying = chamber.Process(new DyingDocuments(chamber.Documents, dieAt, written));
            var moves = Moves(chamber, Hall, Shared);
            died = await Record(() => dying.Do(moves)) || await Record(dying.Tick);
            var next = chamber.Process();

            // What was not acknowledged is delivered again.
            await next.Do(moves);
            chamber.Time.Advance(TimeSpan.FromMinutes(2));
            await next.Tick();
            await Moved(chamber);
        }

        static async Task<bool> Record(Func<Task> work) => await Xunit.Record.ExceptionAsync(work) is not null;
    }

    [Fact]
    public async Task The_digests_know_of_it_directly_after_the_partnership_and_go_on_there()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "digest"));
        var before = await Digest(chamber);
        var written = new List<string>();
        await desk.Do(Moves(chamber, Hall, Shared));
        chamber.Documents.Writing = key => written.Add(key.Id);
        await desk.Tick();
        chamber.Documents.Writing = null;
        Assert.Equal("digest", written[written.IndexOf(Kinds.PartnershipKey(Chamber.Id).Id) + 1]);
        Assert.Equal(before with { Place = Shared with { Name = before.Place.Name } }, await Digest(chamber));

        static async Task<BotPartner.Core.Digests.PlaceDigest> Digest(Chamber chamber) => Assert.Single(
            BotPartner.Core.Digests.DigestKinds.Digest.Read((await chamber.Documents.Find(BotPartner.Core.Digests.DigestKinds.Key(Chamber.Id), Stop))!).State.Places);
    }

    [Fact]
    public async Task A_place_that_is_still_being_connected_moves_afterwards()
    {
        var (chamber, desk) = await Open();
        var key = Kinds.PlaceKey(Hall);
        var joining = new Joining(null, Chamber.Delegate("north"), chamber.Now);
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Place, key, null, c => c! with { State = c.State with { Joining = joining } }, Stop);
        await desk.Do(Moves(chamber, Hall, Shared));
        await desk.Tick();
        Assert.Null((await Record(chamber, Shared))?.PartnershipId);
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Place, key, null, c => c! with { State = c.State with { Joining = null } }, Stop);
        chamber.Time.Advance(TimeSpan.FromSeconds(3));
        await desk.Tick();
        await Moved(chamber);
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide Adopt it | majority | quorum 20%"));
        await desk.Tick();
        Assert.Contains("card|north/realm/hall", Delivered(await Decision(chamber)).Keys);
        return (chamber, desk);
    }

    private static async Task Moved(Chamber chamber)
    {
        Assert.Equal(Shared.Key, Assert.Single((await Partnership(chamber)).Links).Place.Key);
        Assert.Equal((Chamber.Id, (string?)null), ((await Record(chamber, Shared))?.PartnershipId, (await Record(chamber, Hall))?.PartnershipId));
        Assert.Contains("card|north/realm/shared", Delivered(await Decision(chamber)).Keys);
        foreach (var kind in new[] { "partnership", "decision", "box", "draft", "member" })
        {
            Assert.All(await chamber.Documents.List(Chamber.Id, kind, "", 100, Stop), e => Assert.DoesNotContain("hall", System.Text.Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
        }
    }

    private static Request.Moved Moves(Chamber chamber, Place from, Place to) => new(from) { Id = $"moved {from.Channel}", Person = new("north", "realm", "", ""), Place = to, At = chamber.Now };

    private static Task Set(Chamber chamber, Func<Link, Link> link, params Link[] more) => new Change(chamber.Documents, new DueSignal()).Run(
        Kinds.Partnership,
        Kinds.PartnershipKey(Chamber.Id),
        null,
        current => current! with { State = current.State with { Links = [.. current.State.Links.Select(link), .. more] } },
        Stop);

    private static async Task<Partnership> Partnership(Chamber chamber) => Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), Stop))!).State;

    private static async Task<PlaceRecord?> Record(Chamber chamber, Place place) =>
        await chamber.Documents.Find(Kinds.PlaceKey(place), Stop) is { } entry ? Kinds.Place.Read(entry).State : null;

    private static async Task<Document<Decision>> Decision(Chamber chamber) => DecisionKinds.Decision.Read((await chamber.Documents.Find(DecisionKinds.Key(Chamber.Id, 1), Stop))!);

    private static IReadOnlyDictionary<string, Delivery> Delivered(Document<Decision> document) => document.Delivered;
}
