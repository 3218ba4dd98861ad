using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Tests.Core.Decisions.Records;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>The register tells a delegate whose vote is awaited.</summary>
public sealed class RegisterSpecs
{
    [Theory]
    [InlineData("", "decisions.divided")]
    [InlineData(" | sealed", "decisions.voted")]
    public async Task A_partner_whose_delegates_differ_is_told_so_where_the_card_tells_it_too(string seen, string told)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await chamber.Joins("nora", "north", delegates: true);
        await desk.Do(chamber.Say("north", "settings delegates must agree"));
        await desk.Do(chamber.Say("north", $"decide A text | majority | quorum 60% | closes in 3d{seen}"));
        Assert.Equal("decisions.not-voted", await Line(chamber, desk));
        await desk.Do(chamber.Submit("north", BallotForm.Id, Ledger.Choose(1, Choice.For), []));
        Assert.Equal("decisions.voted", await Line(chamber, desk));
        await desk.Do(chamber.Submit("nora", BallotForm.Id, Ledger.Choose(1, Choice.Against), []));
        Assert.Equal(told, await Line(chamber, desk));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" | sealed", true)]
    [InlineData(" | anonymous", true)]
    public async Task Where_votes_are_hidden_nobody_beside_who_asked_reads_whether_their_partner_has_voted(string seen, bool confidential)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", $"decide A text | majority | quorum 60% | closes in 3d{seen}"));
        Assert.Equal(confidential, (await desk.Do(chamber.Say("north", "decisions"))).Confidential);
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.False((await desk.Do(chamber.Say("north", "decisions"))).Confidential);
    }

    private static async Task<string> Line(Chamber chamber, Chamber.Desk desk)
    {
        var card = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("north", "decisions"))).Card;
        return Assert.IsType<Text.Said>(Assert.Single(Assert.Single(card.Elements.OfType<Element.Facts>()).Lines).Value).Key;
    }
}
