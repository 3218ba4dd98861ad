using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>An objection may cite the principle that is at stake.</summary>
public sealed class CitingSpecs
{
    private const string Reason = "No fish can pass.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(" | sealed")]
    [InlineData(" | anonymous")]
    public async Task It_is_kept_shown_and_recorded_with_the_objection(string seen)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", $"decide A text | consent | quorum 60% | closes in 3d{seen}"));
        foreach (var who in new[] { "north", "south" })
        {
            await desk.Do(chamber.Submit(who, BallotForm.Id, BallotForm.Args(Chamber.Id, 1), new() { ["choice"] = Choice.Consent, ["principle"] = "  " }));
        }

        await desk.Do(chamber.Submit("west", BallotForm.Id, BallotForm.Args(Chamber.Id, 1), new() { ["choice"] = Choice.Object, ["reason"] = Reason, ["principle"] = " Transparency " }));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var record = DecisionKinds.Record.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop))).State;
        var cited = record.Rounds[0].Ballots?.Select(b => (b.Choice, b.Principle)) ?? record.Rounds[0].Urn!.Slips.Select(s => (s.Choice, s.Principle));
        Assert.Equal([(Choice.Consent, null), (Choice.Consent, null), (Choice.Object, "Transparency")], cited.OrderBy(c => c.Choice, StringComparer.Ordinal));
        Assert.Null(RecordVerifier.Verify(record.ToBytes()).Finding);
        var card = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("south", "decision 1"))).Card;
        var quote = Assert.Single(card.Elements.OfType<Element.Quote>(), q => q.Words == Reason);
        var by = Assert.IsType<Text.Said>(quote.By);
        Assert.Equal(("decision.reason.principle", (Text)"Transparency"), (by.Key, by.Args["principle"]));
    }

    [Theory]
    [InlineData("vote 1 object No fish can pass. | principle Balanced participation", "Balanced participation")]
    [InlineData("vote 1 object No fish can pass.", null)]
    [InlineData("vote 1 objection No fish can pass. | principe Transparence et confiance", "Transparence et confiance")]
    public async Task It_can_be_typed(string words, string? principle)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide A text | consent | quorum 60% | closes in 3d"));
        await desk.Do(chamber.Say("west", words));
        var box = DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).State;
        var ballot = Assert.Single(box.Ballots).Value;
        Assert.Equal((Choice.Object, Reason, principle), (ballot.Choice, ballot.Reason, ballot.Principle));
    }

    [Fact]
    public async Task A_bar_in_a_reason_is_part_of_it()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide A text | consent | quorum 60% | closes in 3d"));
        await desk.Do(chamber.Say("west", "vote 1 object either A | or B"));
        var box = DecisionKinds.Box.Read(Assert.Single(await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop))).State;
        Assert.Equal(("either A | or B", null), (Assert.Single(box.Ballots).Value.Reason, Assert.Single(box.Ballots).Value.Principle));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" | sealed")]
    [InlineData(" | anonymous")]
    public async Task What_comes_too_late_is_said_again_with_its_choice_its_reason_and_its_principle(string seen)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", $"decide A text | consent | quorum 60% | closes in 3d{seen}"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Request[] late =
        [
            chamber.Say("west", $"vote 1 object {Reason} | principle Transparency"),
            chamber.Submit("west", BallotForm.Id, BallotForm.Args(Chamber.Id, 1), new() { ["choice"] = Choice.Object, ["reason"] = Reason, ["principle"] = "Transparency" }),
        ];
        foreach (var request in late)
        {
            var told = Assert.IsType<Reply.Show>(await desk.Do(request));
            Assert.True(told.Confidential);
            Assert.Equal("refusal.closed", Assert.IsType<Text.Said>(told.Card.Summary).Key);
            var quote = Assert.Single(told.Card.Elements.OfType<Element.Quote>());
            Assert.Equal((Reason, (Text)"Transparency"), (quote.Words, Assert.IsType<Text.Said>(quote.By).Args["principle"]));
            Assert.Contains(told.Card.Elements, e => e is Element.Paragraph { Text: Text.Said { Key: "ballot.kept" } });
        }
    }

    [Fact]
    public async Task One_that_is_too_long_is_said_beside_its_field_and_nothing_is_lost()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "decide A text | consent | closes in 3d"));
        var mended = Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit(
            "west", BallotForm.Id, BallotForm.Args(Chamber.Id, 1), new() { ["choice"] = Choice.Object, ["reason"] = Reason, ["principle"] = new string('x', 201) })));
        Assert.Equal(["principle"], mended.Errors.Keys);
        Assert.Equal([Reason, new string('x', 201)], mended.Form.Fields.OfType<Field.Words>().Select(f => f.Value));
    }

    [Fact]
    public void Where_nobody_can_object_nobody_is_asked_for_it() =>
        Assert.DoesNotContain(BallotForm.Of("p", 1, new(Method.Majority(Threshold.Half), 50), null, null).Fields, f => f.Id == "principle");
}
