using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>A place is for all partners, or one constituency's own: what is for all comes there too, its own never leaves.</summary>
public sealed class AudienceSpecs
{
    private static readonly Place Grove = new("north", "realm", "grove", PlaceKind.Channel) { Name = "grove-for-us-alone" };
    private static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_for_one_constituency_reaches_its_own_places_and_no_other()
    {
        Place[] places = [.. Enumerable.Range(0, 30).Select(i => Hall with { Channel = $"c{i}" })];
        var whose = Constituency.Ids.Select(c => (string?)c).Append(null).ToArray();
        var links = places.Select((p, i) => new Link(p, "en") { Audience = whose[i % whose.Length], Gone = i >= 20 }).ToArray();
        var partnership = new Partnership("Rivers", "UTC", [], links, NodaTime.Instant.FromUnixTimeSeconds(0));
        Assert.Equal(20, partnership.To(Audience.All).Count);
        Assert.Equal(20, partnership.Addressees.Count);
        Assert.All(Constituency.Ids, c =>
        {
            var reached = partnership.To(new(c));
            Assert.Equal(2, reached.Count);
            Assert.All(reached, a => Assert.Equal(c, partnership.At(a.Place)!.Audience));
        });
    }

    [Theory]
    [InlineData("audience civil society")]
    [InlineData("espace société civile")]
    [InlineData("Audiencia OSC.")]
    public async Task A_steward_makes_a_place_the_space_of_one_group_in_words_and_it_is_told_there_alone(string words)
    {
        var (chamber, desk) = await Open();
        Assert.Equal(["audience.is"], (await desk.Do(chamber.Say("north", words) with { Place = Grove })).Keys());
        Assert.Equal("civil-society", await Whose(chamber));
        var told = Assert.Single((await Partnership(chamber)).Owes, o => o.Slot.StartsWith("audience:", StringComparison.Ordinal));
        Assert.Equal(Grove.Key, Assert.Single(told.To).Place.Key);
        await desk.Do(chamber.Say("north", "audience all") with { Place = Grove });
        Assert.Null(await Whose(chamber));
        Assert.Equal(["audience.is.all"], (await desk.Do(chamber.Say("south", "audience") with { Place = Grove })).Keys());
    }

    [Fact]
    public async Task Saying_what_is_so_already_tells_nobody_anything()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "audience all") with { Place = Grove });
        Assert.DoesNotContain((await Partnership(chamber)).Owes, o => o.Slot.StartsWith("audience:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("north", null, "civil-society", true)] // a steward
    [InlineData("north", "civil-society", "business", true)]
    [InlineData("river", null, "civil-society", false)] // the focal point of that group: the place may be another partner's
    [InlineData("river", "civil-society", "business", false)]
    [InlineData("river", "civil-society", "all", true)]
    [InlineData("river", null, "business", false)] // of another one
    [InlineData("south", "civil-society", "all", false)]
    [InlineData("south", "civil-society", "business", false)]
    [InlineData("west", null, "business", false)] // a delegate who answers for nobody
    [InlineData("stranger", null, "business", false)]
    public async Task Nobody_opens_anothers_space_or_makes_a_place_shared_with_others_into_it(string who, string? was, string to, bool may)
    {
        var (chamber, desk) = await Open();
        await Make(chamber, desk, was);
        await desk.Do(chamber.Say(who, $"audience {to}") with { Place = Grove });
        Assert.Equal(may ? Audience.Of(to)!.Constituency : was, await Whose(chamber));
        await Make(chamber, desk, was);
        await desk.Do(chamber.Submit(who, PlaceForm.Id, new() { ["p"] = Chamber.Id }, new() { ["audience"] = to, ["language"] = "en" }) with { Place = Grove });
        Assert.Equal(may ? Audience.Of(to)!.Constituency : was, await Whose(chamber));
    }

    [Fact]
    public async Task The_form_sets_how_the_place_reads_and_offers_only_what_who_asks_may_choose()
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("river", PlaceForm.Id, new() { ["p"] = Chamber.Id }) with { Place = Grove })).Form;
        Assert.Equal(["all"], ((Field.Choice)form.Fields[0]).Options.Select(o => o.Value));
        await Make(chamber, desk, "civil-society");
        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("river", PlaceForm.Id, new() { ["p"] = Chamber.Id }) with { Place = Grove })).Form;
        Assert.Equal(["all", "civil-society"], ((Field.Choice)form.Fields[0]).Options.Select(o => o.Value));
        var wrong = Assert.IsType<Reply.Correct>(await Fill(chamber, desk, new() { ["audience"] = "civil-society", ["language"] = "fr", ["zone"] = "Atlantis" }));
        Assert.Equal("zone", Assert.Single(wrong.Errors).Key);
        Assert.Equal("en", (await Partnership(chamber)).State.At(Grove)!.Language);
        Assert.Equal("fr", (await Fill(chamber, desk, new() { ["audience"] = "civil-society", ["language"] = "fr", ["zone"] = "africa/dakar" })).Language);
        var link = (await Partnership(chamber)).State.At(Grove)!;
        Assert.Equal(("civil-society", "fr", "Africa/Dakar"), (link.Audience, link.Language, link.TimeZone));
    }

    [Fact]
    public async Task A_form_that_was_open_for_long_does_not_reopen_what_is_a_space_since()
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("river", PlaceForm.Id, new() { ["p"] = Chamber.Id }) with { Place = Grove })).Form;
        await Make(chamber, desk, "civil-society");
        await desk.Do(chamber.Say("north", "timezone here America/Lima") with { Place = Grove });
        var answers = form.Fields.ToDictionary(f => f.Id, f => f.Value ?? "");
        answers["language"] = "es";
        await desk.Do(chamber.Submit("river", PlaceForm.Id, form.Args.ToDictionary(), answers) with { Place = Grove });
        var link = (await Partnership(chamber)).State.At(Grove)!;
        Assert.Equal(("civil-society", "es", "America/Lima", true), (link.Audience, link.Language, link.TimeZone, link.OwnZone));
    }

    [Fact]
    public async Task A_zone_that_somebody_chose_for_a_place_stays_when_the_partnerships_is_changed()
    {
        var (chamber, desk) = await Open();
        Assert.Equal(["timezone.done.here"], (await desk.Do(chamber.Say("river", "timezone here Africa/Dakar") with { Place = Grove })).Keys());
        await desk.Do(chamber.Say("north", "timezone Europe/Paris"));
        var partnership = (await Partnership(chamber)).State;
        Assert.Equal(["Europe/Paris", "Africa/Dakar"], partnership.Addressees.Select(a => a.TimeZone));
        await Fill(chamber, desk, new() { ["audience"] = "all", ["language"] = "en" });
        Assert.Equal("Europe/Paris", (await Partnership(chamber)).State.Addressees[1].TimeZone);
    }

    [Fact]
    public async Task In_a_direct_conversation_there_is_no_place_to_set()
    {
        var (chamber, desk) = await Open();
        await chamber.Knows("north");
        foreach (var words in new[] { "audience business", "language fr", "timezone here Africa/Dakar", "audience" })
        {
            Assert.Equal(["refusal.place-elsewhere"], (await desk.Do(chamber.Say("north", words).Whispered())).Keys());
        }
    }

    [Fact]
    public async Task A_decision_put_from_a_space_goes_to_all_says_so_and_names_the_space_nowhere()
    {
        var (chamber, desk) = await Open();
        await Make(chamber, desk, "civil-society");
        var done = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("river", "decide One river | majority | closes in 3d") with { Place = Grove }));
        Assert.Contains("propose.space", Said(done.Card.Summary));
        Assert.Null((await chamber.Decision()).PutIn);
        var card = DecisionKinds.Decision.Read((await chamber.Documents.Find(DecisionKinds.Key(Chamber.Id, 1), Stop))!).Owes.Single();
        Assert.Equal([Hall.Key, Grove.Key], card.To.Select(t => t.Place.Key));
        await foreach (var entry in chamber.Documents.Read(null, Stop))
        {
            if (entry.Kind is "decision" or "reminders" or "electorate" or "box")
            {
                var stored = Encoding.UTF8.GetString(entry.Body.Span).Replace(Encoding.UTF8.GetString(JsonOf(card.To[1].Place)), "", StringComparison.Ordinal);
                Assert.DoesNotContain(Grove.Name!, stored, StringComparison.Ordinal);
            }
        }

        // From a place of all it is told.
        await desk.Do(chamber.Say("north", "decide Two | majority | closes in 3d") with { Place = Hall with { Name = "hall" } });
        Assert.Equal("hall", (await chamber.Decision(2)).PutIn);
    }

    [Fact]
    public async Task The_preview_of_a_proposal_says_so_too_before_it_is_put()
    {
        var (chamber, desk) = await Open();
        await Make(chamber, desk, "civil-society");
        Dictionary<string, string> args = new() { ["p"] = Chamber.Id }, values = new() { ["text"] = "One river", ["method"] = "consent", ["closes"] = "3d" };
        Assert.Contains("propose.space", (await desk.Do(chamber.Submit("river", ProposalForm.Id, args, values) with { Place = Grove })).Keys());
        Assert.DoesNotContain("propose.space", (await desk.Do(chamber.Submit("river", ProposalForm.Id, args, values))).Keys());
    }

    [Fact]
    public async Task A_space_that_was_lost_and_is_connected_again_is_still_what_it_was()
    {
        var (chamber, desk) = await Open();
        await Make(chamber, desk, "civil-society");
        await desk.Do(chamber.Say("river", "language es") with { Place = Grove });
        await desk.Do(chamber.Say("river", "timezone here America/Lima") with { Place = Grove });
        await desk.Do(new Request.Removed { Id = "gone", Person = Chamber.Delegate("north"), Place = Grove, At = chamber.Now });
        var lost = await Partnership(chamber);
        Assert.Empty(lost.State.To(new("civil-society")));

        // Who steward is need not be of that group: they hear of it without its name.
        var told = Assert.Single(lost.Owes, o => o.Slot.StartsWith("gone:", StringComparison.Ordinal));
        var read = BotPartner.Core.Languages.Texts.Load().Plain(told.Card.Summary, BotPartner.Core.Languages.Reader.Of("en", null));
        Assert.DoesNotContain(Grove.Name!, read, StringComparison.Ordinal);
        Assert.Contains("civil society", read, StringComparison.OrdinalIgnoreCase);
        chamber.Time.Advance(TimeSpan.FromSeconds(9));
        await Connect(chamber, desk);
        var link = (await Partnership(chamber)).State.At(Grove)!;
        Assert.Equal(("civil-society", "es", "America/Lima", true, false), (link.Audience, link.Language, link.TimeZone, link.OwnZone, link.Gone));
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "partner add Rivers as civil society"));
        await chamber.Joins("river", "Rivers", delegates: true);
        await Focal(chamber, desk, "river");
        await Focal(chamber, desk, "south");
        await Connect(chamber, desk);
        await desk.Tick();
        return (chamber, desk);
    }

    private static async Task Connect(Chamber chamber, Chamber.Desk desk) =>
        Assert.Equal(["connect.done"], (await desk.Do(chamber.Say("north", $"connect {(await desk.Do(chamber.Say("north", "connect"))).Code()}") with { Place = Grove })).Keys());

    private static async Task Focal(Chamber chamber, Chamber.Desk desk, string who) =>
        Assert.Equal(["role.done.focal"], (await desk.Do(chamber.Say("north", $"role @{who} focal") with { Mentions = [Chamber.Delegate(who)] })).Keys());

    private static Task<Reply> Make(Chamber chamber, Chamber.Desk desk, string? audience) =>
        desk.Do(chamber.Say("north", $"audience {audience ?? "all"}") with { Place = Grove });

    private static Task<Reply> Fill(Chamber chamber, Chamber.Desk desk, Dictionary<string, string> values) =>
        desk.Do(chamber.Submit("river", PlaceForm.Id, new() { ["p"] = Chamber.Id }, values) with { Place = Grove });

    private static byte[] JsonOf(Place place) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(place, BotPartner.Core.CoreJson.Default.Place);

    private static IEnumerable<string> Said(Text text) => text switch
    {
        Text.Said said => [said.Key],
        Text.Joined joined => joined.Parts.SelectMany(Said),
        _ => [],
    };

    private static async Task<string?> Whose(Chamber chamber) => (await Partnership(chamber)).State.At(Grove)!.Audience;

    private static async Task<BotPartner.Core.Documents.Document<Partnership>> Partnership(Chamber chamber) =>
        Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), Stop))!);
}
