using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class SettingsSpecs
{
    [Fact]
    public async Task A_place_and_the_partnership_are_set_by_form_and_help_shows_each_what_works()
    {
        // A room of its own: what is set in it would be another's surprise.
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own);
        await room.EndTour();
        // Who answers for a partner sets how their place reads; whose it is, a steward says.
        await room.Be("slack", "Femi");
        await room.Say("slack", "/partner settings");
        await room.Card("slack", "For whom this place is").Locator("button", new() { HasText = "This place…" }).ClickAsync();
        await room.Dialog("slack").Locator("[data-block='zone'] input").FillAsync("Africa/Lagos");
        await room.Picture("place-form");
        await room.Dialog("slack").Locator("button.primary").ClickAsync();
        await Expect(room.Dialog("slack")).ToContainTextAsync("Saved.");
        await room.Page.Keyboard.PressAsync("Escape");

        await room.Be("teams", "Anna Berg");
        await room.Say("teams", "@BotPartner settings");
        await room.Card("teams", "For whom this place is").Locator("button", new() { HasText = "This place…" }).ClickAsync();
        await Expect(room.Dialog("teams").Locator(".ac-pushButton")).ToBeVisibleAsync();
        await room.Dialog("teams").Locator("select").First.SelectOptionAsync(new SelectOptionValue { Label = "civil society" });
        await room.Dialog("teams").Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Dialog("teams")).ToContainTextAsync("Saved.");
        await room.Page.Keyboard.PressAsync("Escape");
        await Expect(room.Messages("teams").Filter(new() { HasText = "made this place the space of one group: civil society" })).ToBeVisibleAsync();
        Assert.Equal(0, await room.Messages("slack").Filter(new() { HasText = "the space of one group" }).CountAsync());

        await room.Say("teams", "@BotPartner settings");
        await room.Card("teams", "For whom this place is").Locator("button", new() { HasText = "Partnership settings…" }).ClickAsync();
        await Expect(room.Dialog("teams").Locator(".ac-pushButton")).ToBeVisibleAsync();
        await room.Picture("settings-form");
        await room.Dialog("teams").Locator(".ac-textInput").First.FillAsync("Rivers United");
        await room.Dialog("teams").Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Pane("teams")).ToContainTextAsync("Settings of Rivers United");
        await room.Picture("settings-saved");
        await room.Page.Keyboard.PressAsync("Escape");

        await room.Be("slack", "Kofi Mensah");
        await room.Say("slack", "/partner help");
        await Expect(room.Card("slack", "You do not speak for a partner of Rivers United yet")).ToContainTextAsync("join PARTNER or CODE");
        await room.Picture("help-stranger");
        await room.IsWell();
    }
}
