using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Principles;

/// <summary>Who votes sees what adoption does, whatever the text was made into; and it is not lost on the way.</summary>
public sealed class EffectSpecs
{
    private const string Retires = "Effect of adoption: principle 1 (“Shared values and mutual respect”) is retired.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edited_or_amended_text_does_not_hide_what_adoption_does()
    {
        var (chamber, desk) = await Open();
        var preview = await desk.Do(chamber.Submit("north", "principle.retire", PrincipleCards.Args(Chamber.Id, 1), new() { ["text"] = "Old.", ["method"] = "consent", ["closes"] = "P3D" }));
        Assert.Contains(Retires, preview.Read(), StringComparison.Ordinal);
        var args = Buttons(preview)[0].Args;
        var edit = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", "draft.edit", new(args)))).Form;
        preview = await desk.Do(chamber.Submit("north", ProposalForm.Id, new(edit.Args), Values(edit, "Shall we meet on Friday?")));
        Assert.Contains(Retires, preview.Read(), StringComparison.Ordinal);
        await desk.Do(chamber.Press("north", "draft.open", new(args)));
        Assert.Contains(Retires, (await desk.Do(chamber.Say("south", "decision 2"))).Read(), StringComparison.Ordinal);
        Assert.Contains("est retiré", (await desk.Do(chamber.Say("south", "decision 2"))).Read("fr"), StringComparison.Ordinal);

        await desk.Do(chamber.Say("south", "vote 2 object no"));
        await desk.Do(chamber.Say("north", "close 2"));
        await desk.Tick();
        Assert.Contains(Retires, (await desk.Do(chamber.Say("south", "decision 2"))).Read(), StringComparison.Ordinal);
        await desk.Do(chamber.Say("north", "amend 2 Shall we meet on Monday?"));
        Assert.Equal(Phase.Asking, (await chamber.Decision(2)).Phase);
        Assert.Contains(Retires, (await desk.Do(chamber.Say("south", "decision 2"))).Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_again_after_it_was_withdrawn_still_does_it_and_what_was_adopted_does_it_once()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle retire 1 Old."));
        await desk.Do(chamber.Say("north", "withdraw 2"));
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "amend 2 Retire it all the same"))).Form;
        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", form.Opener!.Action, new(form.Opener.Args)))).Form;
        var wrong = Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("north", ProposalForm.Id, new(form.Args), Values(form, "")))).Form;
        var preview = await desk.Do(chamber.Submit("north", ProposalForm.Id, new(wrong.Args), Values(form, "Retire it all the same")));
        Assert.Contains(Retires, preview.Read(), StringComparison.Ordinal);
        await desk.Do(chamber.Press("north", "draft.open", new(Buttons(preview)[0].Args)));
        await chamber.Votes(desk, 3);
        Assert.NotNull(Assert.Single(await chamber.Principles()).RetiredAt);

        form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "amend 3 Once more"))).Form;
        preview = await desk.Do(chamber.Submit("north", ProposalForm.Id, new(form.Args), Values(form, "Once more")));
        Assert.DoesNotContain("Effect of adoption", preview.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_expired_under_its_form_is_not_put_without_its_effect()
    {
        var (chamber, desk) = await Open();
        var preview = await desk.Do(chamber.Submit("north", "principle.retire", PrincipleCards.Args(Chamber.Id, 1), new() { ["text"] = "Old.", ["method"] = "consent", ["closes"] = "P3D" }));
        var args = Buttons(preview)[0].Args;
        var edit = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", "draft.edit", new(args)))).Form;
        var stored = (await chamber.Documents.Find(DecisionKinds.DraftKey(Chamber.Id, args["d"]), Stop))!;
        await chamber.Documents.Delete(stored.Key, stored.Version!, Stop);
        var gone = Assert.IsType<Reply.Open>(await desk.Do(chamber.Submit("north", ProposalForm.Id, new(edit.Args), Values(edit, "Retire it, please.")))).Form;
        Assert.Equal("preview.gone", Assert.IsType<Text.Said>(gone.Intro).Key);
        Assert.Equal("Retire it, please.", gone.Fields[0].Value);
        Assert.False(gone.Args.ContainsKey("d"));
    }

    [Fact]
    public async Task A_second_revision_does_not_silently_replace_the_first()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle revise 1 The words of the north."));
        await desk.Do(chamber.Say("south", "principle revise 1 The words of the south."));
        await chamber.Votes(desk, 2);
        await chamber.Consent(desk, 3);
        await desk.Do(chamber.Say("south", "close 3"));
        await desk.Tick();
        await desk.Tick();
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal(("The words of the north.", 2, Turn.Late), (one.Words, one.Version, one.History[^1].Turn));
        var told = Assert.Single(chamber.Sent, s => s.Card.Summary is Text.Said { Key: "principle.late.revised" });
        Assert.Contains("was given another text", told.Card.Read(), StringComparison.Ordinal);
        await chamber.Agrees(desk, "principle revise 1 The words of both.");
        Assert.Equal("The words of both.", Assert.Single(await chamber.Principles()).Words);
    }

    [Fact]
    public async Task A_text_agreed_earlier_does_not_replace_one_agreed_later()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle revise 1 Earlier words."));
        await new Change(chamber.Documents, new DueSignal()).Run(
            PrincipleKinds.Principle,
            PrincipleKinds.Key(Chamber.Id, 1),
            null,
            current => current! with { State = current.State.Passing(new(Turn.Revised, 77, chamber.Now + NodaTime.Duration.FromDays(1))) with { Title = "T", Words = "Later words." } },
            Stop);
        await chamber.Votes(desk, 2);
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal(("Later words.", Turn.Late), (one.Words, one.History[^1].Turn));
    }

    private static IReadOnlyList<Button> Buttons(Reply reply) => ((Reply.Show)reply).Card.Elements.OfType<Element.Buttons>().Single().Items;

    private static Dictionary<string, string> Values(Form form, string text) =>
        new(form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!)) { ["text"] = text };

    private static async Task<(Chamber, Chamber.Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await chamber.Agrees(desk, "principle adopt gkp.values");
        return (chamber, desk);
    }
}
