using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>The app's home in the room: what waits for who looks at it, and nothing else.</summary>
[Collection(InTheBrowser.Name)]
public sealed class HomeSpecs
{
    [Fact]
    public async Task It_shows_what_waits_for_a_vote_and_changes_when_something_is_put_from_there()
    {
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own);
        await room.EndTour();
        await room.Be("slack", "Bo Lind");
        await room.Pane("slack").GetByRole(AriaRole.Tab, new() { Name = "Home" }).ClickAsync();
        var home = room.Pane("slack").Locator(".home");
        await Expect(home).ToContainTextAsync("No decision is open.");
        await Expect(home).ToContainTextAsync("you cast the vote of");
        await room.Picture("home");

        await home.Locator("button", new() { HasText = "Put a proposal" }).ClickAsync();
        var form = room.Dialog("slack");
        await form.Locator("[data-block=text] textarea").FillAsync("Meet in spring");
        await form.Locator("button.primary").ClickAsync();
        await form.Locator("button", new() { HasText = "Put to the partners" }).ClickAsync();
        await Expect(home).ToContainTextAsync("Meet in spring");
        await Expect(home).ToContainTextAsync("one waits for your vote");
        await room.IsWell();
    }
}
