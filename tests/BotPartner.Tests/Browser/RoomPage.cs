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

    /// <summary>The newest card that votes are taken on.</summary>
    public ILocator Ballot(string platform) => Messages(platform).Filter(new() { Has = Button("Abstain") }).Last;

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
    public async Task Turnout(int cast, int of)
    {
        await Expect(Ballot("teams")).ToContainTextAsync($"{cast} / {of} · Turnout");
        await Expect(Ballot("slack")).ToContainTextAsync(new Regex($"Turnout\u200b?: {cast} of {of}", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Puts a proposal as Anna, and waits until its ballot stands in both panes.</summary>
    public async Task Put(string proposal)
    {
        await Be("teams", "Anna Berg");
        await Say("teams", $"@BotPartner decide {proposal}");
        var text = proposal.Split('|')[0].Trim();
        await Expect(Ballot("teams")).ToContainTextAsync(text);
        await Expect(Ballot("slack")).ToContainTextAsync(text);
    }

    /// <summary>Moves the clock to the next thing that happens, until something is seen.</summary>
    public async Task UntilSeen(ILocator seen, Func<Task>? press = null)
    {
        // What others have put may close before, and delegates are reminded of it.
        for (var i = 0; i < 60 && !await seen.IsVisibleAsync(); i++)
        {
            await Page.RunAndWaitForResponseAsync(press ?? (() => Page.Locator("#next").ClickAsync()), r => r.Url.EndsWith("/act", StringComparison.Ordinal));
            await Expect(Page.Locator("#next")).ToHaveAttributeAsync("aria-disabled", "false");
        }

        await Expect(seen).ToBeVisibleAsync();
    }

    /// <summary>Ends the tour. That its strip goes is what was asked for: the watch begins then.</summary>
    public async Task EndTour()
    {
        await Page.Locator("#tour-end").ClickAsync();
        await Expect(Page.Locator("#tour")).ToHaveAttributeAsync("data-stop", "none");
        await Page.EvaluateAsync("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => { window.shifts = []; drawn(); })))");
    }

    /// <summary>Votes on the newest ballot; who is told that it failed, presses again.</summary>
    public async Task Vote(string platform, string choice)
    {
        var button = Ballot(platform).Locator("button", new() { HasTextRegex = new($"^{choice}$", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        for (var tries = 0; tries < 5; tries++)
        {
            var answer = await Page.RunAndWaitForResponseAsync(() => button.ClickAsync(), r => r.Url.EndsWith("/act", StringComparison.Ordinal));
            var notice = (await answer.JsonAsync())?.TryGetProperty("notice", out var said) == true ? said.GetString() : null;
            if (notice is null || (platform == "teams" && !notice.Contains("try again", StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail($"{choice} could not be said");
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
