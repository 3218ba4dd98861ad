using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Principles;

/// <summary>Principles are acknowledged, revised, retired and reviewed.</summary>
public sealed class LifeSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_acknowledges_once_and_a_revision_asks_anew()
    {
        var (chamber, desk) = await Open();
        await chamber.Agrees(desk, "principle adopt gkp.values");
        var press = new Dictionary<string, string> { ["p"] = Chamber.Id, ["n"] = "1", ["v"] = "1" };
        var once = chamber.Press("south", AcknowledgePrinciple.Action, new(press));
        Assert.Equal(["principle.acknowledge.done"], (await desk.Do(once)).Keys());
        Assert.Equal(["principle.acknowledge.done"], (await desk.Do(once)).Keys());
        await chamber.Joins("south2", "south");
        Assert.Equal(["principle.acknowledge.already"], (await desk.Do(chamber.Press("south2", AcknowledgePrinciple.Action, new(press)))).Keys());
        Assert.Equal(["refusal.principle.partner"], (await desk.Do(chamber.Press("nobody", AcknowledgePrinciple.Action, new(press)))).Keys());
        Assert.Equal(["principle.acknowledge.done"], (await desk.Do(chamber.Say("west", "principe reconnaître 1"))).Keys());
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        var card = chamber.Sent.Last().Card;
        Assert.Contains("Acknowledged by partners: 2/3", card.Read(), StringComparison.Ordinal);
        Assert.Contains("Acknowledged by: south and west", card.Read(), StringComparison.Ordinal);

        await chamber.Agrees(desk, "principle revise 1 We name what we share.");
        var revised = Assert.Single(await chamber.Principles());
        Assert.Equal(("Shared values and mutual respect", "We name what we share.", 2), (revised.Title, revised.Words, revised.Version));
        Assert.Contains("Acknowledged by partners: 0/3", (await desk.Do(chamber.Say("south", "principle 1"))).Read(), StringComparison.Ordinal);
        Assert.Contains("principle.acknowledge.changed", (await desk.Do(chamber.Press("south", AcknowledgePrinciple.Action, new(press)))).Keys());
        Assert.Equal(["principle.acknowledge.done"], (await desk.Do(chamber.Press("south", AcknowledgePrinciple.Action, new(press) { ["v"] = "2" }))).Keys());
        Assert.Contains("by decision 2", (await desk.Do(chamber.Say("south", "principle 1"))).Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_acknowledgements_at_once_are_all_kept_in_few_edits()
    {
        var (chamber, desk) = await Open();
        var names = Enumerable.Range(0, 60).Select(i => $"more{i:00}").ToArray();
        await chamber.Seats(names);
        await desk.Do(chamber.Say("north", "principle adopt gkp.values | quorum 1%"));
        await chamber.Votes(desk, 1);
        var before = chamber.Sent.Count;
        await Task.WhenAll(names.Chunk(10).Select(async part =>
        {
            var process = chamber.Process();
            foreach (var name in part)
            {
                while ((await process.Do(chamber.Press(name, AcknowledgePrinciple.Action, new() { ["p"] = Chamber.Id, ["n"] = "1", ["v"] = "1" }))).Keys().Contains("refusal.busy"))
                {
                    // Somebody else was faster, 32 times.
                }
            }
        }));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        Assert.Equal(60, Assert.Single(await chamber.Principles()).Acknowledged.Count);
        Assert.Equal(before + 1, chamber.Sent.Count);
    }

    [Fact]
    public async Task What_is_retired_keeps_its_number_and_a_later_revision_changes_nothing_and_says_so()
    {
        var (chamber, desk) = await Open();
        await chamber.Agrees(desk, "principle adopt gkp.values");
        await desk.Do(chamber.Say("south", "principle revise 1 Other words."));
        await chamber.Agrees(desk, "principle retire 1 We outgrew it.");

        Assert.Contains("Retire principle 1: Shared values and mutual respect\nWe outgrew it.", (await chamber.Decision(3)).Text, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(await chamber.Principles()).RetiredAt);
        Assert.Contains(chamber.Sent, s => Assert.IsType<Text.Said>(s.Card.Summary).Key == "principle.retired.message");

        await chamber.Votes(desk, 2);
        await desk.Do(chamber.Say("south", "close 2"));
        await desk.Tick();
        await desk.Tick();
        var one = Assert.Single(await chamber.Principles());
        Assert.Equal((1, Turn.Late), (one.Version, one.History[^1].Turn));
        Assert.Single(chamber.Sent, s => Assert.IsType<Text.Said>(s.Card.Summary).Key == "principle.late");

        foreach (var words in new[] { "principle revise 1 x", "principle retire 1" })
        {
            Assert.Equal(["refusal.principle.retired"], (await desk.Do(chamber.Say("north", words))).Keys());
        }

        Assert.Contains("refusal.principle.retired", (await desk.Do(chamber.Say("north", "principle acknowledge 1"))).Keys());
        await chamber.Agrees(desk, "principle adopt gkp.values");
        Assert.Equal([(1, false), (2, true)], (await chamber.Principles()).Select(p => (p.Number, p.RetiredAt is null)));
        Assert.Equal(["principles.summary"], (await desk.Do(chamber.Say("north", "principles"))).Keys());
    }

    [Fact]
    public async Task A_review_is_told_once_on_its_day_in_the_morning_and_a_new_text_moves_it()
    {
        var (chamber, desk) = await Open();
        await chamber.Agrees(desk, "principle adopt gkp.values | review in 6m");
        await chamber.Agrees(desk, "principle revise 1 Other words. | review in 1y");
        var day = chamber.Now.InUtc().Date.PlusYears(1);
        Assert.Equal($"{day:uuuu-MM-dd}", (await chamber.Document(1)).State.ReviewOn);
        Assert.Equal(day.At(new(9, 0)), (await chamber.Document(1)).Wake!.Value.InUtc().LocalDateTime);
        chamber.Time.Advance(TimeSpan.FromDays(400));
        for (var i = 0; i < 3; i++)
        {
            await Task.WhenAll(desk.Tick(), chamber.Process().Tick());
            chamber.Time.Advance(TimeSpan.FromHours(17));
        }

        await desk.Tick();
        Assert.Single(chamber.Sent, s => s.Card.Summary is Text.Said { Key: "principle.review.summary" });
        Assert.Null((await chamber.Document(1)).Wake);
        Assert.True((await chamber.Document(1)).State.Reviewed);
    }

    [Fact]
    public async Task Settling_again_and_again_and_after_a_crash_comes_out_as_once()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "principle adopt gkp.values"));
        await chamber.Consent(desk, 1);
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        await desk.Tick();
        var sent = chamber.Sent.Count;
        for (var i = 0; i < 3; i++)
        {
            // As if the process had died before the decision knew that it was settled.
            await new Change(chamber.Documents, new DueSignal()).Run(
                DecisionKinds.Decision, DecisionKinds.Key(Chamber.Id, 1), null, current => current! with { State = current.State with { Settled = null }, Wake = chamber.Now }, Stop);
            await Task.WhenAll(desk.Tick(), chamber.Process().Tick());
            chamber.Time.Advance(TimeSpan.FromMinutes(2));
            await desk.Tick();
            Assert.Equal(1, (await chamber.Decision()).Settled);
        }

        Assert.Single(Assert.Single(await chamber.Principles()).History);
        Assert.Equal(sent, chamber.Sent.Count);
    }

    [Fact]
    public async Task Who_is_forgotten_is_no_longer_named_and_what_their_partner_said_stands()
    {
        var (chamber, desk) = await Open();
        await chamber.Knows("south");
        await chamber.Agrees(desk, "principle adopt gkp.values");
        await desk.Do(chamber.Say("south", "principle acknowledge 1"));
        var file = Assert.IsType<Reply.File>(await desk.Do(chamber.Say("south", "export me") with { Place = Chamber.Delegate("south").Direct }));
        using var bytes = new MemoryStream();
        await file.Write(bytes, Stop);
        Assert.Contains("\"acknowledgedFor\": \"south\"", System.Text.Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);

        var asked = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("south", "forget me") with { Place = Chamber.Delegate("south").Direct }));
        var yes = asked.Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).First(b => b.Tone == ButtonTone.Danger);
        await desk.Do(chamber.Press("south", yes.Action, new(yes.Args)) with { Place = Chamber.Delegate("south").Direct });
        for (var i = 0; i < 3; i++)
        {
            await desk.Tick();
        }

        var given = Assert.Single(Assert.Single(await chamber.Principles()).Acknowledged).Value;
        Assert.Equal(("south", Person.Gone), (given.Partner, given.By.Platform));
        Assert.Contains("Acknowledged by: south", (await desk.Do(chamber.Say("north", "principle 1"))).Read(), StringComparison.Ordinal);
    }

    private static async Task<(Chamber, Chamber.Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
