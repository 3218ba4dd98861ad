using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Principles;

/// <summary>Nothing is adopted but by a decision; once it is, the list changes by itself.</summary>
public sealed class AdoptSpecs
{
    [Theory]
    [InlineData("principle adopt Transparency and trust", "gkp.transparency")]
    [InlineData("principle adopt gkp.transparency", "gkp.transparency")]
    [InlineData("principe adopter « Transparence et confiance »", "gkp.transparency")]
    [InlineData("principio adoptar creacion conjunta", "tpi.co-creation")]
    public async Task One_of_the_catalogue_is_adopted_by_its_name_in_any_language(string words, string id)
    {
        var (chamber, desk) = await Open();
        Assert.Equal(["propose.done"], (await desk.Do(chamber.Say("north", words))).Keys());
        Assert.Empty(await chamber.Principles());
        Assert.Equal(("principle", $"adopt|{id}|"), ((await chamber.Decision()).Matter!.Kind, (await chamber.Decision()).Matter!.Id));
        Assert.Contains(Bench.Texts.Raw($"principle.{id}.about", "en"), (await chamber.Decision()).Text, StringComparison.Ordinal);
        await chamber.Votes(desk, 1);
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal((1, id, true, 1), (one.Number, one.From, one.OfCatalogue, one.AdoptedBy));
        Assert.Equal(1, (await chamber.Decision()).Settled);
        Assert.Null(await chamber.Wakes(1));
        var posted = Assert.Single(chamber.Sent, s => Said(s.Card).Contains("principle.state.adopted"));
        Assert.Contains(Bench.Texts.Raw($"principle.{id}.about", "fr"), posted.Card.Read("fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_their_own_are_adopted_with_another_method_and_a_review()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("south", "principle adopt Water first: Where water and money clash, we ask: who drinks? | majority >= 2/3 | review in 1y"));
        Assert.Equal(Method.MajorityId, (await chamber.Decision()).Method.Id);
        foreach (var who in new[] { "north", "south", "west" })
        {
            await desk.Do(chamber.Press(who, CastBallot.Action, new(BallotForm.Args(Chamber.Id, 1)) { ["c"] = Choice.For }));
        }

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal(("Water first", "Where water and money clash, we ask: who drinks?", null), (one.Title, one.Words, one.From));
        Assert.Equal($"{chamber.Now.InUtc().Date.PlusYears(1):uuuu-MM-dd}", one.ReviewOn);
    }

    [Theory]
    [InlineData("principle adopt Water first", "text")]
    [InlineData("principle adopt", null)]
    [InlineData("principle adopt gkp.values | review yesterday", "review")]
    [InlineData("principle adopt gkp.values | review 2001-01-01", "review")]
    [InlineData("principle adopt gkp.values | rank A; B", "method")]
    [InlineData("principle adopt gkp.values | whenever", null)]
    public async Task What_is_missing_or_not_understood_is_asked_for_by_the_form(string words, string? wrong)
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", words))).Form;
        Assert.Equal(AdoptForm.Id, form.Id);
        Assert.Equal(0, await chamber.Count("decision"));
        if (wrong is not null)
        {
            var asked = Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("north", AdoptForm.Id, new() { ["p"] = Chamber.Id }, new()
            {
                ["which"] = wrong == "text" ? AdoptForm.Own : "gkp.values",
                ["title"] = wrong == "text" ? "T" : "",
                ["review"] = wrong == "review" ? "2001-01-01" : "none",
                ["closes"] = wrong == "method" ? "2001-01-01T10:00" : "P7D",
            })));
            Assert.Contains(wrong == "method" ? "closes" : wrong, asked.Errors.Keys);
        }
    }

    [Fact]
    public async Task The_form_shows_the_decision_first_and_it_keeps_what_it_changes_through_edits()
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", AdoptForm.Id, new() { ["p"] = Chamber.Id }))).Form;
        Assert.Equal(38, Assert.IsType<Field.Choice>(form.Fields[0]).Options.Count);
        var preview = await desk.Do(chamber.Submit("north", AdoptForm.Id, new() { ["p"] = Chamber.Id }, new() { ["which"] = "own", ["title"] = "Water  first", ["text"] = "Ask who drinks.", ["method"] = "consent", ["closes"] = "P3D", ["review"] = "12m" }));
        Assert.Contains("Adopt the principle: Water first\nAsk who drinks.", preview.Read(), StringComparison.Ordinal);
        var args = ((Reply.Show)preview).Card.Elements.OfType<Element.Buttons>().Single().Items[0].Args;
        var edit = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", "draft.edit", new(args)))).Form;
        var values = edit.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!);
        var ranked = Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("north", ProposalForm.Id, new(edit.Args), new(values) { ["method"] = "rank", ["options"] = "A\nB" })));
        Assert.Equal("propose.matter.method", Assert.IsType<Text.Said>(ranked.Errors["method"]).Key);
        await desk.Do(chamber.Submit("north", ProposalForm.Id, new(edit.Args), new(values) { ["text"] = "Adopt the principle: Water first of all\nAsk who drinks." }));
        await desk.Do(chamber.Press("north", "draft.open", new(args)));
        await desk.Do(chamber.Press("north", "draft.open", new(args)));
        Assert.Equal(1, await chamber.Count("decision"));
        await chamber.Votes(desk, 1);
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal(("Water first of all", "Ask who drinks."), (one.Title, one.Words));
        Assert.NotNull(one.ReviewOn);
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("withdraw")]
    public async Task What_is_not_adopted_changes_nothing(string how)
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle adopt gkp.values"));
        if (how == "withdraw")
        {
            await chamber.Consent(desk, 1);
            await desk.Do(chamber.Say("north", "withdraw 1"));
        }
        else
        {
            await desk.Do(chamber.Say("south", "vote 1 object too early"));
            await desk.Do(chamber.Say("north", "close 1"));
        }

        await desk.Tick();
        await desk.Tick();
        Assert.Empty(await chamber.Principles());
        Assert.Equal(1, (await chamber.Decision()).Settled);
        Assert.Null(await chamber.Wakes(1));
    }

    [Theory]
    [InlineData("Adopt the principle: Values first\nWe name them.", "Values first", "We name them.")]
    [InlineData("Adopter le principe : Les valeurs d’abord\nNous les nommons.", "Les valeurs d’abord", "Nous les nommons.")]
    [InlineData("Adopt the principle: Values: We name them.", "Values", "We name them.")]
    [InlineData("We name what we share: always.", "Shared values and mutual respect", "We name what we share: always.")]
    public async Task The_text_of_a_later_round_is_what_is_adopted(string amended, string title, string said)
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle adopt gkp.values"));
        await desk.Do(chamber.Say("south", "vote 1 object too long"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        await desk.Do(chamber.Say("north", $"amend 1 {amended}"));
        chamber.Time.Advance(TimeSpan.FromHours(25));
        await desk.Tick();
        Assert.Equal((2, Phase.Open), ((await chamber.Decision()).Round, (await chamber.Decision()).Phase));
        await chamber.Consent(desk, 1, 2);
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal((title, said, "gkp.values", false), (one.Title, one.Words, one.From, one.OfCatalogue));
        Assert.Equal("principle.source.revised", Assert.IsType<Text.Said>(one.Source).Key);
        Assert.Equal(2, (await chamber.Decision()).Settled);
    }

    [Fact]
    public async Task Two_decisions_on_the_same_one_make_it_once_whoever_is_first()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle adopt gkp.values"));
        await desk.Do(chamber.Say("south", "principle adopt gkp.values"));
        await desk.Do(chamber.Say("south", "principle adopt Ours: Our own."));
        foreach (var number in new[] { 1, 2, 3 })
        {
            await chamber.Consent(desk, number);
            await desk.Do(chamber.Say("north", $"close {number}"));
            await desk.Do(chamber.Say("south", $"close {number}"));
        }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => chamber.Process().Tick()));
        await desk.Tick();
        var all = await chamber.Principles();
        Assert.Equal(2, all.Count);
        Assert.Equal([1, 2], all.Select(p => p.Number));
        var shared = Assert.Single(all, p => p.From == "gkp.values");
        Assert.Equal([1, 2], shared.History.Select(h => h.Decision).Order());
        Assert.Contains(shared.History, h => h.Turn == Turn.Confirmed);

        // What is adopted is shown and not put again.
        Assert.Equal("principle.adopt.already", (await desk.Do(chamber.Say("north", "principle adopt gkp.values"))).Keys()[1]);
        Assert.Equal(3, await chamber.Count("decision"));
    }

    [Fact]
    public async Task Hostile_and_long_words_stay_as_they_are_and_fit()
    {
        var (chamber, desk) = await Open();
        const string Nasty = "<b>*_~`&lt; @channel <!channel> \u202Eevil\u202C {title} {n, plural";
        await chamber.Agrees(desk, $"principle adopt {Nasty[..40]}: {Nasty}");
        Assert.Equal(Nasty, Assert.Single(await chamber.Principles()).Words);
        Assert.Contains(Nasty, (await desk.Do(chamber.Say("south", "principle 1"))).Read(), StringComparison.Ordinal);
        var many = await desk.Do(chamber.Submit("north", AdoptForm.Id, new() { ["p"] = Chamber.Id }, new() { ["which"] = "own", ["title"] = new string('x', 81), ["text"] = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 400)) }));
        var mend = Assert.IsType<Reply.Correct>(many);
        Assert.Equal(["text", "title"], mend.Errors.Keys.Order());
        Assert.All(mend.Form.Fields.OfType<Field.Words>(), f => Assert.True(f.Value!.Length <= f.MaxLength && !char.IsHighSurrogate(f.Value[^1])));

        // What the partners made of it in a later round is theirs, however long.
        await desk.Do(chamber.Say("north", "principle adopt Short: Words."));
        await desk.Do(chamber.Say("south", "vote 2 object more"));
        await desk.Do(chamber.Say("north", "close 2"));
        await desk.Do(chamber.Say("north", $"amend 2 {new string('y', 3000)}"));
        chamber.Time.Advance(TimeSpan.FromHours(25));
        await desk.Tick();
        await chamber.Consent(desk, 2, 2);
        await desk.Do(chamber.Say("north", "close 2"));
        await desk.Tick();
        Assert.Equal(("Short", 3000), ((await chamber.Principles())[1].Title, (await chamber.Principles())[1].Words!.Length));
    }

    [Fact]
    public async Task A_stranger_puts_nothing()
    {
        var (chamber, desk) = await Open();
        foreach (var words in new[] { "principle adopt gkp.values", "principle revise 1 x", "principle retire 1" })
        {
            Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("nobody", words))).Keys());
        }

        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Submit("nobody", AdoptForm.Id, new() { ["p"] = Chamber.Id }, new() { ["which"] = "gkp.values" }))).Keys());
        Assert.Equal(0, await chamber.Count("draft"));
    }

    private static IEnumerable<string> Said(Card card) => card.Elements.OfType<Element.Paragraph>().Select(p => p.Text).OfType<Text.Said>().Select(s => s.Key);

    private static async Task<(Chamber, Chamber.Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
