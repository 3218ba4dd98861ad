using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>Others are always faster: after so many lost races people are asked to try again, and nothing breaks.</summary>
public sealed class RaceSpecs
{
    private const string Typed = "A text that took an hour to write";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_amendment_that_loses_every_race_is_asked_for_again_with_what_was_typed(bool inTheForm)
    {
        var chamber = await new Chamber().Found();
        await chamber.Process().Do(chamber.Say("north", "decide The text | closes in 3d"));
        var desk = chamber.Process(new OvertakenDocuments(chamber.Documents, e => e.Kind == DecisionKinds.Decision.Name));
        Request amend = inTheForm
            ? chamber.Submit("north", AmendForm.Id, new() { ["p"] = Chamber.Id, ["n"] = "1" }, new() { ["text"] = Typed, ["closes"] = "P3D" })
            : chamber.Say("north", $"amend 1 {Typed}");
        var form = Assert.IsType<Reply.Open>(await desk.Do(amend)).Form;
        Assert.Equal("refusal.busy", Assert.IsType<Text.Said>(form.Intro).Key);
        Assert.Equal(Typed, form.Fields.OfType<Field.Words>().Single(f => f.Id == "text").Value);
        Assert.Equal("The text", (await chamber.Decision()).Text);
    }

    [Theory]
    [InlineData("electorate")]
    [InlineData("box")]
    public async Task An_opening_that_loses_every_race_is_said_to_be_and_taken_up_by_the_clock(string kind)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process(new OvertakenDocuments(chamber.Documents, e => e.Kind == kind));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.Do(chamber.Say("north", "decide The text | closes in 3d")));
        Assert.Equal(Phase.Opening, (await chamber.Decision()).Phase);
        await chamber.Process().Tick();
        Assert.Equal((Phase.Open, 3), ((await chamber.Decision()).Phase, (await chamber.Decision()).Electorate));
        Assert.Equal(1, await chamber.Count("box"));
    }
}
