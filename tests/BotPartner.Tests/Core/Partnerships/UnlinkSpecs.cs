using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>Linking undone: the linked account speaks as the member no longer, at once; the first one stays.</summary>
public sealed class UnlinkSpecs
{
    [Theory]
    [InlineData("south")]
    [InlineData("south2")]
    public async Task Typed_from_either_account_it_ends_what_the_linked_one_may_and_the_other_is_told(string from)
    {
        var (chamber, desk) = await Linked("south2");
        await desk.Do(chamber.Say("south2", "vote 1 for"));
        Assert.Equal(["unlink.done"], (await desk.Do(chamber.Say(from, "unlink"))).Keys());
        var (first, second) = ((await chamber.Member("south"))!, (await chamber.Member("south2"))!);
        Assert.Equal((true, null, null), (first.State.MayVote, first.State.Accounts, first.State.Parting));
        Assert.Null(first.Wake);
        Assert.Equal((false, null), (second.State.MayVote, second.State.LinkedTo));
        Assert.Equal(from == "south" ? "@south2" : "@south", Assert.Single(first.Owes.Single(o => o.Slot.StartsWith("unlinked:", StringComparison.Ordinal)).To).Place.Channel);

        // In every place at once: the vote of the partner stays, and is its own to change.
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("south2", "vote 1 against"))).Keys());
        Assert.Equal(["refusal.no-partnership"], (await desk.Do(chamber.Say("south2", "decisions").Whispered())).Keys());
        Assert.Equal(Choice.For, Assert.Single(await Ballots(chamber)).Choice);
        await desk.Do(chamber.Say("south", "vote 1 abstain"));
        Assert.Equal(Choice.Abstain, Assert.Single(await Ballots(chamber)).Choice);
    }

    [Fact]
    public async Task A_process_that_remembers_the_linked_account_takes_nothing_from_it_and_everything_from_the_first()
    {
        var (chamber, desk) = await Linked("south2");
        var elsewhere = chamber.Process();
        await elsewhere.Do(chamber.Say("south2", "vote 1 for"));
        await elsewhere.Do(chamber.Say("south2", "mandate 1 to west"));
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Do(chamber.Say("south", "unlink"));
        Assert.Equal("refusal.stranger", (await elsewhere.Do(chamber.Say("south2", "vote 1 against"))).Keys()[0]);
        Assert.Contains("refusal.stranger", (await elsewhere.Do(chamber.Say("south2", "mandate 1 back"))).Keys());
        Assert.Equal(["refusal.stranger"], (await elsewhere.Do(chamber.Say("south2", "unlink"))).Keys());
        Assert.Equal(Choice.For, Assert.Single(await Ballots(chamber)).Choice);
        await elsewhere.Do(chamber.Say("south", "vote 1 against"));
        Assert.Equal(Choice.Against, Assert.Single(await Ballots(chamber)).Choice);
    }

    [Fact]
    public async Task Nobody_is_left_without_an_account()
    {
        var (chamber, desk) = await Linked("south2");
        await desk.Do(chamber.Say("south", "unlink"));
        foreach (var words in new[] { "unlink", "unlink south", "unlink south2" })
        {
            Assert.Equal(["unlink.none"], (await desk.Do(chamber.Say("south", words))).Keys());
        }

        Assert.Equal(["unlink.none"], (await desk.Do(chamber.Say("west", "unlink"))).Keys());
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("stranger", "unlink"))).Keys());
        Assert.True((await chamber.Member("south"))!.State.MayVote);
        Assert.True((await chamber.Member("west"))!.State.MayVote);
    }

    [Fact]
    public async Task Of_several_the_named_one_is_meant_and_else_they_are_shown_with_a_button_each()
    {
        var (chamber, desk) = await Linked("south2", "south3");
        var asked = (Reply.Show)await desk.Do(chamber.Say("south", "unlink"));
        Assert.Equal("unlink.which", asked.Keys()[0]);
        Assert.True(asked.Confidential);
        var buttons = asked.Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).ToArray();
        Assert.Equal(2, buttons.Length);
        Assert.Equal(buttons.Select(b => b.Args["a"]), Shown((Reply.Show)await desk.Do(chamber.Say("south3", "link"))).Select(b => b.Args["a"]));

        // Of another member they do nothing.
        Assert.Equal(["unlink.none"], (await desk.Do(chamber.Press("west", buttons[0].Action, buttons[0].Args.ToDictionary()))).Keys());
        Assert.Equal(["unlink.done"], (await desk.Do(chamber.Press("south", buttons[0].Action, buttons[0].Args.ToDictionary()))).Keys());
        Assert.Equal((false, true), ((await chamber.Member("south2"))!.State.MayVote, (await chamber.Member("south3"))!.State.MayVote));
        Assert.Equal(["unlink.done"], (await desk.Do(chamber.Say("south", "unlink SOUTH3"))).Keys());
        Assert.False((await chamber.Member("south3"))!.State.MayVote);
    }

    [Fact]
    public async Task Whoever_is_told_of_a_link_undoes_it_with_the_button_below_and_can_link_anew()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south2", $"link {(await desk.Do(chamber.Say("south", "link"))).Code()}"));
        var told = (await chamber.Member("south"))!.Owes.Single(o => o.Slot.StartsWith("linked:", StringComparison.Ordinal));
        var button = Assert.Single(told.Card.Elements.OfType<Element.Buttons>().Single().Items);
        var press = chamber.Press("south", button.Action, button.Args.ToDictionary()) with { Place = Chamber.Delegate("south").Direct };
        Assert.Equal(["unlink.done"], (await desk.Do(press)).Keys());
        Assert.Equal(["unlink.none"], (await desk.Do(press)).Keys());
        Assert.Equal(["link.done"], (await desk.Do(chamber.Say("south2", $"link {(await desk.Do(chamber.Say("south", "link"))).Code()}"))).Keys());
        var again = (await chamber.Member("south2"))!;
        Assert.True(again.State.MayVote);
        Assert.Null(again.Expires);
    }

    [Fact]
    public async Task Rights_that_came_by_the_link_go_with_it()
    {
        var (chamber, desk) = await Linked();
        await desk.Do(chamber.Say("north2", $"link {(await desk.Do(chamber.Say("north", "link"))).Code()}"));
        Assert.Equal(["connect.code"], (await desk.Do(chamber.Say("north2", "connect"))).Keys());
        await desk.Do(chamber.Say("north", "unlink"));
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("north2", "connect"))).Keys());
        Assert.Equal(["connect.code"], (await desk.Do(chamber.Say("north", "connect"))).Keys());
    }

    [Fact]
    public async Task Unlinking_that_a_process_died_in_at_any_save_is_carried_through_by_another()
    {
        for (var deadly = 2; deadly <= 7; deadly++)
        {
            var (chamber, desk) = await Linked("south2");
            var saves = 0;
            chamber.Documents.Writing = _ =>
            {
                if (++saves >= deadly)
                {
                    throw new StoreUnavailableException("died");
                }
            };
            try
            {
                await desk.Do(chamber.Say("south", "unlink"));
            }
            catch (StoreUnavailableException)
            {
            }

            chamber.Documents.Writing = null;
            await chamber.Process().Tick();
            Assert.Equal((false, null), ((await chamber.Member("south2"))!.State.MayVote, (await chamber.Member("south2"))!.State.LinkedTo));
            Assert.Equal((true, null, null), ((await chamber.Member("south"))!.State.MayVote, (await chamber.Member("south"))!.State.Parting, (await chamber.Member("south"))!.Wake));
        }
    }

    private static Button[] Shown(Reply.Show reply) => [.. reply.Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items)];

    private static async Task<IReadOnlyList<Ballot>> Ballots(Chamber chamber) =>
        [.. (await chamber.Documents.List(Chamber.Id, "box", "", 10, TestContext.Current.CancellationToken)).SelectMany(b => DecisionKinds.Box.Read(b).State.Ballots.Values)];

    /// <summary>A decision runs, and these accounts are linked to south's.</summary>
    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Linked(params string[] accounts)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        foreach (var account in accounts)
        {
            Assert.Equal(["link.done"], (await desk.Do(chamber.Say(account, $"link {(await desk.Do(chamber.Say("south", "link"))).Code()}"))).Keys());
        }

        await desk.Do(chamber.Say("north", "decide Text | majority | quorum 20% | mandates 1"));
        await desk.Tick();
        return (chamber, desk);
    }
}
