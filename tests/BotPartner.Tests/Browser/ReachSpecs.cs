using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>What a keyboard reaches, and what a screen reader is told.</summary>
[Collection(InTheBrowser.Name)]
public sealed class ReachSpecs(House house)
{
    // Tabs are one stop of the Tab key, and the arrow keys go between them.
    private const string Controls = """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
          .filter(n => n.checkVisibility({ visibilityProperty: true }) && !n.disabled && !(n.role === 'tab' && n.ariaSelected !== 'true'))
        """;

    [Fact]
    public async Task Every_control_that_is_shown_is_reached_with_the_Tab_key_and_shows_that_it_has_the_focus()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Put("Reach everything | majority > 1/2 | closes in 2d");
        await room.Page.Locator("#wire-list summary").Last.ClickAsync();
        await Expect(room.Page.Locator("#wire-list pre").First).ToBeVisibleAsync();
        var count = (await room.Page.EvaluateAsync($"() => {{ const all = ({Controls})(); all.forEach((n, i) => n.dataset.stop = i); document.activeElement.blur(); return all.length; }}"))!.Value.GetInt32();
        // How many more depends on what earlier specs left on the wire of the room.
        Assert.True(count > 30, $"{count} controls");
        var (reached, dim) = (new HashSet<string>(), new HashSet<string>());
        for (var i = 0; i < count + 20 && reached.Count < count; i++)
        {
            await room.Page.Keyboard.PressAsync("Tab");
            var at = (await room.Page.EvaluateAsync(
                "() => { const n = document.activeElement, s = getComputedStyle(n); return [n.dataset.stop ?? '', s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? '' : n.outerHTML.slice(0, 80)]; }"))!.Value;
            if (at[0].GetString() is { Length: > 0 } stop)
            {
                reached.Add(stop);
                dim.Add(at[1].GetString()!);
            }
        }

        var missed = (await room.Page.EvaluateAsync("reached => [...document.querySelectorAll('[data-stop]')].filter(n => !reached.includes(n.dataset.stop)).map(n => n.outerHTML.slice(0, 120))", reached))!
            .Value.EnumerateArray().Select(n => n.GetString()).ToArray();
        Assert.Empty(missed);
        Assert.DoesNotContain(dim, d => d.Length > 0);
    }

    [Fact]
    public async Task What_a_screen_reader_meets_has_a_role_a_name_and_is_announced()
    {
        await using var room = await RoomPage.Open(house.Room);
        foreach (var (platform, title, place) in ((string, string, string)[])[("teams", "Teams", "General"), ("slack", "Slack", "# partnership")])
        {
            var pane = room.Pane(platform);
            await Expect(pane.GetByRole(AriaRole.List, new() { Name = $"Messages in {place}, {title}" })).ToBeVisibleAsync();
            var panel = pane.GetByRole(AriaRole.Tabpanel, new() { Name = place });
            await Expect(panel).ToBeVisibleAsync();
            await Expect(pane.GetByRole(AriaRole.Tab, new() { Name = place })).ToHaveAttributeAsync("aria-controls", (await panel.GetAttributeAsync("id"))!);

            // Several lines and completion: a text box, for HTML gives no other role to its element.
            var box = pane.GetByRole(AriaRole.Textbox, new() { Name = $"Message in {title}" });
            await Expect(box).ToHaveAttributeAsync("aria-autocomplete", "list");
            await Expect(pane.GetByRole(AriaRole.Combobox)).ToHaveCountAsync(1);
            await room.Chat(platform);
            await Expect(pane.GetByRole(AriaRole.Tabpanel, new() { Name = "BotPartner" })).ToBeVisibleAsync();
            await Expect(pane.GetByRole(AriaRole.List, new() { Name = $"Messages in BotPartner, {title}" })).ToBeVisibleAsync();
        }

        // The tour and the clock say what is new, once it is there.
        await Expect(room.Page.Locator("#tour-say")).ToContainTextAsync("A rehearsal partnership. Six invented partners");
        await Expect(room.Page.Locator("#now")).ToHaveTextAsync(new Regex("[A-Z]{3,4}(?:[+-][0-9:]+)?$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await room.Page.Locator("#clock [data-minutes='15']").ClickAsync();
        await Expect(room.Page.Locator("#clock-say")).ToContainTextAsync(new Regex("^It is now .+ 15 min ahead\\.$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        foreach (var live in (string[])["#tour-say", "#clock-say"])
        {
            await Expect(room.Page.Locator(live)).ToHaveAttributeAsync("role", "status");
        }

        await room.IsWell();
    }
}
