using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class CourseSpecs(House house)
{
    [Fact]
    public async Task A_partner_gives_its_mandate_in_one_chat_and_it_counts_by_a_press_in_the_other()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Fund four wells | majority > 1/2 | mandates 1 | closes in 2d");
        var number = await room.Number();
        await room.Be("teams", "Chidi Okafor");
        await room.Ballot("teams").Locator("button", new() { HasText = "Mandate…" }).ClickAsync();
        await room.Dialog("teams").Locator("input").FillAsync("Nordic Water Fund");
        await room.Picture("mandate-form");
        await room.Dialog("teams").Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Dialog("teams")).ToHaveCountAsync(0);
        await room.BothTell(number, "speaks for");
        await room.Turnout(0, 6);
        await room.Be("slack", "Bo Lind");
        await room.Press(room.Ballot("slack"), "For");
        await room.Turnout(2, 6);
        await room.BothTell(number, "Lagos Makers Union (Nordic Water Fund)");
        await room.Picture("mandate");
        await room.IsWell();
    }

    [Fact]
    public async Task A_decision_is_given_longer_and_taken_back_and_both_panes_say_by_whom_and_why()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Move the weir | majority > 1/2 | closes in 2d");
        var number = await room.Number();
        await room.Say("teams", $"@BotPartner extend {number} 3d");
        await room.BothTell(number, "extended by Anna Berg");
        await room.Picture("extended");

        // Who did not put it is told so, and it stands.
        await room.Be("slack", "Dana Reyes");
        await room.Say("slack", $"/partner withdraw {number}");
        await Expect(room.Messages("slack").Filter(new() { HasText = "Only visible to you" }).Last).ToContainTextAsync($"{number}");
        await Expect(room.Card("teams", $"Decision {number} was withdrawn")).ToHaveCountAsync(0);

        await room.Say("teams", $"@BotPartner withdraw {number} The river moved it.");
        foreach (var platform in (string[])["teams", "slack"])
        {
            await Expect(room.Card(platform, $"Decision {number} was withdrawn")).ToContainTextAsync("The river moved it.");
        }

        await Expect(room.Messages("teams").Filter(new() { HasText = "Move the weir" }).Filter(new() { Has = room.Button("Abstain") })).ToHaveCountAsync(0);
        await room.Picture("withdrawn");
        await room.IsWell();
    }
}
