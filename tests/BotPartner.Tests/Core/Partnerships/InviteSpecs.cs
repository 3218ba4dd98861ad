using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>An invitation admits at once, so many people, for so long, unless it was taken back.</summary>
public sealed class InviteSpecs
{
    [Fact]
    public async Task Whoever_has_the_code_speaks_for_the_partner_at_once_and_the_inviter_is_told()
    {
        var (chamber, desk) = await Open();
        var given = await desk.Do(chamber.Say("north", "invite South"));
        Assert.True(given.Confidential);
        Assert.Equal(["invite.accepted.delegate"], (await desk.Do(chamber.Say("nadia", $"join {given.Code()}").Whispered())).Keys());
        var nadia = (await chamber.Member("nadia"))!;
        Assert.Equal((Partner.IdOf("south"), Standing.Admitted), (nadia.State.PartnerId, nadia.State.Standing));
        Assert.Equal("@north", Assert.Single(Assert.Single(nadia.Owes).To).Place.Channel);
        Assert.Equal("hello.here", (await desk.Do(chamber.Say("nadia", "hello").Whispered())).Keys()[1]);
    }

    [Fact]
    public async Task It_is_good_for_as_many_as_was_said_and_for_the_same_person_once()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("north", "invite south | 2 people"))).Code();
        foreach (var (who, says) in new[] { ("a", "invite.accepted.delegate"), ("a", "join.already"), ("b", "invite.accepted"), ("c", "refusal.code.join") })
        {
            Assert.Equal([says], (await desk.Do(chamber.Say(who, $"join {code}"))).Keys());
        }

        Assert.Null(await chamber.Member("c"));
    }

    [Fact]
    public async Task Twenty_who_come_at_the_same_moment_share_what_it_is_good_for()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("north", "invite south | 3"))).Code();
        var desks = new[] { desk, chamber.Process(), chamber.Process() };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => desks[i % 3].Do(chamber.Say($"p{i}", $"join {code}").Whispered()))));
        var came = 0;
        for (var i = 0; i < 20; i++)
        {
            came += (await chamber.Member($"p{i}"))?.State.Standing == Standing.Admitted ? 1 : 0;
        }

        Assert.Equal(3, came);
    }

    [Fact]
    public async Task It_ends_after_a_week_or_when_it_is_taken_back()
    {
        var (chamber, desk) = await Open();
        var old = (await desk.Do(chamber.Say("north", "invite south"))).Code();
        chamber.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(["refusal.code.join"], (await desk.Do(chamber.Say("a", $"join {old}"))).Keys());

        var code = (await desk.Do(chamber.Say("north", "invite south"))).Code();
        var open = (Reply.Show)await desk.Do(chamber.Say("north", "invite"));
        Assert.True(open.Confidential);
        var revoke = open.Card.Elements.OfType<Element.Buttons>().First().Items[0];
        Assert.Equal(["refusal.invite"], (await desk.Do(chamber.Press("south", revoke.Action, revoke.Args.ToDictionary()))).Keys());
        Assert.Equal(["invite.revoked"], (await desk.Do(chamber.Press("north", revoke.Action, revoke.Args.ToDictionary()))).Keys());
        Assert.Equal(["refusal.code.join"], (await desk.Do(chamber.Say("a", $"join {code}"))).Keys());
        Assert.Null(await chamber.Member("a"));
    }

    [Fact]
    public async Task A_focal_point_invites_for_its_own_partner_alone_and_others_for_none()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("north", "invite west"))).Code();
        await desk.Do(chamber.Say("wanda", $"join {code}"));
        Assert.Equal(["invite.code"], (await desk.Do(chamber.Say("wanda", "invite west"))).Keys());
        Assert.Equal(["refusal.invite"], (await desk.Do(chamber.Say("wanda", "invite south"))).Keys());
        Assert.Equal(["refusal.invite"], (await desk.Do(chamber.Say("south", "invite south"))).Keys());
        Assert.Equal(["refusal.invite"], (await desk.Do(chamber.Say("stranger", "invite south"))).Keys());
    }

    [Fact]
    public async Task Without_a_partner_or_with_a_wrong_number_a_form_is_shown()
    {
        var (chamber, desk) = await Open();
        Assert.Equal([InvitePartner.FormId], (await desk.Do(chamber.Say("north", "invite"))).Keys());
        Assert.Equal([InvitePartner.FormId], (await desk.Do(chamber.Say("north", "invite nowhere"))).Keys());
        Assert.Equal([InvitePartner.FormId], (await desk.Do(chamber.Say("north", "invite south | 51"))).Keys());
        var sent = await desk.Do(chamber.Submit("north", InvitePartner.FormId, new() { ["p"] = Chamber.Id }, new() { ["partner"] = Partner.IdOf("south"), ["people"] = "2" }));
        Assert.Equal(["invite.code"], sent.Keys());
    }

    [Fact]
    public async Task Who_speaks_for_another_partner_is_told_so_and_uses_nothing_up()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("north", "invite south"))).Code();
        Assert.Equal(["refusal.speaks-for-another"], (await desk.Do(chamber.Say("west", $"join {code}"))).Keys());
        Assert.Equal(["invite.accepted.delegate"], (await desk.Do(chamber.Say("a", $"join {code}"))).Keys());
    }

    [Fact]
    public async Task A_partner_that_is_called_like_a_code_can_be_joined_by_name()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "partner add Zone7Seven as business"));
        Assert.True(Codes.Looks("Zone7Seven".Replace("o", "a", StringComparison.Ordinal)));
        await desk.Do(chamber.Say("north", "partner add Zane7Seven as business"));
        Assert.Equal(["join.asked"], (await desk.Do(chamber.Say("a", "join zane7seven"))).Keys());
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
