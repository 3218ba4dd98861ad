using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Settings;

namespace BotPartner.Tests.Core.Decisions;

/// <summary><c>settings</c>: how the partnership votes.</summary>
public sealed class VotingSettingsSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("settings delegates must agree", Delegates.MustAgree, null)]
    [InlineData("Settings Delegates MUST agree.", Delegates.MustAgree, null)]
    [InlineData("réglages délégués d'accord", Delegates.MustAgree, null)]
    [InlineData("ajustes delegados coinciden", Delegates.MustAgree, null)]
    [InlineData("settings cap 30%", null, 30)]
    [InlineData("réglages plafond 30 %", null, 30)]
    [InlineData("ajustes tope 30", null, 30)]
    public async Task A_steward_settles_it_in_words_of_any_language(string words, string? delegates, int? cap)
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", words));
        Assert.Equal((delegates, cap), await Settled(chamber));
        await desk.Do(chamber.Say("north", "settings delegates last speaks"));
        await desk.Do(chamber.Say("north", "settings cap none"));
        Assert.Equal((null, null), await Settled(chamber));
    }

    [Theory]
    [InlineData("settings cap 101%")]
    [InlineData("settings cap 0")]
    [InlineData("settings delegates whatever")]
    [InlineData("settings colour blue")]
    public async Task What_is_not_understood_opens_the_form_and_changes_nothing(string words)
    {
        var (chamber, desk) = await Found();
        Assert.Equal(SettingsCards.FormId, Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", words))).Form.Id);
        Assert.Equal((null, null), await Settled(chamber));
    }

    [Fact]
    public async Task Members_read_it_and_stewards_alone_change_it()
    {
        var (chamber, desk) = await Found();
        Assert.DoesNotContain(Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("south", "settings"))).Card.Elements, e => e is Element.Buttons);
        Assert.Contains(Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("north", "settings"))).Card.Elements, e => e is Element.Buttons);
        Dictionary<string, string> args = new() { ["p"] = Chamber.Id }, values = new() { ["delegates"] = Delegates.MustAgree, ["cap"] = "40 %" };
        await desk.Do(chamber.Submit("south", SettingsCards.FormId, args, values));
        await desk.Do(chamber.Say("south", "settings cap 30%"));
        Assert.Equal((null, null), await Settled(chamber));
        await desk.Do(chamber.Submit("north", SettingsCards.FormId, args, values));
        Assert.Equal((Delegates.MustAgree, 40), await Settled(chamber));
        Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("north", SettingsCards.FormId, args, new() { ["delegates"] = Delegates.MustAgree, ["cap"] = "all" })));
    }

    [Fact]
    public async Task An_open_decision_keeps_the_rule_it_began_with()
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", "decide One | majority | closes in 3d"));
        await desk.Do(chamber.Say("north", "settings delegates must agree"));
        await desk.Do(chamber.Say("north", "decide Two | majority | closes in 3d"));
        Assert.Equal((false, true), ((await chamber.Decision(1)).Terms.MustAgree, (await chamber.Decision(2)).Terms.MustAgree));
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Found()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }

    private static async Task<(string?, int?)> Settled(Chamber chamber) =>
        Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), Stop))!).State is var p ? (p.Delegates, p.WeightCap) : default;
}
