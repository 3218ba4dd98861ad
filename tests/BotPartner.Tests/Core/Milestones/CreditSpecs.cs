using BotPartner.Core.Chat;
using BotPartner.Core.Milestones;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>Who is asked for a partner's part, and what colleagues write over one another.</summary>
public sealed class CreditSpecs
{
    [Fact]
    public async Task Who_was_not_asked_yet_when_it_was_taken_back_is_asked_when_it_is_done_again()
    {
        var (chamber, desk) = await Open();
        chamber.Time.Advance(TimeSpan.FromHours(22 - chamber.Time.GetUtcNow().Hour));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        await desk.Do(chamber.Say("south", "milestone undo 1"));
        await desk.Tick();
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        Assert.Empty(Asked(chamber, "south"));
        await Morning(chamber, desk);
        Assert.Single(Asked(chamber, "south"));

        // Once they were, they are not asked anew.
        await desk.Do(chamber.Say("south", "milestone undo 1"));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await Morning(chamber, desk);
        Assert.Single(Asked(chamber, "south"));
    }

    [Fact]
    public async Task Taken_back_while_another_process_was_about_to_celebrate_it_is_not_celebrated()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "milestone add Wells dug by friday owner south"));
        var interrupted = new InterruptedDocuments(chamber.Documents, async () =>
        {
            await desk.Do(chamber.Say("south", "milestone undo 1"));
            await desk.Tick();
        })
        {
            BeforeSaving = key => key.Id.StartsWith("celebration:", StringComparison.Ordinal),
        };
        var slow = chamber.Process(interrupted);
        await slow.Do(chamber.Say("south", "milestone done 1"));
        await desk.Tick();
        Assert.True(interrupted.Happened);
        Assert.True((await chamber.Celebration())!.State.TakenBack);
    }

    [Fact]
    public async Task Taken_back_in_the_night_for_good_nobody_is_asked()
    {
        var (chamber, desk) = await Open();
        chamber.Time.Advance(TimeSpan.FromHours(22 - chamber.Time.GetUtcNow().Hour));
        await desk.Do(chamber.Say("south", "milestone done 1"));
        await desk.Do(chamber.Say("south", "milestone undo 1"));
        await Morning(chamber, desk);
        Assert.Empty(Asked(chamber, "south"));
    }

    [Fact]
    public async Task An_owner_with_nobody_to_ask_is_asked_once_there_is_somebody()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "partner add Rivers as civil society"));
        await desk.Do(chamber.Say("north", "milestone add Pumps set by friday owner Rivers"));
        await desk.Do(chamber.Say("north", "milestone done 2"));
        await Morning(chamber, desk);
        await chamber.Joins("river", "Rivers", delegates: true);
        var form = ((Reply.Open)await desk.Do(chamber.Say("north", "milestone edit 2"))).Form;
        await desk.Do(chamber.Submit("north", MilestoneForm.EditId, new(form.Args), form.Filled(("measured", "by walking"))));
        await Morning(chamber, desk);
        Assert.Single(Asked(chamber, "river"));
        await desk.Do(chamber.Submit("north", MilestoneForm.EditId, new(form.Args), form.Filled(("measured", "by walking far"))));
        await Morning(chamber, desk);
        Assert.Single(Asked(chamber, "river"));
    }

    [Fact]
    public async Task A_colleagues_line_is_not_overwritten_with_nothing()
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("anna", "south");
        await desk.Do(chamber.Say("south", "milestone done 1"));
        var (first, second) = (await Form("anna"), await Form("south"));
        await Fill("anna", first, "Forty days of digging");
        await Fill("south", second, "");
        Assert.Equal("Forty days of digging", await Line());

        // What was changed is written, also to nothing, and also after a correction.
        var wrong = (Reply.Correct)await Fill("south", second, new string('x', 281));
        await Fill("south", wrong.Form, "");
        Assert.Equal("Forty days of digging", await Line());
        await Fill("south", wrong.Form, "Our drills");
        Assert.Equal("Our drills", await Line());
        await Fill("south", await Form("south"), "");
        Assert.Null(await Line());

        // Typed too long, what stood before is still what counts as unchanged.
        await Fill("anna", first, "Our wells");
        var typed = (Reply.Open)await desk.Do(chamber.Say("south", $"milestone credit 1 {new string('x', 281)}"));
        Assert.Equal(281, typed.Form.Value("line")!.Length);
        await Fill("anna", await Form("anna"), "Our pumps");
        await Fill("south", typed.Form, "Our wells");
        Assert.Equal("Our pumps", await Line());
        await Fill("south", typed.Form, "Our own");
        Assert.Equal("Our own", await Line());

        async Task<Form> Form(string who) => ((Reply.Open)await desk.Do(chamber.Press(who, CreditForm.Id, MilestoneForm.Args(Chamber.Id, 1)))).Form;
        Task<Reply> Fill(string who, Form form, string line) => desk.Do(chamber.Submit(who, CreditForm.Id, new(form.Args), form.Filled(("line", line))));
        async Task<string?> Line() => (await chamber.Celebration())!.State.Confirmed.Single().Line;
    }

    private static IEnumerable<Card> Asked(Chamber chamber, string who) =>
        chamber.Sent.Where(s => s.To.Place.Channel == $"@{who}" && s.Card.Read().Contains("Will you confirm", StringComparison.Ordinal)).Select(s => s.Card);

    private static async Task Morning(Chamber chamber, Chamber.Desk desk)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            chamber.Time.Advance(TimeSpan.FromHours(1));
            await desk.Tick();
        }
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "milestone add Wells dug by friday owner south"));
        return (chamber, desk);
    }
}
