using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>Exactly one celebration for each completed milestone, whoever completes it, however often and wherever.</summary>
public sealed class CelebrateSpecs
{
    [Fact]
    public async Task Done_twice_at_once_is_celebrated_once()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south, west");
        var both = await Task.WhenAll(desk.Do(chamber.Say("south", "milestone done 1 we counted forty")), chamber.Process().Do(chamber.Say("west", "jalon atteint 1")));
        await Task.WhenAll(desk.Tick(), chamber.Process().Tick());
        Assert.Equal(["milestone.done", "milestone.done.already"], both.SelectMany(b => b.Keys()).Order());
        Assert.Equal(1, await chamber.Count("celebration"));
        Assert.Equal(1, chamber.Shown());
        Assert.Single((await chamber.Celebration())!.Delivered, d => d.Key.StartsWith("card|", StringComparison.Ordinal));
        Assert.Equal(["milestone.done.already"], (await desk.Do(chamber.Say("north", "milestone done 1"))).Keys());
        await desk.Tick();
        Assert.Equal(1, chamber.Shown());
    }

    [Fact]
    public async Task It_is_celebrated_by_whoever_comes_after_a_process_that_died_at_any_save()
    {
        for (var dies = 1; dies <= 5; dies++)
        {
            var (chamber, desk) = await Open("Wells dug by friday owner south");
            var left = dies;
            chamber.Documents.Writing = _ =>
            {
                if (--left == 0)
                {
                    throw new StoreUnavailableException("died");
                }
            };
            var said = chamber.Say("south", "milestone done 1 we counted");
            try
            {
                await desk.Do(said);
            }
            catch (StoreUnavailableException)
            {
                // It is delivered again.
            }

            chamber.Documents.Writing = null;
            var other = chamber.Process();
            await other.Do(said);
            chamber.Time.Advance(TimeSpan.FromMinutes(5));
            await other.Tick();
            await other.Tick();
            Assert.Equal(1, await chamber.Count("celebration"));
            Assert.True((await chamber.Celebration())!.State is { First: true, Measured: "we counted" }, $"{dies}");
            Assert.Single((await chamber.Celebration())!.Delivered, d => d.Key.StartsWith("card|", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Only_owners_and_stewards_complete_it()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south");
        var refused = await desk.Do(chamber.Say("west", "milestone done 1 we counted forty wells"));
        Assert.Contains("refusal.milestone.owners", refused.Keys());
        Assert.Contains("we counted forty wells", refused.Read(), StringComparison.Ordinal);
        Assert.Contains("refusal.milestone.owners", (await desk.Do(chamber.Press("west", MilestoneForm.DoneId, Args()))).Keys());
        Assert.Equal(0, await chamber.Count("celebration"));

        await chamber.Leaves("south");
        Assert.Contains("refusal.stranger", (await desk.Do(chamber.Say("south", "milestone done 1"))).Keys());
        Assert.Equal(["milestone.done"], (await desk.Do(chamber.Say("north", "milestone done 1"))).Keys());
        Assert.Equal(1, await chamber.Count("celebration"));
    }

    [Fact]
    public async Task What_is_taken_back_comes_back_as_the_same_one()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south");
        await desk.Do(chamber.Say("south", "milestone done 1 forty"));
        await desk.Tick();
        await desk.Do(chamber.Say("west", "milestone credit 1 our drills"));
        Assert.Contains("refusal.milestone.owners", (await desk.Do(chamber.Say("west", "milestone undo 1"))).Keys());
        Assert.Contains("milestone.undone", (await desk.Do(chamber.Say("south", "milestone undo 1"))).Keys());
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        Assert.True((await chamber.Celebration())!.State.TakenBack);
        Assert.Contains("taken back", chamber.Sent.Last(s => s.To.Place.Channel == "hall").Card.Read(), StringComparison.Ordinal);
        Assert.Contains("celebrations.none", (await desk.Do(chamber.Say("south", "celebrations"))).Keys());
        Assert.Contains("refusal.celebration.none", (await desk.Do(chamber.Say("south", "kudos 1"))).Keys());
        Assert.Contains("refusal.milestone.open", (await desk.Do(chamber.Say("south", "milestone undo 1"))).Keys());

        await desk.Do(chamber.Say("south", "milestone done 1 forty-one"));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        var celebration = (await chamber.Celebration())!;
        Assert.Equal((false, "forty-one", "our drills"), (celebration.State.TakenBack, celebration.State.Measured, celebration.State.Confirmed.Single().Line));
        Assert.Single(celebration.Delivered, d => d.Key.StartsWith("card|", StringComparison.Ordinal));
        Assert.Equal(1, await chamber.Count("celebration"));

        chamber.Time.Advance(TimeSpan.FromDays(31));
        Assert.Contains("refusal.milestone.long-ago", (await desk.Do(chamber.Say("south", "milestone undo 1"))).Keys());
    }

    [Fact]
    public async Task Edited_after_it_was_done_the_card_says_the_same()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south");
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        var form = ((Reply.Open)await desk.Do(chamber.Say("south", "milestone edit 1"))).Form;
        await desk.Do(chamber.Submit("south", MilestoneForm.EditId, new(form.Args), form.Filled(("title", "Forty wells dug"), ("measured", "by walking"), ("owners", $"{Partner.IdOf("south")},{Partner.IdOf("west")}"))));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        var card = chamber.Sent.Last(s => s.To.Place.Channel == "hall").Card.Read();
        Assert.Contains("Forty wells dug", card, StringComparison.Ordinal);
        Assert.Contains("by walking", card, StringComparison.Ordinal);
        Assert.Contains("Invited to say so: south and west", card, StringComparison.Ordinal);
        Assert.Single(chamber.Sent, s => s.To.Place.Channel == "@west");
        Assert.Single(chamber.Sent, s => s.To.Place.Channel == "@south");
    }

    [Fact]
    public async Task The_first_is_marked_and_one_taken_back_gives_way()
    {
        var (chamber, desk) = await Open("One by friday owner south");
        await desk.Do(chamber.Say("south", "milestone add Two by friday owner south"));
        await desk.Do(chamber.Say("south", "milestone add Three by friday owner south"));
        await desk.Do(chamber.Say("south", "milestone done 2"));
        await desk.Do(chamber.Say("south", "milestone undo 2"));
        await Task.WhenAll(desk.Do(chamber.Say("south", "milestone done 3")), chamber.Process().Do(chamber.Say("north", "milestone done 1")));
        await desk.Do(chamber.Say("south", "milestone done 2"));
        await desk.Tick();
        var first = new[] { (await chamber.Celebration(1))!.State.First, (await chamber.Celebration(2))!.State.First, (await chamber.Celebration(3))!.State.First };
        Assert.Single(first, f => f);
        Assert.False(first[1]);
        Assert.Contains("Our first step together", (await desk.Do(chamber.Say("west", $"celebrations {(first[0] ? 1 : 3)}"))).Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_partner_gives_credit_to_itself_alone()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south");
        await chamber.Joins("anna", "south");
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        Assert.Single(chamber.Sent, s => s.To.Place.Channel == "@south" && s.Card.Read().Contains("confirm that south contributed", StringComparison.Ordinal));
        Assert.DoesNotContain(chamber.Sent, s => s.To.Place.Channel is "@anna" or "@west");

        var form = ((Reply.Open)await desk.Do(chamber.Press("anna", CreditForm.Id, Args()))).Form;
        var line = new string('x', 281);
        var wrong = (Reply.Correct)await desk.Do(chamber.Submit("anna", CreditForm.Id, new(form.Args), form.Filled(("line", line))));
        Assert.Equal(line, wrong.Form.Value("line"));
        await desk.Do(chamber.Submit("anna", CreditForm.Id, new(form.Args), form.Filled(("line", "Forty days of <!channel> digging"))));
        await desk.Do(chamber.Say("west", "milestone credit 1"));
        await desk.Do(chamber.Submit("west", CreditForm.Id, Args(), []));
        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        var card = chamber.Sent.Last(s => s.To.Place.Channel == "hall").Card.Read();
        Assert.Contains("Contributed: south and west", card, StringComparison.Ordinal);
        Assert.Contains("Forty days of <!channel> digging\nsouth", card, StringComparison.Ordinal);
        Assert.Contains("anna said it for south", chamber.Sent.Last(s => s.To.Place.Channel == "@south").Card.Read(), StringComparison.Ordinal);

        // Taken back: an owner is still invited, another partner is not named.
        foreach (var who in new[] { "south", "west" })
        {
            var again = ((Reply.Open)await desk.Do(chamber.Press(who, CreditForm.Id, Args()))).Form;
            await desk.Do(chamber.Submit(who, CreditForm.Id, new(again.Args), again.Filled((CreditForm.Part, CreditForm.No))));
        }

        var celebration = (await chamber.Celebration())!.State;
        Assert.Equal(["south"], celebration.Credits.Select(c => c.Name));
        Assert.Empty(celebration.Confirmed);
        Assert.Contains("refusal.stranger", (await desk.Do(chamber.Say("stranger", "milestone credit 1 ours"))).Keys());
    }

    [Fact]
    public async Task Credits_that_come_at_once_are_one_edit_a_second()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south");
        await chamber.Seats(Enumerable.Range(0, 30).Select(i => $"p{i}"));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        var before = chamber.Shown();
        for (var i = 0; i < 30; i++)
        {
            await desk.Do(chamber.Say($"p{i}", $"milestone credit 1 line {i}"));
            await desk.Tick();
            chamber.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        chamber.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.Tick();
        Assert.InRange(chamber.Shown() - before, 1, 5);
        Assert.Equal(30, (await chamber.Celebration())!.State.Confirmed.Count());
        Assert.Contains("19 more", chamber.Sent.Last(s => s.To.Place.Channel == "hall").Card.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_partner_keeps_its_credit_and_its_milestone_by_name()
    {
        var (chamber, desk) = await Open("Wells dug by friday owner south");
        await desk.Do(chamber.Say("south", "milestone add Pumps set by friday owner south"));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Do(chamber.Say("south", "milestone credit 1 our digging"));
        await desk.Do(chamber.Say("north", "partner remove south"));
        await desk.Tick();
        Assert.Contains("Contributed: south", (await desk.Do(chamber.Say("west", "celebrations"))).Read(), StringComparison.Ordinal);
        Assert.Contains("Owners: south", (await desk.Do(chamber.Say("west", "milestone 2"))).Read(), StringComparison.Ordinal);
        Assert.Contains("refusal.stranger", (await desk.Do(chamber.Say("south", "milestone done 2"))).Keys());
        Assert.Equal(["milestone.done"], (await desk.Do(chamber.Say("north", "milestone done 2"))).Keys());
    }

    [Fact]
    public async Task The_wall_shows_the_newest_first_page_by_page()
    {
        var (chamber, desk) = await Open("Step 1 by friday owner south");
        foreach (var n in Enumerable.Range(2, 6))
        {
            await desk.Do(chamber.Say("south", $"milestone add Step {n} by friday owner south"));
        }

        foreach (var n in new[] { 3, 1, 7, 2, 6, 5, 4 })
        {
            chamber.Time.Advance(TimeSpan.FromMinutes(1));
            await desk.Do(chamber.Say("south", $"milestone done {n}"));
        }

        var page = await desk.Do(chamber.Say("west", "célébrations"));
        Assert.Equal(["4", "5", "6"], Opened(page));
        page = await desk.Do(Older(chamber, page));
        Assert.Equal(["2", "7", "1"], Opened(page));
        page = await desk.Do(Older(chamber, page));
        Assert.Equal(["3"], Opened(page));
        Assert.Contains("our first step", page.Read(), StringComparison.Ordinal);
        Assert.Equal(["celebrations.none.further"], (await desk.Do(chamber.Press("west", "celebrations", new() { ["p"] = Chamber.Id, ["o"] = "99" }))).Keys().Where(k => k != "celebrations.summary"));
    }

    [Fact]
    public async Task It_names_the_decision_that_it_follows_from()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "decide Dig wells | majority | closes in 3d"));
        await desk.Do(chamber.Say("south", "milestone add Wells dug by friday owner south | decision 1"));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        var shown = await desk.Do(chamber.Say("west", "celebrations 1"));
        Assert.Contains("Decision: Decision 1", shown.Read(), StringComparison.Ordinal);
        Assert.Contains("decision", shown.Actions());
        Assert.True(shown.Actions().Count <= 6);
    }

    private static Dictionary<string, string> Args() => MilestoneForm.Args(Chamber.Id, 1);

    private static string[] Opened(Reply page) =>
        [.. ((Reply.Show)page).Card.Elements.OfType<Element.Buttons>().Single().Items.Where(b => b.Action == CelebrationCards.Action).Select(b => b.Args["n"])];

    private static Request.Pressed Older(Chamber chamber, Reply page) =>
        ((Reply.Show)page).Card.Elements.OfType<Element.Buttons>().Single().Items.Last(b => b.Args.ContainsKey("o")) is var older ? chamber.Press("west", older.Action, new(older.Args)) : null!;

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open(string words)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", $"milestone add {words}"));
        return (chamber, desk);
    }
}
