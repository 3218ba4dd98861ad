using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class LossSpecs(House house)
{
    [Fact]
    public async Task What_was_typed_is_kept_when_the_room_does_not_answer()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.RouteAsync("**/act", r => r.AbortAsync());
        await room.Box("teams").FillAsync("a thought worth keeping");
        await room.Box("teams").PressAsync("Enter");
        await Expect(room.Pane("teams").Locator(".view + .notice")).ToContainTextAsync("does not answer");
        await Expect(room.Box("teams")).ToHaveValueAsync("a thought worth keeping");
        await Expect(room.Page.Locator("#gone")).ToBeHiddenAsync();
    }
}
