using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>The talking guides: one a stage, in the catalogue's words or in the partnership's own.</summary>
public sealed class TalkingSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_stage_has_a_guide_of_five_to_seven_short_lines_in_every_language() => Assert.All(
        from stage in Stages.All
        from language in Texts.Languages
        select (stage, language, Lines: Texts.Load().Plain(TalkingGuide.Of(Agreed.Default, stage), Reader.Of(language, null)).Split('\n')),
        g =>
        {
            Assert.InRange(g.Lines.Length, 5, 7);
            Assert.All(g.Lines, l => Assert.True(l.StartsWith("• ", StringComparison.Ordinal) && l.Length is > 20 and <= 200, $"{g.language} {g.stage}: {l.Length} {l}"));
        });

    [Fact]
    public async Task They_are_read_one_after_the_other_by_everybody()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "protocol focal points off"));
        var (card, read) = (Card(await desk.Do(chamber.Say("south", "protocol guides"))), new List<string>());
        for (Button? next = null; next is not null || read.Count == 0;)
        {
            read.Add(Guide(card));
            next = Buttons(card).FirstOrDefault(b => b.Label is Text.Said { Key: "talking.after.button" });
            card = next is null ? card : Card(await desk.Do(chamber.Press("south", next.Action, next.Args.ToDictionary())));
        }

        Assert.Equal(["talking.acknowledge", "talking.talk", "talking.facilitated", "talking.committee", "talking.mediation"], read);
        Assert.Equal(["talking.before.button", "talking.all.button"], Buttons(card).Select(b => ((Text.Said)b.Label).Key));
        var all = Buttons(card)[^1];
        Assert.Equal("protocol.summary", (await desk.Do(chamber.Press("south", all.Action, all.Args.ToDictionary()))).Keys()[0]);

        // A button that names a stage since left out, or none that there is, leads to the first.
        foreach (var stage in new[] { "focal-points", "none", "" })
        {
            Assert.Equal("talking.acknowledge", Guide(Card(await desk.Do(chamber.Press("south", TalkingGuide.Action, new() { ["p"] = Chamber.Id, [TalkingGuide.StageArg] = stage })))));
        }

        Assert.Equal("talking.talk", Guide(Card(await desk.Do(chamber.Say("south", "protocol talk")))));
        Assert.Equal("talking.committee", Guide(Card(await desk.Do(chamber.Say("south", "protocole guide comité")))));
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("stranger", "protocol guide"))).Keys());
    }

    [Fact]
    public async Task A_partnership_says_it_in_its_own_words_or_as_the_catalogue_does()
    {
        const string Own = "خذوا وقتًا\nWalk a little *first*";
        var (chamber, desk) = await Open();
        var change = Buttons(Card(await desk.Do(chamber.Say("north", "protocol guide mediation"))))[^1];
        var form = ((Reply.Open)await desk.Do(chamber.Press("north", change.Action, change.Args.ToDictionary()))).Form;
        Assert.Null(form.Fields.Single().Value);
        var saved = Card(await desk.Do(chamber.Submit("north", form.Id, form.Args.ToDictionary(), new() { ["guide"] = Own })));
        Assert.Equal(Own, ((Text.Verbatim)saved.Elements.OfType<Element.Quote>().Single().Words).Value);
        Assert.Equal(Own, ((Text.Verbatim)TalkingGuide.Of(await Now(chamber), Stage.Mediation)).Value);

        // Days that are changed leave the words as they are; a form opened before leaves what others wrote.
        await desk.Do(chamber.Say("north", "protocol mediation 20"));
        await desk.Do(chamber.Submit("north", form.Id, form.Args.ToDictionary(), []));
        Assert.Equal((Own, 20), ((await Now(chamber)).Ladder.At(Stage.Mediation).Guide, (await Now(chamber)).Ladder.At(Stage.Mediation).Days));
        Assert.Equal("talking.mediation", Guide(Card(await desk.Do(chamber.Say("north", "protocol guide mediation default")))));

        await desk.Do(chamber.Say("north", "protocol guide talk Take a walk"));
        Assert.Equal("talking.talk", Guide(Card(await desk.Do(chamber.Say("north", "protocolo guía hablar ninguno")))));
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("south", "protocol guide talk Mine"))).Keys());

        // A stage that is left out has no words; a form that does not say whose it is, is of the one that always stays.
        await desk.Do(chamber.Say("north", "protocol committee off"));
        var kept = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "protocol guide committee Be fair"))).Form;
        Assert.Equal("Be fair", kept.Fields.Single().Value);
        await desk.Do(chamber.Submit("north", ProtocolForm.Own, new() { ["p"] = Chamber.Id }, new() { ["guide"] = "Take a walk" }));
        Assert.Equal("Take a walk", TalkingGuide.Own(await Now(chamber), Stage.Talk));
    }

    [Fact]
    public async Task Words_that_are_too_long_are_kept_to_be_shortened()
    {
        var (chamber, desk) = await Open();
        var typed = new string('x', Ladder.MaxGuide + 1);
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"protocol guide talk {typed}"))).Form;
        Assert.Equal((typed, ProtocolForm.Own), (form.Fields.Single().Value, form.Id));
        Assert.Same(Agreed.Default, await Now(chamber));
        await desk.Do(chamber.Submit("north", form.Id, form.Args.ToDictionary(), new() { ["guide"] = typed[1..] }));
        Assert.Equal(typed[1..], (await Now(chamber)).Ladder.At(Stage.Talk).Guide);
        Assert.Equal(typed[1..], ((Text.Verbatim)((Element.Quote)TalkingGuide.Element(await Now(chamber), Stage.Talk)).Words).Value);
    }

    private static string Guide(Card card) => card.Elements.OfType<Element.Paragraph>().Select(p => p.Text).OfType<Text.Said>().Select(t => t.Key).Last();

    private static Card Card(Reply reply) => Assert.IsType<Reply.Show>(reply).Card;

    private static IReadOnlyList<Button> Buttons(Card card) => card.Elements.OfType<Element.Buttons>().Single().Items;

    private static Task<Agreed> Now(Chamber chamber) => new AgreedProtocol(new Change(chamber.Documents, new DueSignal())).Of(Chamber.Id, Stop);

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
