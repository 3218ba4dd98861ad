using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class AccessSpecs(House house)
{
    [Fact]
    public async Task The_whole_path_can_be_gone_by_keyboard()
    {
        // A room of its own: the clock is moved, and nothing else shall be due.
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own);
        var keys = room.Page.Keyboard;
        await room.To("Skip to the Teams message box");
        await keys.PressAsync("Enter");
        await Expect(room.Box("teams")).ToBeFocusedAsync();

        // Completion: the bot's name, then the command.
        await keys.TypeAsync("@BotP");
        await Expect(room.Pane("teams").Locator("[role=option]")).ToHaveCountAsync(1);
        await Expect(room.Pane("teams").Locator(".box [role=status]")).ToHaveTextAsync("1 completion; arrow down to choose");
        await keys.PressAsync("ArrowDown");
        await Expect(room.Box("teams")).ToHaveAttributeAsync("aria-activedescendant", (await room.Pane("teams").Locator("[role=option][aria-selected=true]").GetAttributeAsync("id"))!);
        await keys.PressAsync("Tab");
        await keys.TypeAsync("deci");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(room.Box("teams")).ToHaveValueAsync("@BotPartner decide ");
        await keys.TypeAsync("Go by keys | majority > 1/2 | closes in 6h");
        await keys.PressAsync("Enter");
        await Expect(room.Ballot("slack")).ToContainTextAsync("Go by keys");
        await Expect(room.Ballot("teams")).ToContainTextAsync("Go by keys");

        await room.Ballot("teams").EvaluateAsync("card => card.dataset.mine = 'yes'");
        await room.To("For", "[data-mine]", back: true);
        await keys.PressAsync("Enter");
        await room.Turnout(1, 6);
        Assert.Equal("For", await room.Focused());

        // A dialog takes the focus, keeps it, and gives it back.
        await room.To("Vote with a reason…");
        await keys.PressAsync("Enter");
        await Expect(room.Dialog("teams")).ToBeVisibleAsync();
        for (var i = 0; i < 12; i++)
        {
            Assert.True((await room.Page.EvaluateAsync("document.querySelector('#teams dialog').contains(document.activeElement)"))!.Value.GetBoolean());
            await keys.PressAsync(i % 4 == 3 ? "Shift+Tab" : "Tab");
        }

        await keys.PressAsync("Escape");
        await Expect(room.Dialog("teams")).ToHaveCountAsync(0);
        Assert.Equal("Vote with a reason…", await room.Focused());

        await room.To("To the next event", back: true);
        var outcome = room.Card("slack", "Outcome of decision").Filter(new() { HasText = "Go by keys" });
        await room.UntilSeen(outcome, () => keys.PressAsync("Enter"));
        await room.IsWell();
    }

    [Fact]
    public async Task The_arrow_keys_move_between_conversations()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Pane("slack").Locator("[role=tab][aria-selected=true]").FocusAsync();
        await room.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(room.Pane("slack").Locator("[role=tab]").Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(room.Pane("slack").Locator("[role=tab]").Nth(1)).ToBeFocusedAsync();
        await room.Page.Keyboard.PressAsync("End");
        await Expect(room.Pane("slack").Locator(".home")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(768, 1024, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    public async Task Everything_that_is_read_stands_out_from_what_is_behind_it(int width, int height, ColorScheme colours)
    {
        await using var room = await RoomPage.Open(house.Room, width, height, colours);
        await room.Put($"Be seen in the {colours}, {width} wide | majority > 1/2 | closes in 1d");
        await room.Ballot("teams").Locator("button", new() { HasText = "For" }).First.ClickAsync();
        await room.Turnout(1, 6);
        await room.Messages("slack").Locator("button.answer:visible").Last.ClickAsync();
        await room.Page.Locator("#wire-list summary").Last.ClickAsync();
        await room.Picture($"contrast-{width}-{colours}", whole: true);
        Assert.Empty(await Contrast.Faint(room));

        // A form, with what is wrong in it.
        await room.Ballot("slack").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        await room.Dialog("slack").Locator("button.primary").ClickAsync();
        await Expect(room.Dialog("slack").Locator("[role=alert]")).Not.ToBeEmptyAsync();
        Assert.Empty(await Contrast.Faint(room));
        await room.Page.Keyboard.PressAsync("Escape");
        await Expect(room.Dialog("slack")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_narrow_screen_shows_all_without_scrolling_sideways(ColorScheme colours)
    {
        await using var room = await RoomPage.Open(house.Room, 360, 740, colours);
        await room.EndTour();
        await room.Put($"Fit into a {colours} pocket | majority > 1/2 | closes in 1d");
        await room.Ballot("slack").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        await Expect(room.Dialog("slack")).ToBeVisibleAsync();
        await room.Picture($"narrow-modal-{colours}");
        await room.Page.Keyboard.PressAsync("Escape");
        await Expect(room.Dialog("slack")).ToHaveCountAsync(0);
        foreach (var part in (string[])["document.documentElement", "document.querySelector('#teams .messages')", "document.querySelector('#slack .messages')"])
        {
            Assert.True((await room.Page.EvaluateAsync($"{part}.scrollWidth <= {part}.clientWidth"))!.Value.GetBoolean(), $"{part} is wider than the screen");
        }

        await room.Picture($"narrow-{colours}", whole: true);
        await room.IsWell();
    }

    [Fact]
    public async Task The_theme_is_switched_by_hand_and_remembered()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.Locator("#theme").ClickAsync();
        await Expect(room.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await room.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Expect(room.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await room.IsWell();
    }
}
