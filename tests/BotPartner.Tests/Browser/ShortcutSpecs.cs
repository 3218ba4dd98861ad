using BotPartner.Core.Chat;
using BotPartner.Sandbox.Rehearsal;
using BotPartner.Tests.Manifests;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>What the app offers on messages and beside the message box is found, and used, with the keyboard alone.</summary>
[Collection(InTheBrowser.Name)]
public sealed class ShortcutSpecs
{
    [Fact]
    public async Task A_message_is_pointed_at_from_its_own_menu_in_both_panes()
    {
        using var folder = new TemporaryFolder();
        var feature = new Tried();
        await using var house = await Open(folder, feature);
        await using var room = await RoomPage.Open(house);
        foreach (var (platform, person) in (IEnumerable<(string, string)>)[("teams", "Chidi Okafor"), ("slack", "Bo Lind")])
        {
            await room.Be(platform, person);
            await room.Say(platform, "What about the herons?");
            var button = room.Card(platform, "What about the herons?").GetByRole(AriaRole.Button, new() { Name = $"More actions: {person}" });
            await button.FocusAsync();
            await room.Page.Keyboard.PressAsync("ArrowDown");
            var menu = room.Card(platform, "What about the herons?").GetByRole(AriaRole.Menu);
            await Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
            await Expect(menu.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "Try" })).ToHaveTextAsync(["Try this message enOpens a form to try it in en", "Try either enOpens a form to try it in en"]);
            await Expect(menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
            await room.Picture($"menu-{platform}");

            // Escape goes back, and the arrows go round.
            await room.Page.Keyboard.PressAsync("Escape");
            await Expect(menu).ToBeHiddenAsync();
            await Expect(button).ToBeFocusedAsync();
            await room.Page.Keyboard.PressAsync("Enter");
            await room.Page.Keyboard.PressAsync("ArrowUp");
            await Expect(menu.GetByRole(AriaRole.Menuitem).Last).ToBeFocusedAsync();
            await room.Page.Keyboard.PressAsync("ArrowDown");
            await Expect(menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
            await room.Page.Keyboard.PressAsync("ArrowUp");
            await Expect(menu.GetByRole(AriaRole.Menuitem).Last).ToContainTextAsync("Try either");
            await room.Page.Keyboard.PressAsync("Enter");

            var dialog = room.Dialog(platform);
            await Expect(dialog).ToContainTextAsync("What about the herons?");
            await Expect(dialog.Locator(".content input, .content textarea").First).ToBeFocusedAsync();
            await dialog.Locator(".content input, .content textarea").First.FillAsync("Leave them be");
            await room.Page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);
            await Expect(button).ToBeFocusedAsync();
        }

        Assert.Equal(2, feature.Heard.OfType<Request.Pressed>().Count());
        Assert.All(feature.Heard.OfType<Request.Pressed>(), p => Assert.EndsWith("What about the herons?", p.About!.Words, StringComparison.Ordinal));
        await room.IsWell();
    }

    [Fact]
    public async Task Beside_the_message_box_is_what_can_be_done_anywhere()
    {
        using var folder = new TemporaryFolder();
        await using var house = await Open(folder, new Tried());
        await using var room = await RoomPage.Open(house);
        foreach (var (platform, name) in (IEnumerable<(string, string)>)[("teams", "Actions and apps in Teams"), ("slack", "Shortcuts in Slack")])
        {
            await room.Pane(platform).GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
            await room.Picture($"shortcuts-{platform}");
            await room.Pane(platform).GetByRole(AriaRole.Menuitem, new() { Name = "Try anything en" }).ClickAsync();
            var dialog = room.Dialog(platform);
            await dialog.Locator(".content input, .content textarea").First.FillAsync("Leave them be");
            await dialog.Locator("button", new() { HasText = "Send" }).ClickAsync();
            await Expect(platform == "slack" ? dialog : room.Pane(platform).Locator(".view + .notice")).ToContainTextAsync("Tried: Leave them be");
        }

        await room.IsWell();
    }

    private static Task<RehearsalRoom> Open(TemporaryFolder folder, Tried feature)
    {
        Chromium.MustBeInstalled();
        return RehearsalRoom.Open(
            new() { Url = "http://127.0.0.1:0", Store = folder.File("room.db"), Partners = 0 },
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(Tried.Texts()));
                builder.Services.AddSingleton<IFeature>(feature);
            },
            TestContext.Current.CancellationToken);
    }
}
