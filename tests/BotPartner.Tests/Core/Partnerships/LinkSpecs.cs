using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>Two chat accounts of one person become one member, by a code that only they saw.</summary>
public sealed class LinkSpecs
{
    [Fact]
    public async Task The_code_is_shown_in_private_and_is_in_no_document()
    {
        var (chamber, desk) = await Open();
        var shown = await desk.Do(chamber.Say("south", "link"));
        Assert.True(shown.Confidential);
        var bare = shown.Code().Replace("-", "", StringComparison.Ordinal);
        await foreach (var entry in chamber.Documents.Read(null, TestContext.Current.CancellationToken))
        {
            var stored = System.Text.Encoding.UTF8.GetString(entry.Body.Span) + entry.Key;
            Assert.DoesNotContain(bare, stored, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(shown.Code(), stored, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_other_account_speaks_for_the_partner_as_the_same_member_and_the_first_is_told()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        var done = await desk.Do(chamber.Say("south2", $"link {code.ToLowerInvariant()}").Whispered());
        Assert.Equal(["link.done"], done.Keys());
        var (first, second) = ((await chamber.Member("south"))!, (await chamber.Member("south2"))!);
        Assert.Equal((first.State.Id, true, Standing.Admitted), (second.State.Id, second.State.MayVote, second.State.Standing));
        Assert.Equal("south2", Assert.Single(first.State.Accounts!).User);
        var told = Assert.Single(first.Owes);
        Assert.Equal("south", Assert.Single(told.To).Place.Channel[1..]);
        Assert.Null(first.Wake);

        // In their own chat the other account finds the partnership.
        Assert.Equal(["hello.summary", "hello.here", "hello.delegate"], (await desk.Do(chamber.Say("south2", "hello").Whispered())).Keys());
    }

    [Fact]
    public async Task A_code_that_was_used_or_is_old_links_nobody_else()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        Assert.Equal(["refusal.link-same"], (await desk.Do(chamber.Say("south", $"link {code}"))).Keys());
        await desk.Do(chamber.Say("south2", $"link {code}"));
        Assert.Equal(["refusal.code.link"], (await desk.Do(chamber.Say("mallory", $"link {code}"))).Keys());

        var late = (await desk.Do(chamber.Say("south", "link"))).Code();
        chamber.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["refusal.code.link"], (await desk.Do(chamber.Say("south3", $"link {late}"))).Keys());
        Assert.Null(await chamber.Member("mallory"));
        Assert.Null(await chamber.Member("south3"));
    }

    [Fact]
    public async Task Two_who_are_counted_apart_become_one_only_when_no_decision_of_members_is_open()
    {
        var (chamber, desk) = await Open();
        var invitation = (await desk.Do(chamber.Say("north", "invite south"))).Code();
        await desk.Do(chamber.Say("south2", $"join {invitation}"));
        Assert.Equal(Standing.Admitted, (await chamber.Member("south2"))!.State.Standing);
        await desk.Do(chamber.Say("north", "decide A text | majority > 1/2 | members | closes in 3d"));
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        Assert.Equal(["refusal.link-later"], (await desk.Do(chamber.Say("south2", $"link {code}"))).Keys());
        Assert.Null((await chamber.Member("south2"))!.State.LinkedTo);
        await desk.Do(chamber.Say("north", "close 1"));
        Assert.Equal(["link.done"], (await desk.Do(chamber.Say("south2", $"link {code}"))).Keys());
    }

    [Fact]
    public async Task A_code_serves_only_what_it_was_given_for()
    {
        var (chamber, desk) = await Open();
        var (link, connect) = ((await desk.Do(chamber.Say("north", "link"))).Code(), (await desk.Do(chamber.Say("north", "connect"))).Code());
        var elsewhere = new Place("north", "realm", "yard", PlaceKind.Channel);
        Assert.Equal(["refusal.code"], (await desk.Do(chamber.Say("x", $"connect {link}") with { Place = elsewhere })).Keys());
        Assert.Equal(["refusal.code.link"], (await desk.Do(chamber.Say("x", $"link {connect}"))).Keys());
    }

    [Fact]
    public async Task Who_speaks_for_another_partner_cannot_be_linked_and_the_code_is_not_lost()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        Assert.Equal(["refusal.speaks-for-another"], (await desk.Do(chamber.Say("west", $"link {code}"))).Keys());
        Assert.Equal(["link.done"], (await desk.Do(chamber.Say("south2", $"link {code}"))).Keys());
    }

    [Fact]
    public async Task A_steward_is_one_from_both_accounts()
    {
        var (chamber, desk) = await Open();
        await chamber.Joins("west2", "west");
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("north2", "connect"))).Keys());
        await desk.Do(chamber.Say("north2", $"link {(await desk.Do(chamber.Say("north", "link"))).Code()}"));
        Assert.Equal(["connect.code"], (await desk.Do(chamber.Say("north2", "connect"))).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("west2", "connect"))).Keys());
    }

    [Fact]
    public async Task A_stranger_gets_no_code()
    {
        var (chamber, desk) = await Open();
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("stranger", "link"))).Keys());
    }

    [Fact]
    public async Task Linking_that_a_process_died_in_is_carried_through_by_another()
    {
        var (chamber, desk) = await Open();
        var code = (await desk.Do(chamber.Say("south", "link"))).Code();
        chamber.Documents.Writing = key =>
        {
            if (key == Kinds.MemberKey(Chamber.Id, Chamber.Delegate("south2")))
            {
                throw new StoreUnavailableException("died");
            }
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.Do(chamber.Say("south2", $"link {code}")));
        chamber.Documents.Writing = null;
        Assert.Null(await chamber.Member("south2"));
        await chamber.Process().Tick();
        Assert.True((await chamber.Member("south2"))!.State.MayVote);
        Assert.Null((await chamber.Member("south"))!.Wake);
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
