using System.Text.RegularExpressions;
using BotPartner.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class VoteSpecs(House house)
{
    [Fact]
    public async Task A_proposal_is_put_voted_on_in_both_panes_and_counted_at_its_deadline()
    {
        // A room of its own: the clock is moved, and nothing else shall be due.
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own);
        await room.EndTour();
        await room.Put("Open the gauging data | majority > 1/2 | quorum 50% | closes in 3d");
        await room.Turnout(0, 6);

        foreach (var (platform, person, choice) in ((string, string, string)[])
            [("teams", "Anna Berg", "For"), ("slack", "Bo Lind", "For"), ("teams", "Élodie Martin", "Against"), ("slack", "Dana Reyes", "For")])
        {
            await room.Be(platform, person);
            await room.Ballot(platform).Locator("button", new() { HasText = choice }).First.ClickAsync();
        }

        await room.Turnout(4, 6);
        await Expect(room.Ballot("slack")).ToContainTextAsync("Rivières Vivantes");
        await room.Picture("votes");

        // At half time, those who have not voted are reminded, each in private: one in each chat.
        await room.Be("teams", "Chidi Okafor");
        await room.Chat("teams");
        await room.Be("slack", "Femi Adeyemi");
        await room.Chat("slack");
        await room.UntilSeen(room.Card("teams", "Decision 1 waits for your vote"));
        await room.UntilSeen(room.Card("slack", "Decision 1 waits for your vote"));
        await Expect(room.Page.Locator("#wire-list")).ToContainTextAsync("to Chidi Okafor, in private");
        await Expect(room.Page.Locator("#wire-list li.newday")).Not.ToHaveCountAsync(1);
        await room.Picture("reminder");
        await room.Channel("teams");
        await room.Channel("slack");

        var outcome = room.Card("teams", "Outcome of decision").Filter(new() { HasText = "Open the gauging data" });
        await room.UntilSeen(outcome);
        await Expect(room.Page.Locator("#ahead")).ToContainTextAsync(new Regex(@"\d+ d .*ahead", RegexOptions.None, TimeSpan.FromSeconds(1)));
        foreach (var platform in (string[])["teams", "slack"])
        {
            var told = room.Card(platform, "Outcome of decision");
            await Expect(told).ToContainTextAsync("Adopted.");
            await Expect(told).ToContainTextAsync("For 3, against 1, abstentions 0.");

            // The card itself is closed, in place.
            await Expect(room.Messages(platform).Filter(new() { HasText = "Open the gauging data" }).Filter(new() { Has = room.Button("Abstain") })).ToHaveCountAsync(0);
        }

        await room.Picture("outcome");
        await room.IsWell();
    }

    [Fact]
    public async Task An_edit_stands_where_the_card_stood_and_leaves_the_reader_where_he_was()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Read in peace | majority > 1/2 | closes in 1d");
        var list = room.Pane("slack").Locator(".messages");
        await list.EvaluateAsync("list => list.scrollTop = 0");
        await room.Be("slack", "Femi Adeyemi");
        await list.EvaluateAsync("list => list.scrollTop = 40");
        await room.Ballot("teams").Locator("button", new() { HasText = "For" }).First.ClickAsync();
        await room.Turnout(1, 6);
        Assert.Equal(40, (await list.EvaluateAsync("list => Math.round(list.scrollTop)"))!.Value.GetInt32());
        Assert.Equal(1, await room.Messages("slack").Filter(new() { HasText = "Read in peace" }).CountAsync());
        await room.IsWell();
    }

    [Fact]
    public async Task Fifty_people_vote_through_the_page_and_both_panes_are_right()
    {
        const int Partners = 50;
        using var folder = new TemporaryFolder();
        await using var crowd = await House.Open(folder.Path, Partners);
        await using var room = await RoomPage.Open(crowd);
        await room.EndTour();
        await room.Put("Ask everybody | majority > 1/2 | quorum 100% | closes in 6h");
        var votes = new Dictionary<string, int> { ["For"] = 0, ["Against"] = 0, ["Abstain"] = 0 };
        foreach (var platform in (string[])["teams", "slack"])
        {
            // The last of each list is the guest, who speaks for nobody.
            var people = await room.Pane(platform).Locator("select.people option").AllInnerTextsAsync();
            foreach (var person in people.SkipLast(1))
            {
                var choice = votes.Keys.ElementAt(votes.Values.Sum() % 5 % 3);
                votes[choice]++;
                await room.Be(platform, person);

                // Once, and it arrives. (In Teams the voter is told by a notice; what a client says by itself is that it failed.)
                var told = await room.Press(room.Ballot(platform), choice);
                Assert.True(told is null || (platform == "teams" && !told.StartsWith("Something went wrong", StringComparison.Ordinal)), $"{person}, {choice}: {told}");
            }
        }

        Assert.Equal(Partners, votes.Values.Sum());
        await room.Turnout(Partners, Partners);
        foreach (var (choice, count) in votes)
        {
            await Expect(room.Ballot("teams")).ToContainTextAsync($"{count} / {Partners} · {choice}");
            await Expect(room.Ballot("slack")).ToContainTextAsync(new Regex($"{choice}\u200b?: {count} of {Partners}", RegexOptions.None, TimeSpan.FromSeconds(1)));
        }

        await room.Picture("fifty");
        var outcome = room.Card("slack", "Outcome of decision");
        await room.UntilSeen(outcome);
        var sum = $"For {votes["For"]}, against {votes["Against"]}, abstentions {votes["Abstain"]}.";
        await Expect(outcome).ToContainTextAsync(sum);
        await Expect(room.Card("teams", "Outcome of decision")).ToContainTextAsync(sum);
        await room.IsWell();
    }
}
