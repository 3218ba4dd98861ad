using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>What the partners agreed on is at hand while a message is being written.</summary>
[Collection(InTheBrowser.Name)]
public sealed class CiteSpecs
{
    [Fact]
    public async Task A_principle_is_looked_for_beside_the_message_box_and_sent_as_a_card()
    {
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own);
        await room.EndTour();
        await room.Be("teams", "Anna Berg");
        await room.Box("teams").FillAsync("trust");
        await room.Pane("teams").GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        var hit = room.Pane("teams").Locator(".hits button").First;
        await Expect(hit).ToContainTextAsync("trust");
        await room.Picture("search");
        await hit.ClickAsync();
        await Expect(room.Messages("teams").Last).ToContainTextAsync("Transparency and trust");
        await Expect(room.Messages("teams").Last).ToContainTextAsync("Anna Berg");
        await room.Picture("search-shared");
        await room.IsWell();
    }
}
