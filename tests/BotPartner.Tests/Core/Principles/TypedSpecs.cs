using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Principles;

/// <summary>What was typed is not lost, what is private is not told in front of others, and days are those that were meant.</summary>
public sealed class TypedSpecs
{
    private static readonly Place Elsewhere = new("north", "realm", "elsewhere", PlaceKind.Channel);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_partnership_does_not_meet_only_who_asks_reads_the_answer()
    {
        var (chamber, desk) = await Open();
        await chamber.Knows("south");
        foreach (var request in new Request[]
        {
            chamber.Say("south", "principles"),
            chamber.Say("south", "principle 1"),
            chamber.Say("south", "principles catalogue"),
            chamber.Say("south", "principle 99"),
            chamber.Press("south", CitePrinciple.Id, []),
            chamber.Press("south", PrincipleCards.ShowAction, new() { ["p"] = Chamber.Id, ["n"] = "1" }),
        })
        {
            Assert.True((await desk.Do(request with { Place = Elsewhere })).Confidential);
        }

        Assert.False((await desk.Do(chamber.Say("south", "principles"))).Confidential);
        Assert.False((await desk.Do(chamber.Say("south", "principles") with { Place = Chamber.Delegate("south").Direct })).Confidential);
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Partnership, Kinds.PartnershipKey("q"), null, _ => Kinds.Partnership.New(Kinds.PartnershipKey("q"), new Partnership("Other", "UTC", [Chamber.Delegate("south")], [], chamber.Now)), Stop);
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Person, Kinds.PersonKey(Chamber.Delegate("south")), null, current => current! with { State = new([Chamber.Id, "q"]) }, Stop);
        var which = await desk.Do(chamber.Say("south", "principles") with { Place = Elsewhere });
        Assert.Equal(["principles.which"], which.Keys());
        Assert.True(which.Confidential);
    }

    [Fact]
    public async Task Who_asks_for_one_partnership_is_not_answered_for_another()
    {
        var (chamber, desk) = await Open();
        await chamber.Knows("south");
        await new Change(chamber.Documents, new DueSignal()).Run(Kinds.Partnership, Kinds.PartnershipKey("q"), null, _ => Kinds.Partnership.New(Kinds.PartnershipKey("q"), new Partnership("Other", "UTC", [Chamber.Delegate("north")], [], chamber.Now)), Stop);
        foreach (var named in new[] { "q", "gone" })
        {
            foreach (var place in new[] { Elsewhere, Chamber.Delegate("south").Direct })
            {
                var answers = new[]
                {
                    await desk.Do(chamber.Press("south", PrincipleCards.ShowAction, new() { ["p"] = named, ["n"] = "1" }) with { Place = place }),
                    await desk.Do(chamber.Submit("south", CitePrinciple.Id, new() { ["p"] = named }, new() { ["which"] = "1" }) with { Place = place }),
                };
                Assert.All(answers, a => Assert.StartsWith("refusal.", Assert.Single(a.Keys()), StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task It_is_offered_to_post_one_only_where_it_can_be_posted()
    {
        var (chamber, desk) = await Open();
        await chamber.Knows("south");
        Assert.Contains("principle.post", (await desk.Do(chamber.Say("south", "principle 1"))).Actions());
        Assert.DoesNotContain("principle.post", (await desk.Do(chamber.Say("south", "principle 1") with { Place = Elsewhere })).Actions());
        Assert.DoesNotContain("principle.post", (await desk.Do(chamber.Say("south", "principle 1") with { Place = Chamber.Delegate("south").Direct })).Actions());
    }

    [Fact]
    public async Task Pressing_is_answered_in_plain_words_and_who_pressed_before_is_told_in_private()
    {
        var (chamber, desk) = await Open();
        var args = new Dictionary<string, string> { ["p"] = Chamber.Id, ["n"] = "1", ["v"] = "1" };
        Assert.Empty((await desk.Do(chamber.Press("south", AcknowledgePrinciple.Action, args))).Actions());
        await chamber.Joins("south2", "south");
        foreach (var again in new Request[] { chamber.Press("south2", AcknowledgePrinciple.Action, args), chamber.Say("south2", "principle acknowledge 1") })
        {
            var reply = await desk.Do(again);
            Assert.Equal(["principle.acknowledge.already"], reply.Keys());
            Assert.True(reply.Confidential);
        }
    }

    [Fact]
    public async Task A_partner_that_was_removed_and_added_again_has_not_acknowledged()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("south", "principle acknowledge 1"));
        chamber.Time.Advance(TimeSpan.FromDays(1));
        await new Change(chamber.Documents, new DueSignal()).Run(
            Kinds.Partner, Kinds.PartnerKey(Chamber.Id, Partner.IdOf("south")), null, current => current! with { State = current.State with { Since = chamber.Now } }, Stop);
        var later = chamber.Process();
        Assert.Contains("Acknowledged by partners: 0/3", (await later.Do(chamber.Say("west", "principle 1"))).Read(), StringComparison.Ordinal);
        Assert.Equal(["principle.acknowledge.done"], (await later.Do(chamber.Say("south", "principle acknowledge 1"))).Keys());
        Assert.Contains("Acknowledged by partners: 1/3", (await later.Do(chamber.Say("west", "principle 1"))).Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_long_comes_back_whole_and_a_button_carries_a_short_one()
    {
        var (chamber, desk) = await Open();
        var text = new string('x', 2500);
        var reply = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"principle adopt Long: {text}")));
        Assert.Contains("principle.field.text.length", Assert.IsType<Text.Joined>(reply.Form.Intro).Parts.OfType<Text.Said>().Select(t => t.Key));
        Assert.Equal(text, reply.Form.Fields.Single(f => f.Id == "text").Value);

        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "principle adopt Short: Words. | majority >= 2/3 | closes in 3d | review in 12m | whenever"))).Form;
        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", form.Opener!.Action, new(form.Opener.Args)))).Form;
        var values = form.Fields.ToDictionary(f => f.Id, f => f.Value);
        Assert.Equal(("Short", "Words.", "P3D"), (values["title"], values["text"], values["closes"]));
        Assert.Equal(Method.MajorityId, Filled.Read(values.ToDictionary(v => v.Key, v => v.Value ?? ""), form.Args).Terms.Method.Id);
        Assert.NotEqual(AdoptForm.NoReview, values["review"]);

        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "principle revise 1 Other words. | whenever"))).Form;
        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", form.Opener!.Action, new(form.Opener.Args)))).Form;
        Assert.Equal("Other words.", form.Fields.Single(f => f.Id == "text").Value);
    }

    [Fact]
    public async Task Terms_that_the_form_has_no_field_for_go_with_it()
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "principle adopt Water | majority >= 2/3 each constituency | sealed | quorum 80% each constituency | members | whenever"))).Form;
        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", form.Opener!.Action, new(form.Opener.Args)))).Form;
        var values = form.Fields.ToDictionary(f => f.Id, f => f.Value ?? "");
        values["title"] = "Water";
        values["text"] = "Who drinks?";
        var terms = Filled.Read(values, form.Args).Terms;
        Assert.Equal((Visibility.Sealed, 80, true, true, Electors.Members), (terms.Visibility, terms.QuorumPercent, terms.EachConstituency, terms.Method.EachConstituency, terms.Electors));
        values["method"] = "consent";
        var preview = Assert.IsType<Reply.Show>(await desk.Do(chamber.Submit("north", AdoptForm.Id, new(form.Args), values)));
        await desk.Do(chamber.Press("north", "draft.open", new(preview.Card.Elements.OfType<Element.Buttons>().Single().Items[0].Args)));
        Assert.Equal((Visibility.Sealed, 80), ((await chamber.Decision(2)).Visibility, (await chamber.Decision(2)).QuorumPercent));
    }

    [Fact]
    public async Task Terms_that_cannot_be_are_named_and_left_out_of_the_form()
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "principle adopt gkp.identity | anonymous | mandates 2"))).Form;
        Assert.Contains("terms.anonymous.mandates", Assert.IsType<Text.Joined>(form.Intro).Parts.OfType<Text.Said>().Select(t => t.Key));
        Assert.Equal(["p"], form.Args.Keys);
    }

    [Fact]
    public async Task A_planned_review_stands_in_the_form_and_stays_or_is_given_up()
    {
        var (chamber, desk) = await Open(" | review in 1y");
        var planned = Assert.Single(await chamber.Principles()).ReviewOn;
        Assert.NotNull(planned);
        await Revise(null);
        Assert.Equal(planned, Assert.Single(await chamber.Principles()).ReviewOn);
        await chamber.Agrees(desk, "principle revise 1 Typed words.");
        Assert.Equal(planned, Assert.Single(await chamber.Principles()).ReviewOn);
        await Revise(AdoptForm.NoReview);
        Assert.Null(Assert.Single(await chamber.Principles()).ReviewOn);
        Assert.Null((await chamber.Document(1)).Wake);

        async Task Revise(string? review)
        {
            var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", "principle.revise", PrincipleCards.Args(Chamber.Id, 1)))).Form;
            var values = form.Fields.ToDictionary(f => f.Id, f => f.Value ?? "");
            Assert.Equal(planned, values["review"]);
            values["text"] = $"Words {review}.";
            values["review"] = review ?? values["review"];
            var preview = Assert.IsType<Reply.Show>(await desk.Do(chamber.Submit("north", "principle.revise", new(form.Args), values)));
            await desk.Do(chamber.Press("north", "draft.open", new(preview.Card.Elements.OfType<Element.Buttons>().Single().Items[0].Args)));
            await chamber.Votes(desk, await chamber.Count("decision"));
        }
    }

    [Fact]
    public async Task A_review_is_after_the_decision()
    {
        var (chamber, desk) = await Open();
        var day = chamber.Now.InUtc().Date.PlusDays(5);
        var wrong = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"principle adopt gkp.identity | closes in 7d | review {day:uuuu-MM-dd}")));
        Assert.Contains("principle.review.range", Assert.IsType<Text.Joined>(wrong.Form.Intro).Parts.OfType<Text.Said>().Select(t => t.Key));
        Assert.Equal(["propose.done"], (await desk.Do(chamber.Say("north", "principle adopt gkp.identity | closes in 7d | review in 5d"))).Keys());
        await desk.Do(chamber.Say("north", $"principle adopt gkp.transparency | closes in 3d | review {day:uuuu-MM-dd}"));
        Assert.Equal(3, await chamber.Count("decision"));
        await desk.Do(chamber.Say("north", "extend 3 in 10d"));
        await chamber.Consent(desk, 3);
        chamber.Time.Advance(TimeSpan.FromDays(14));
        for (var i = 0; i < 3; i++)
        {
            await desk.Tick();
            chamber.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Null((await chamber.Principles()).Single(p => p.From == "gkp.transparency").ReviewOn);
    }

    [Fact]
    public async Task A_review_that_nobody_was_told_of_yet_is_not_told_of_what_was_given_up()
    {
        var (chamber, desk) = await Open();
        await new Change(chamber.Documents, new DueSignal()).Run(
            PrincipleKinds.Principle,
            PrincipleKinds.Key(Chamber.Id, 1),
            null,
            current => current!.Owing(new("review:2027-01-01", 1, Card.Of("review"), [Addressee.Directly(Chamber.Delegate("south"), "UTC") with { NotBefore = chamber.Now + NodaTime.Duration.FromDays(30) }]) { Once = true }),
            Stop);
        await chamber.Agrees(desk, "principle retire 1");
        Assert.NotNull((await chamber.Document(1)).State.RetiredAt);
        Assert.DoesNotContain((await chamber.Document(1)).Owes, o => o.Slot.StartsWith("review:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("principes sur l’identité", "1.")]
    [InlineData("principes sur l'identite et l’autonomie", "1.")]
    public async Task What_is_cut_off_by_an_apostrophe_hides_nothing(string words, string found)
    {
        var (chamber, desk) = await Open("", "gkp.identity");
        var reply = await desk.Do(chamber.Say("south", words) with { Person = Chamber.Delegate("south") with { Language = "fr" } });
        Assert.Contains(found, reply.Read("fr"), StringComparison.Ordinal);
        Assert.Equal(["principles.found.none"], (await desk.Do(chamber.Say("south", "principles about zz"))).Keys());
    }

    private static async Task<(Chamber, Chamber.Desk)> Open(string more = "", string which = "gkp.values")
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await chamber.Agrees(desk, $"principle adopt {which}{more}");
        return (chamber, desk);
    }
}
