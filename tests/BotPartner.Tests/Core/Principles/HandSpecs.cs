using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Principles;

/// <summary>Principles are at hand: listed, searched, cited, chosen in forms.</summary>
public sealed class HandSpecs
{
    private static readonly Place Elsewhere = new("north", "realm", "elsewhere", PlaceKind.Channel);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_none_is_adopted_the_catalogue_is_offered()
    {
        var (chamber, desk) = await Open(0);
        Assert.Equal([PrincipleLists.CatalogueAction, AdoptForm.Id], (await desk.Do(chamber.Say("north", "principles"))).Actions());
        var page = await desk.Do(chamber.Say("north", "principes catalogue"));
        Assert.Contains("Identity and autonomy with equal rights: Every partner stays who it is", page.Read(), StringComparison.Ordinal);
        var next = ((Reply.Show)page).Card.Elements.OfType<Element.Buttons>().Single().Items[0];
        Assert.Contains("Nadie está obligado", (await desk.Do(chamber.Press("north", next.Action, new(next.Args)))).Read("es"), StringComparison.Ordinal);
        Assert.Equal(["principles.none"], (await desk.Do(chamber.Press("north", CitePrinciple.Id, []))).Keys());
    }

    [Fact]
    public async Task They_are_listed_page_by_page_and_told_apart_from_those_given_up()
    {
        var (chamber, desk) = await Open(23);
        var first = await desk.Do(chamber.Say("south", "principios"));
        Assert.Contains("1. Identity and autonomy with equal rights: GKP, lessons of a world-wide network; acknowledged by 0 of 3 partners", first.Read(), StringComparison.Ordinal);
        Assert.Equal(10, ((Reply.Show)first).Card.Elements.OfType<Element.Facts>().Single().Lines.Count);
        var on = ((Reply.Show)first).Card.Elements.OfType<Element.Buttons>().Single().Items[0];
        var last = await desk.Do(chamber.Press("south", on.Action, new(on.Args) { ["g"] = "99" }));
        Assert.Equal(3, ((Reply.Show)last).Card.Elements.OfType<Element.Facts>().Single().Lines.Count);
    }

    [Theory]
    [InlineData("principles about CREDIBILITY", "en", "7.")]
    [InlineData("principles about who pays", "en", "6.")]
    [InlineData("principes sur équilibre géographique", "fr", "11.")]
    [InlineData("principios sobre rendicion", "es", "8.")]
    [InlineData("principios sobre ÓIT   técnologia", "es", "13.")]
    [InlineData("principle credibility", "en", "7.")]
    [InlineData("principle #7", "en", "7.")]
    public async Task They_are_found_without_regard_to_case_or_accents_in_the_readers_language(string words, string language, string found)
    {
        var (chamber, desk) = await Open(23);
        var reply = await desk.Do(chamber.Say("south", words) with { Person = Chamber.Delegate("south") with { Language = language } });
        Assert.StartsWith(found, Bench.Texts.Plain(((Reply.Show)reply).Card.Elements.OfType<Element.Facts>().First().Lines is [var line] && line.Label is Text.Said { Key: "principle.title" } ? line.Label : ((Reply.Show)reply).Card.Title, BotPartner.Core.Languages.Reader.Of(language, null)), StringComparison.Ordinal);
        Assert.Equal(["principles.found.none"], (await desk.Do(chamber.Say("south", "principles about zzzz 🌍 {n}"))).Keys());
    }

    [Fact]
    public async Task Nobody_from_outside_reads_them_from_elsewhere()
    {
        var (chamber, desk) = await Open(2);
        foreach (var request in new Request[]
        {
            chamber.Say("nobody", "principles") with { Place = Elsewhere },
            chamber.Press("nobody", PrincipleCards.ShowAction, new() { ["p"] = Chamber.Id, ["n"] = "1" }) with { Place = Elsewhere },
            chamber.Press("nobody", CitePrinciple.Id, new() { ["p"] = Chamber.Id }) with { Place = Elsewhere },
            chamber.Press("nobody", "principle.post", new() { ["p"] = Chamber.Id, ["n"] = "1" }),
            new Request.Sought("principle", "", 0, 25) { Id = "s", Person = Chamber.Delegate("nobody"), Place = Elsewhere, At = chamber.Now },
        })
        {
            var reply = await desk.Do(request);
            Assert.StartsWith("refusal.", Assert.Single(reply.Keys()), StringComparison.Ordinal);
        }

        Assert.Equal(["refusal.principle.none"], (await desk.Do(chamber.Say("north", "principle 99"))).Keys());
        Assert.Equal(["refusal.principle.none"], (await desk.Do(chamber.Press("north", "principle.post", new() { ["p"] = Chamber.Id, ["n"] = "99" }))).Keys());
    }

    [Fact]
    public async Task One_is_cited_by_the_shortcut_and_posted_once_where_the_bot_can_post()
    {
        var (chamber, desk) = await Open(3);
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("south", CitePrinciple.Id, []))).Form;
        Assert.Equal(3, Assert.IsType<Field.Choice>(Assert.Single(form.Fields)).Options.Count);
        var shown = await desk.Do(chamber.Submit("south", CitePrinciple.Id, new(form.Args), new() { ["which"] = "2" }));
        Assert.True(shown.Confidential);
        Assert.Contains("2. Shared values and mutual respect", shown.Read(), StringComparison.Ordinal);
        var post = ((Reply.Show)shown).Card.Elements.OfType<Element.Buttons>().Single().Items[0];
        Assert.Equal("principle.post", post.Action);
        var press = chamber.Press("south", post.Action, new(post.Args));
        var before = chamber.Sent.Count;
        await desk.Do(press);
        Assert.Equal(["principle.cite.done"], (await desk.Do(press)).Keys());
        await desk.Tick();
        Assert.Equal(before + 1, chamber.Sent.Count);
        Assert.Contains("south (south) points to a principle", chamber.Sent.Last().Card.Read(), StringComparison.Ordinal);

        // From a conversation that the bot is not in: their own partnership's, and nothing to post with.
        await chamber.Knows("south");
        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("south", CitePrinciple.Id, []) with { Place = Elsewhere })).Form;
        shown = await desk.Do(chamber.Submit("south", CitePrinciple.Id, new(form.Args), new() { ["which"] = "2" }) with { Place = Elsewhere });
        Assert.Contains("principle.cite.elsewhere", shown.Keys());
        Assert.DoesNotContain("principle.post", shown.Actions());
        Assert.Equal(["principle.cite.elsewhere"], (await desk.Do(chamber.Press("south", "principle.post", new(post.Args)) with { Place = Elsewhere })).Keys());
        Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("south", CitePrinciple.Id, new(form.Args), new() { ["which"] = "99" })));
    }

    [Fact]
    public async Task More_than_a_list_takes_are_looked_for_in_words()
    {
        var (chamber, desk) = await Open(105);
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("south", CitePrinciple.Id, []))).Form;
        Assert.IsType<Field.Words>(Assert.Single(form.Fields));
        Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("south", CitePrinciple.Id, new(form.Args), new() { ["which"] = "number" })));
        Assert.Contains("Number 77", (await desk.Do(chamber.Submit("south", CitePrinciple.Id, new(form.Args), new() { ["which"] = "said 77" }))).Read(), StringComparison.Ordinal);
        Assert.IsType<Field.Words>((await Ballot(chamber, desk)).Fields.Single(f => f.Id == Cited.Field));
    }

    [Fact]
    public async Task Who_writes_a_message_finds_that_of_the_week_first_and_then_all()
    {
        var (chamber, desk) = await Open(30);
        Task<Reply> Seek(string words, int skip = 0, int take = 10) => desk.Do(new Request.Sought("principle", words, skip, take) { Id = "s", Person = Chamber.Delegate("south"), Place = Elsewhere, At = chamber.Now });
        Assert.StartsWith("refusal.", Assert.Single((await Seek("")).Keys()), StringComparison.Ordinal);
        await chamber.Knows("south");
        var week = PrincipleOfTheWeek.Of(await chamber.Principles(), chamber.Now.InUtc().Date)!;
        var hits = ((Reply.Found)await Seek("")).Hits;
        Assert.Equal(10, hits.Count);
        Assert.Equal(PrincipleCards.Title(week).ToString(), hits[0].Title.ToString());
        Assert.Equal(10, ((Reply.Found)await Seek("", 20)).Hits.Count);
        Assert.Empty(((Reply.Found)await Seek("", 30)).Hits);
        var hit = Assert.Single(((Reply.Found)await Seek("Crédibility")).Hits);
        Assert.Empty(hit.Card.Elements.OfType<Element.Buttons>());
        Assert.Contains("We do what we announced.", hit.Card.Read(), StringComparison.Ordinal);
        Assert.Empty(((Reply.Found)await Seek(new string('x', 3000))).Hits);
    }

    [Fact]
    public async Task Where_none_is_adopted_the_catalogue_is_found()
    {
        var (chamber, desk) = await Open(0);
        await chamber.Knows("south");
        var found = (Reply.Found)await desk.Do(new Request.Sought("principle", "co-creation", 0, 25) { Id = "s", Person = Chamber.Delegate("south"), Place = Chamber.Delegate("south").Direct, At = chamber.Now });
        Assert.Contains("not adopted yet", Assert.Single(found.Hits).Card.Read(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "#3 Transparency and trust")]
    [InlineData("#3", "#3 Transparency and trust")]
    [InlineData("transparence et CONFIANCE", "#3 Transparency and trust")]
    [InlineData("#3 Transparency and trust", "#3 Transparency and trust")]
    [InlineData("Our own rule 3", "Our own rule 3")]
    [InlineData("-", null)]
    [InlineData("77", "77")]
    public async Task An_objection_cites_one_chosen_or_typed_and_the_form_knows_it_again(string typed, string? kept)
    {
        var (chamber, desk) = await Open(5);
        await desk.Do(chamber.Say("north", "decide A text | consent | closes in 3d"));
        await desk.Do(chamber.Submit("west", BallotForm.Id, BallotForm.Args(Chamber.Id, 1), new() { ["choice"] = Choice.Object, ["reason"] = "No.", [Cited.Field] = typed }));
        var box = DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).State;
        Assert.Equal(kept, Assert.Single(box.Ballots).Value.Principle);
        var field = Assert.IsType<Field.Choice>((await Ballot(chamber, desk)).Fields.Single(f => f.Id == Cited.Field));
        Assert.Equal(kept is null ? Cited.None : kept.StartsWith("#3", StringComparison.Ordinal) ? "3" : kept, field.Value);
        Assert.Contains(field.Options, o => o.Value == field.Value);

        await desk.Do(chamber.Say("west", $"vote 1 object No way. | principle {typed}"));
        box = DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).State;
        Assert.Equal(("No way.", kept), (Assert.Single(box.Ballots).Value.Reason, Assert.Single(box.Ballots).Value.Principle));
    }

    [Fact]
    public async Task A_tension_names_one_of_the_list()
    {
        var (chamber, desk) = await Open(4);
        await chamber.Joins("south", "south", delegates: true, focal: true);
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("west", "tension.raise", new() { ["p"] = Chamber.Id }) with { Place = Chamber.Delegate("west").Direct })).Form;
        Assert.Equal(5, Assert.IsType<Field.Choice>(form.Fields.Single(f => f.Id == Cited.Field)).Options.Count);
        Dictionary<string, string> values = new() { ["with"] = Partner.IdOf("south"), ["what"] = "What", ["need"] = "Need", [Cited.Field] = "4" };
        var preview = await desk.Do(chamber.Submit("west", "tension.raise", new() { ["p"] = Chamber.Id }, values) with { Place = Chamber.Delegate("west").Direct });
        Assert.Contains("#4 Balanced participation", preview.Read(), StringComparison.Ordinal);
        preview = await desk.Do(chamber.Submit("west", "tension.raise", new() { ["p"] = Chamber.Id }, new(values) { [Cited.Field] = "-" }) with { Place = Chamber.Delegate("west").Direct });
        Assert.DoesNotContain("Balanced participation", preview.Read(), StringComparison.Ordinal);
        preview = await desk.Do(chamber.Submit("west", "tension.raise", new() { ["p"] = Chamber.Id }, new(values) { [Cited.Field] = "Our old words" }) with { Place = Chamber.Delegate("west").Direct });
        Assert.Contains("Our old words", preview.Read(), StringComparison.Ordinal);
    }

    private static async Task<Form> Ballot(Chamber chamber, Chamber.Desk desk)
    {
        if (await chamber.Count("decision") == 0)
        {
            await desk.Do(chamber.Say("north", "decide A text | consent | closes in 3d"));
        }

        return Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("west", BallotForm.Id, BallotForm.Args(Chamber.Id, 1)))).Form;
    }

    /// <summary>A partnership with so many adopted: those of the catalogue in its order, then others.</summary>
    private static async Task<(Chamber, Chamber.Desk)> Open(int adopted)
    {
        var chamber = await new Chamber().Found();
        for (var n = 1; n <= adopted; n++)
        {
            var key = PrincipleKinds.Key(Chamber.Id, n);
            var principle = new Principle(n, [new(Turn.Adopted, n, chamber.Now)]) { AdoptedAt = chamber.Now };
            principle = n <= Catalogue.All.Count ? principle with { From = Catalogue.All[n - 1].Id } : principle with { Title = $"Number {n}", Words = $"What is said of {n}." };
            await new Change(chamber.Documents, new DueSignal()).Run(PrincipleKinds.Principle, key, null, _ => PrincipleKinds.Principle.New(key, principle), Stop);
        }

        return (chamber, chamber.Process());
    }
}
