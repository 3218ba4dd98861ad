using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>Weights and delegates who must agree, as both panes draw them.</summary>
[Collection(InTheBrowser.Name)]
public sealed class ElectorateSpecs(House house)
{
    [Fact]
    public async Task Weights_stand_on_both_cards_before_the_vote_and_in_the_sum()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be("teams", "Anna Berg");
        foreach (var words in (string[])["partner weight Rivières Vivantes 2.5", "settings delegates must agree", "settings cap 40%"])
        {
            await room.Say("teams", $"@BotPartner {words}");
        }

        await Expect(room.Messages("teams").Last).ToContainTextAsync("at most 40% of the whole");
        await room.Put("Share the wells | majority > 1/2 | quorum 20% | closes in 3d");
        foreach (var platform in (string[])["teams", "slack"])
        {
            await Expect(room.Ballot(platform)).ToContainTextAsync("Rivières Vivantes: 2.5; all 5 others: 1");
            await Expect(room.Ballot(platform)).ToContainTextAsync("must agree");
        }

        await room.Picture("weights-before");
        await room.Be("teams", "Élodie Martin");
        await room.Press(room.Ballot("teams"), "For");
        await room.Be("slack", "Bo Lind");
        await room.Press(room.Ballot("slack"), "Against");
        await room.Turnout(2, 6);
        await room.Picture("weights-voted");
        await room.Be("teams", "Anna Berg");
        var number = Regex.Match(await room.Ballot("teams").InnerTextAsync(), "Decision (?<n>\\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["n"].Value;
        await room.Say("teams", $"@BotPartner close {number}");
        foreach (var platform in (string[])["teams", "slack"])
        {
            await Expect(room.Messages(platform).Filter(new() { HasText = "By weight: For 2.5, Against 1 and Abstain 0." })).ToHaveCountAsync(1);
        }

        await room.Picture("weights-after");

        // What others do in this room goes on as it was.
        foreach (var words in (string[])["partner weight Rivières Vivantes 1", "settings delegates last speaks", "settings cap none"])
        {
            await room.Say("teams", $"@BotPartner {words}");
        }

        await Expect(room.Messages("teams").Last).ToContainTextAsync("no limit");
        await room.IsWell();
    }
}
