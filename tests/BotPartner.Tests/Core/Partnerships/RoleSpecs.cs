using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary><c>role</c>: who is what.</summary>
public sealed class RoleSpecs
{
    [Theory]
    [InlineData("@Anna Berg steward", RoleWords.Steward)]
    [InlineData("@Anna focal point", RoleWords.Focal)]
    [InlineData("@Anna Point focal.", RoleWords.Focal)]
    [InlineData("@Anna déléguée", RoleWords.Delegate)]
    [InlineData("@Anna FACILITADORA", RoleWords.Facilitator)]
    [InlineData("@Anna ninguno", RoleWords.None)]
    [InlineData("@Anna boss", null)]
    [InlineData("@Anna", null)]
    public void Roles_have_words_in_every_language(string typed, string? role) => Assert.Equal(role, new RoleWords(Texts.Load()).Parse(typed));

    [Fact]
    public async Task A_partner_has_one_focal_point_who_names_its_delegates()
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("sam", "south");
        Assert.Equal(["role.done.focal"], (await desk.Do(Role(chamber, "north", "south", "focal"))).Keys());
        Assert.Equal(["role.done.delegate"], (await desk.Do(Role(chamber, "south", "sam", "delegate"))).Keys());
        Assert.True((await chamber.Member("sam"))!.State.MayVote);
        Assert.Equal(["role.done.focal"], (await desk.Do(Role(chamber, "south", "sam", "focal"))).Keys());
        Assert.Equal((false, true), ((await chamber.Member("south"))!.State.FocalPoint, (await chamber.Member("sam"))!.State.FocalPoint));
        Assert.Equal(["refusal.delegate"], (await desk.Do(Role(chamber, "south", "sam", "delegate"))).Keys());
        Assert.Equal(["refusal.delegate"], (await desk.Do(Role(chamber, "sam", "west", "delegate"))).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(Role(chamber, "sam", "sam", "steward"))).Keys());
    }

    [Fact]
    public async Task Stewards_name_stewards_and_facilitators_who_need_no_partner_and_take_it_back()
    {
        var (chamber, desk) = await Open();
        Assert.Equal(["role.done.facilitator"], (await desk.Do(Role(chamber, "north", "guide", "facilitator"))).Keys());
        Assert.Equal(["role.done.steward"], (await desk.Do(Role(chamber, "north", "guide", "steward"))).Keys());
        Assert.Equal(["connect.code"], (await desk.Do(chamber.Say("guide", "connect"))).Keys());
        Assert.Equal(["role.done.none"], (await desk.Do(Role(chamber, "guide", "north", "none"))).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(Role(chamber, "north", "guide", "none"))).Keys());
        Assert.Equal(["refusal.last-steward"], (await desk.Do(Role(chamber, "guide", "guide", "none"))).Keys());
    }

    [Fact]
    public async Task Who_names_nobody_gets_the_form_or_reads_who_is_what()
    {
        var (chamber, desk) = await Open();
        Assert.Equal([ChangeRole.FormId], (await desk.Do(chamber.Say("north", "role"))).Keys());
        Assert.Equal([ChangeRole.FormId], (await desk.Do(Role(chamber, "north", "south", "boss"))).Keys());
        Assert.Equal(["role.summary", "role.who-names"], (await desk.Do(chamber.Say("south", "role"))).Keys());
        var member = Kinds.MemberKey(Chamber.Id, Chamber.Delegate("south")).Id;
        Dictionary<string, string> args = new() { ["p"] = Chamber.Id }, values = new() { ["member"] = member, ["role"] = RoleWords.Focal };
        Assert.Equal(["refusal.delegate"], (await desk.Do(chamber.Submit("west", ChangeRole.FormId, args, values))).Keys());
        Assert.Equal(["role.done.focal"], (await desk.Do(chamber.Submit("north", ChangeRole.FormId, args, values))).Keys());
    }

    private static Request Role(Chamber chamber, string by, string who, string role) =>
        chamber.Say(by, $"role @{who} {role}") with { Mentions = [Chamber.Delegate(who)] };

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
