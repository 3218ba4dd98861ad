using BotPartner.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class ProtocolSpecs
{
    [Fact]
    public async Task The_protocol_is_read_by_all_and_changed_by_a_steward_by_form()
    {
        // A room of its own: what is agreed in it would be another's surprise.
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own);
        await room.EndTour();
        await room.Be("teams", "Anna Berg");
        await room.Say("teams", "@BotPartner protocol");
        var card = room.Card("teams", "What we agreed to do when something stands between us");
        await room.Picture("protocol-card");
        await card.Locator("button", new() { HasText = "Change the stages…" }).ClickAsync();
        await Expect(room.Dialog("teams").Locator(".ac-pushButton")).ToBeVisibleAsync();
        await room.Picture("protocol-stages-form");
        await room.Dialog("teams").Locator(".ac-textInput").Nth(1).FillAsync("soon");
        await room.Dialog("teams").Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Dialog("teams")).ToContainTextAsync("takes a number of working days");
        await room.Dialog("teams").Locator(".ac-textInput").Nth(1).FillAsync("7");
        await room.Dialog("teams").Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Dialog("teams")).ToContainTextAsync("7 working days");
        await room.Page.Keyboard.PressAsync("Escape");
        await card.Locator("button", new() { HasText = "Change the calendar…" }).ClickAsync();
        await Expect(room.Dialog("teams").Locator(".ac-pushButton")).ToBeVisibleAsync();
        await room.Picture("protocol-calendar-form");
        await room.Page.Keyboard.PressAsync("Escape");

        await room.Be("slack", "Femi");
        await room.Say("slack", "/partner protocol");
        var read = room.Card("slack", "What we agreed to do when something stands between us");
        await Expect(read).ToContainTextAsync("7 working days");
        await room.Picture("protocol-read");
        await read.Locator("button", new() { HasText = "Talking guides" }).ClickAsync();
        var guide = room.Card("slack", "Read it twice before you answer");
        await guide.Locator("button", new() { HasText = "Next stage" }).ClickAsync();
        await Expect(room.Messages("slack").Filter(new() { HasText = "Listen first" }).Last).ToBeVisibleAsync();
        await room.Picture("protocol-guide");
        await room.IsWell();
    }
}
