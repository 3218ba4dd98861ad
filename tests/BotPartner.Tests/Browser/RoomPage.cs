using System.Text.Json;
using System.Text.RegularExpressions;
using BotPartner.Sandbox.Rehearsal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>The room's page in a real browser, used through its own controls. What goes wrong on it is remembered.</summary>
internal sealed class RoomPage : IAsyncDisposable
{
    // Remembers every shift of the layout that no person's own input explains.
    private const string WatchShifts =
        "window.shifts = []; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifts.push({ value: e.value, of: e.sources.map(s => s.node?.className ?? '').join(' | ') }); }).observe({ type: 'layout-shift', buffered: true });";

    private readonly IBrowserContext context;
    private readonly List<string> wrongs = [];

    private RoomPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                wrongs.Add(message.Text);
            }
        };
        page.PageError += (_, error) => wrongs.Add(error);
        page.Dialog += (_, dialog) => wrongs.Add($"a dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    /// <summary>What went wrong on the page: errors, warnings, alerts.</summary>
    public IReadOnlyList<string> Wrongs => wrongs;

    public static async Task<RoomPage> Open(RehearsalRoom room, int width = 1280, int height = 800, ColorScheme colours = ColorScheme.Light)
    {
        var browser = await Chromium.Open();
        var visit = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours, Locale = "en-GB" });
        visit.SetDefaultTimeout(30_000);
        SetDefaultExpectTimeout(30_000);
        var page = new RoomPage(visit, await visit.NewPageAsync());
        await page.Page.AddInitScriptAsync(WatchShifts);

        // Not until it is at rest: the page keeps a stream open.
        await page.Page.GotoAsync(room.Url.AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-ready", "true");
        return page;
    }

    public ILocator Pane(string platform) => Page.Locator($"#{platform}");

    public ILocator Box(string platform) => Page.Locator($"#{platform}-text");

    public ILocator Dialog(string platform) => Pane(platform).Locator("dialog[open]");

    public ILocator Messages(string platform) => Pane(platform).Locator(".message");

    /// <summary>The newest card that votes are taken on, by majority or, with "Stand aside", by consent.</summary>
    public ILocator Ballot(string platform, string by = "Abstain") => Messages(platform).Filter(new() { Has = Button(by) }).Last;

    /// <summary>The newest card with this text.</summary>
    public ILocator Card(string platform, string text) => Messages(platform).Filter(new() { HasText = text }).Last;

    /// <summary>A button by what stands on it; its accessible name may say more.</summary>
    public ILocator Button(string label) => Page.Locator("button").Filter(new() { HasTextRegex = new($"^{Regex.Escape(label)}$", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    public async Task Be(string platform, string person)
    {
        var select = Pane(platform).Locator("select.people");
        var value = await select.Locator("option").Filter(new() { HasText = person }).First.GetAttributeAsync("value");
        await select.SelectOptionAsync(value!);
        await Expect(Pane(platform)).ToHaveAttributeAsync("data-who", value!);
    }

    public async Task Say(string platform, string text)
    {
        await Box(platform).FillAsync(text);
        await Box(platform).PressAsync("Enter");
        await Expect(Box(platform)).ToHaveValueAsync("");
    }

    public Task Room(string platform, string name) => Pane(platform).GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();

    /// <summary>Says how many have voted, on the newest ballot of both panes.</summary>
    public async Task Turnout(int cast, int of, string by = "Abstain")
    {
        await Expect(Ballot("teams", by)).ToContainTextAsync($"{cast} / {of} · Turnout");
        await Expect(Ballot("slack", by)).ToContainTextAsync(new Regex($"Turnout\u200b?: {cast} of {of}", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Puts a proposal as Anna, and waits until its ballot stands in both panes.</summary>
    public async Task Put(string proposal, string by = "Abstain")
    {
        await Be("teams", "Anna Berg");
        await Say("teams", $"@BotPartner decide {proposal}");
        var text = proposal.Split('|')[0].Trim();
        await Expect(Ballot("teams", by)).ToContainTextAsync(text);
        await Expect(Ballot("slack", by)).ToContainTextAsync(text);
    }

    /// <summary>Moves the clock to the next thing that happens, until something is seen.</summary>
    public async Task UntilSeen(ILocator seen, Func<Task>? press = null)
    {
        // In a room of its own: two reminders in a few time zones each come before a deadline.
        for (var i = 0; i < 12 && !await seen.IsVisibleAsync(); i++)
        {
            await Page.RunAndWaitForResponseAsync(press ?? (() => Page.Locator("#next").ClickAsync()), r => r.Url.EndsWith("/act", StringComparison.Ordinal));
            await Expect(Page.Locator("#next")).ToHaveAttributeAsync("aria-disabled", "false");
        }

        await Expect(seen).ToBeVisibleAsync();
    }

    /// <summary>Ends the tour.</summary>
    public async Task EndTour()
    {
        await Page.Locator("#tour-end").ClickAsync();
        await Expect(Page.Locator("#tour")).ToHaveAttributeAsync("data-stop", "none");
    }

    /// <summary>Presses a button of a card by what stands on it, and hears what the person is told, if anything.</summary>
    public async Task<string?> Press(ILocator card, string label)
    {
        var button = card.Locator("button", new() { HasTextRegex = new($"^{Regex.Escape(label)}$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First;
        var answer = await Page.RunAndWaitForResponseAsync(() => button.ClickAsync(), r => r.Url.EndsWith("/act", StringComparison.Ordinal));
        return (await answer.JsonAsync())?.TryGetProperty("notice", out var said) == true ? said.GetString() : null;
    }

    /// <summary>Goes to one's own chat with the bot, or back to the first channel.</summary>
    public Task Chat(string platform) => Pane(platform).Locator("[role=tab]", new() { HasText = "BotPartner" }).ClickAsync();

    /// <inheritdoc cref="Chat"/>
    public Task Channel(string platform) => Pane(platform).Locator("[role=tab]").First.ClickAsync();

    /// <summary>What stands on what has the focus.</summary>
    public async Task<string> Focused() =>
        (await Page.EvaluateAsync("document.activeElement?.textContent?.trim() ?? ''"))!.Value.GetString()!;

    /// <summary>Tabs until what has the focus reads so, within a part of the page.</summary>
    public async Task To(string text, string within = "body", bool back = false)
    {
        for (var i = 0; i < 250; i++)
        {
            await Page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            if (await Focused() == text
                && (await Page.EvaluateAsync("part => !!document.activeElement.closest(part)", within))!.Value.GetBoolean())
            {
                return;
            }
        }

        Assert.Fail($"Tab never came to “{text}”.");
    }

    /// <summary>The number of the newest ballot.</summary>
    public async Task<string> Number(string by = "Abstain") =>
        Regex.Match(await Ballot("slack", by).InnerTextAsync(), @"Decision (?<n>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["n"].Value;

    /// <summary>What is told of one decision in both panes.</summary>
    public async Task BothTell(string number, params string[] words)
    {
        foreach (var platform in (string[])["teams", "slack"])
        {
            var card = Messages(platform).Filter(new() { HasTextRegex = new($"Decision {number}(?!\\d)", RegexOptions.None, TimeSpan.FromSeconds(1)) });
            foreach (var word in words)
            {
                await Expect(card.Filter(new() { HasText = word }).First).ToBeVisibleAsync();
            }
        }
    }

    /// <summary>Nothing went wrong, and nothing moved under anybody's eyes.</summary>
    public async Task IsWell(bool still = true)
    {
        Assert.Empty(wrongs);
        if (still)
        {
            var shifts = (await Page.EvaluateAsync("window.shifts"))!.Value.EnumerateArray().ToArray();
            Assert.True(shifts.Sum(s => s.GetProperty("value").GetDouble()) < 0.01, JsonSerializer.Serialize(shifts));
        }
    }

    /// <summary>Keeps a picture beside the test's other output.</summary>
    public Task Picture(string name, bool whole = false) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "TestResults", "room", $"{name}.png"), FullPage = whole });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
