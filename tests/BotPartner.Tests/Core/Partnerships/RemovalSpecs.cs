using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>A person's right ends at once, also for open ballots; the partner's ballot stays.</summary>
public sealed class RemovalSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Text | majority | quorum 20%")]
    [InlineData("Text | majority | quorum 20% | sealed")]
    [InlineData("Text | majority | quorum 20% | members")]
    public async Task Who_is_removed_votes_no_more_even_where_a_process_remembers_them_and_what_they_voted_stays(string proposal)
    {
        var (chamber, desk) = await Put(proposal);
        var elsewhere = chamber.Process();
        Assert.DoesNotContain("refusal.stranger", (await elsewhere.Do(chamber.Say("south", "vote 1 for"))).Keys());
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["member.removed"], (await desk.Do(Removing(chamber, "north", "south"))).Keys());

        // The other process has looked them up a second ago; what they typed is said again there.
        Assert.Equal(["refusal.stranger", "ballot.kept"], (await elsewhere.Do(chamber.Say("south", "vote 1 against"))).Keys());
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("south", "vote 1 against"))).Keys());
        chamber.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["refusal.stranger"], (await elsewhere.Do(chamber.Say("south", "vote 1 against"))).Keys());
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var outcome = (await chamber.Decision()).Outcome!;
        Assert.Equal((3, 1, 1), (outcome.Electorate, outcome.Cast, outcome.Of(Choice.For)));
    }

    [Fact]
    public async Task Who_is_removed_gives_nobody_the_partners_mandate_even_where_a_process_remembers_them()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20% | mandates 1");
        var elsewhere = chamber.Process();
        Assert.Equal(["mandate.given"], (await elsewhere.Do(chamber.Say("south", "mandate 1 to west"))).Keys());
        await desk.Do(Removing(chamber, "north", "south"));
        Assert.Contains("refusal.stranger", (await elsewhere.Do(chamber.Say("south", "mandate 1 back"))).Keys());
        Assert.Equal("west", await Holder());

        // Another delegate takes it back at once; and another process has forgotten by then.
        Assert.Equal(["mandate.taken-back"], (await elsewhere.Do(chamber.Say("sam", "mandate 1 back"))).Keys());
        Assert.Null(await Holder());
        chamber.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["refusal.stranger"], (await elsewhere.Do(chamber.Say("south", "mandate 1 to north"))).Keys());

        async Task<string?> Holder() => DecisionKinds.Mandates.Read((await chamber.Documents.Find(DecisionKinds.MandatesKey(Chamber.Id, 1, 1), Stop))!).State
            .HolderFor(Partner.IdOf("south")) is { } id ? id == Partner.IdOf("west") ? "west" : id : null;
    }

    [Fact]
    public async Task Where_votes_are_anonymous_who_is_removed_drops_none_into_the_urn()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20% | anonymous");
        var elsewhere = chamber.Process();
        await elsewhere.Do(chamber.Say("south", "hello"));
        await desk.Do(Removing(chamber, "north", "south"));
        await elsewhere.Do(Ballot("south", Choice.Against));
        await desk.Do(Ballot("north", Choice.For));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal(1, (await chamber.Decision()).Outcome!.Cast);

        Request Ballot(string who, string choice) => chamber.Submit(who, BallotForm.Id, BallotForm.Args(Chamber.Id, 1), new() { ["choice"] = choice });
    }

    [Fact]
    public async Task One_who_differed_and_was_removed_blocks_the_partner_no_longer()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%", mustAgree: true);
        await desk.Do(chamber.Say("south", "vote 1 for"));
        await desk.Do(chamber.Say("sam", "vote 1 against"));
        await desk.Do(Removing(chamber, "north", "sam"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        Assert.Equal(1, (await chamber.Decision()).Outcome!.Of(Choice.For));
    }

    [Fact]
    public async Task Who_spoke_alone_for_the_partner_has_spoken_for_it_and_the_next_delegate_is_free()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%", mustAgree: true);
        await desk.Do(chamber.Say("sam", "vote 1 against"));
        await desk.Do(Removing(chamber, "north", "sam"));
        Assert.Equal(Choice.Against, Assert.Single(await Ballots(chamber)).Choice);
        await desk.Do(chamber.Say("south", "vote 1 for"));
        Assert.Equal(Choice.For, Assert.Single(await Ballots(chamber)).Choice);
    }

    [Fact]
    public async Task A_delegate_who_is_none_any_more_casts_no_partners_ballot_but_their_own_where_members_vote()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%");
        await desk.Do(chamber.Say("north", "decide Other | majority | quorum 20% | members"));
        await desk.Tick();
        var elsewhere = chamber.Process();
        await elsewhere.Do(chamber.Say("south", "hello"));
        await desk.Do(chamber.Say("north", "role @south none") with { Mentions = [Chamber.Delegate("south")] });
        Assert.NotEqual(["ballot.recorded"], (await elsewhere.Do(chamber.Say("south", "vote 1 against"))).Keys());
        Assert.Equal(["refusal.not-delegate"], (await desk.Do(chamber.Say("south", "vote 1 against"))).Keys());
        Assert.DoesNotContain("refusal.stranger", (await desk.Do(chamber.Say("south", "vote 2 for"))).Keys());
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Do(chamber.Say("north", "close 2"));
        await desk.Tick();
        Assert.Equal((0, 1), ((await chamber.Decision(1)).Outcome!.Cast, (await chamber.Decision(2)).Outcome!.Cast));
    }

    [Fact]
    public async Task All_accounts_of_a_person_are_removed_together_and_no_old_code_brings_them_back()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%");
        await desk.Do(chamber.Say("south2", $"link {(await desk.Do(chamber.Say("south", "link"))).Code()}"));
        var (link, invitation) = ((await desk.Do(chamber.Say("west", "link"))).Code(), (await desk.Do(chamber.Say("north", "invite south | 9"))).Code());
        await desk.Do(Removing(chamber, "north", "south2"));
        Assert.Equal((Standing.Removed, Standing.Removed), ((await chamber.Member("south"))!.State.Standing, (await chamber.Member("south2"))!.State.Standing));
        foreach (var who in new[] { "south", "south2" })
        {
            Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say(who, "vote 1 for"))).Keys());
            Assert.Equal(["refusal.removed"], (await desk.Do(chamber.Say(who, $"join {invitation}"))).Keys());
            Assert.Equal(["refusal.removed"], (await desk.Do(chamber.Say(who, $"link {link}"))).Keys());
            Assert.Equal(["refusal.no-partnership"], (await desk.Do(chamber.Say(who, "decisions").Whispered())).Keys());
        }

        // They may ask again, and be admitted.
        Assert.Equal(["join.asked"], (await desk.Do(chamber.Say("south2", "join south"))).Keys());
        await desk.Do(chamber.Say("north", "admit @south2") with { Mentions = [Chamber.Delegate("south2")] });
        Assert.Equal((Standing.Admitted, Standing.Removed), ((await chamber.Member("south2"))!.State.Standing, (await chamber.Member("south"))!.State.Standing));
    }

    [Fact]
    public async Task The_last_steward_hands_over_before_leaving()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%");
        var sure = (Reply.Show)await desk.Do(chamber.Say("north", "leave"));
        var button = sure.Card.Elements.OfType<Element.Buttons>().Single().Items[0];
        Assert.Equal(ButtonTone.Danger, button.Tone);
        Assert.Equal(["refusal.last-steward"], (await desk.Do(chamber.Press("north", button.Action, button.Args.ToDictionary()))).Keys());
        Assert.Equal(["refusal.last-steward"], (await desk.Do(chamber.Say("north", "role @north none") with { Mentions = [Chamber.Delegate("north")] })).Keys());
        Assert.True((await chamber.Member("north"))!.State.MayVote);
        Assert.Equal(["role.done.steward"], (await desk.Do(chamber.Say("north", "role @west steward") with { Mentions = [Chamber.Delegate("west")] })).Keys());
        Assert.Equal(["leave.done"], (await desk.Do(chamber.Press("north", button.Action, button.Args.ToDictionary()))).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("north", "connect"))).Keys());
        var told = (await chamber.Member("north"))!.Owes.Single(o => o.Slot == "removed");
        Assert.Equal("@west", Assert.Single(told.To).Place.Channel);
    }

    [Fact]
    public async Task A_focal_point_removes_from_its_own_partner_alone_and_never_a_steward()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%");
        await desk.Do(chamber.Say("north", "role @south focal") with { Mentions = [Chamber.Delegate("south")] });
        Assert.Equal(["refusal.remove"], (await desk.Do(Removing(chamber, "south", "west"))).Keys());
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(Removing(chamber, "south", "north"))).Keys());
        Assert.Equal(["refusal.remove"], (await desk.Do(Removing(chamber, "sam", "south"))).Keys());
        Assert.Equal(["member.removed"], (await desk.Do(Removing(chamber, "south", "sam"))).Keys());
        await desk.Do(chamber.Say("north", "role @sam steward") with { Mentions = [Chamber.Delegate("sam")] });
        Assert.Equal(["refusal.not-member"], (await desk.Do(Removing(chamber, "south", "sam"))).Keys());
    }

    [Fact]
    public async Task A_partner_that_is_removed_is_asked_no_more_its_people_are_told_and_its_ballot_stays()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%");
        var invitation = (await desk.Do(chamber.Say("north", "invite south | 9"))).Code();
        await desk.Do(chamber.Say("south", "vote 1 for"));
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("south", "partner remove west"))).Keys());
        Assert.Equal(["partner.removed"], (await desk.Do(chamber.Say("north", "partner remove SOUTH"))).Keys());
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("south", "vote 1 against"))).Keys());
        Assert.Equal(["refusal.code.join"], (await desk.Do(chamber.Say("new", $"join {invitation}"))).Keys());
        await Assert.AllAsync(["south", "sam"], async who => Assert.Equal(Standing.Removed, (await chamber.Member(who))!.State.Standing));
        Assert.Equal("@south", Assert.Single((await chamber.Member("south"))!.Owes.Single(o => o.Slot == "removed").To).Place.Channel);
        await desk.Do(chamber.Say("north", "decide Next | majority | quorum 20%"));
        await desk.Tick();
        Assert.Equal((3, 2), ((await chamber.Decision(1)).Electorate, (await chamber.Decision(2)).Electorate));
        Assert.Equal(["partner.added"], (await desk.Do(chamber.Say("north", "partner add South as business"))).Keys());
        Assert.Equal(["refusal.code.join"], (await desk.Do(chamber.Say("new", $"join {invitation}"))).Keys());
    }

    [Fact]
    public async Task A_removal_that_a_process_died_in_is_carried_through_by_another()
    {
        var (chamber, desk) = await Put("Text | majority | quorum 20%", mustAgree: true);
        await desk.Do(chamber.Say("south", "vote 1 for"));
        await desk.Do(chamber.Say("sam", "vote 1 against"));
        chamber.Documents.Writing = key =>
        {
            if (key.Id.Contains(":box:", StringComparison.Ordinal))
            {
                throw new StoreUnavailableException("died");
            }
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.Do(Removing(chamber, "north", "sam")));
        chamber.Documents.Writing = null;
        Assert.Empty(await Ballots(chamber));
        await chamber.Process().Tick();
        Assert.Equal(Choice.For, Assert.Single(await Ballots(chamber)).Choice);
        Assert.Null((await chamber.Member("sam"))!.Wake);
    }

    private static async Task<IReadOnlyList<Ballot>> Ballots(Chamber chamber) =>
        [.. (await chamber.Documents.List(Chamber.Id, "box", "", 10, Stop)).SelectMany(b => DecisionKinds.Box.Read(b).State.Ballots.Values)];

    private static Request Removing(Chamber chamber, string by, string who) =>
        chamber.Say(by, $"member remove @{who}") with { Mentions = [Chamber.Delegate(who)] };

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Put(string proposal, bool mustAgree = false)
    {
        var chamber = await new Chamber().Found();
        if (!proposal.Contains("members", StringComparison.Ordinal))
        {
            await chamber.Joins("sam", "south", delegates: true);
        }

        var desk = chamber.Process();
        if (mustAgree)
        {
            await desk.Do(chamber.Say("north", "settings delegates must agree"));
        }

        await desk.Do(chamber.Say("north", $"decide {proposal}"));
        await desk.Tick();
        return (chamber, desk);
    }
}
