using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class TourSpecs(House house)
{
    // Some forty stops, each with a second to read: eighty seconds on two cores that do little else. Twice as long and more is late.
    private const float Late = 200_000;

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task The_tour_plays_itself_from_the_first_stop_to_the_last(int width, int height, ColorScheme colours)
    {
        // A room of its own, in which no other proposal waits for its reminders and its deadline.
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own, width, height, colours);
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("A rehearsal partnership");
        await room.Page.Locator("#tour-play").ClickAsync();
        var ended = room.Page.Locator("#tour[data-stop=none], #tour:has(.error)");
        await Expect(ended).ToHaveCountAsync(1, new() { Timeout = Late });
        Assert.Equal("", string.Join('\n', await room.Page.Locator("#tour .error").AllInnerTextsAsync()));
        foreach (var platform in (string[])["teams", "slack"])
        {
            await room.Channel(platform);
            await Expect(room.Messages(platform).Filter(new() { HasText = "Outcome of decision 1" }).Filter(new() { HasText = "Quorum met: 3 of 6 partners voted" })).ToBeVisibleAsync();
            await Expect(room.Card(platform, "The fishing season is not in it yet.")).ToBeVisibleAsync();
            await Expect(room.Messages(platform).Filter(new() { HasText = "Outcome of decision 2" }).Filter(new() { HasText = "Adopted." })).ToHaveCountAsync(1);
            await Expect(room.Card(platform, "Decision 3 was withdrawn")).ToBeVisibleAsync();
        }

        await room.Picture($"tour-{width}-{colours}");
        await Expect(room.Page.Locator("#tour-start")).ToBeVisibleAsync();

        // It scrolls to what it points at, and a reply that comes between two messages in view moves the later one: so it is not still.
        await room.IsWell(still: false);
    }

    [Fact]
    public async Task A_stop_is_done_when_the_page_has_seen_what_it_waits_for()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.Locator("#tour-next").ClickAsync();
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("Put a proposal");
        await Expect(room.Page.Locator("#teams .say.pointed")).ToBeVisibleAsync();
        await room.Picture("tour-stop");
        await room.Put("Go by hand | majority > 1/2 | closes in 2d");
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("Vote in Teams");
        await Expect(room.Page.Locator("#tour .step")).ToContainTextAsync("3 of 9");
        await Expect(room.Page.Locator("#tour-say")).ToContainTextAsync("Press For on the card in Teams");
        await room.EndTour();
        await Expect(room.Page.Locator("#tour-start")).ToBeVisibleAsync();
        Assert.Equal(0, await room.Page.Locator(".pointed").CountAsync());
        await room.IsWell();
    }

    [Fact]
    public async Task Chapters_can_be_skipped_and_chosen()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.Locator("#tour-chapter").ClickAsync();
        await Expect(room.Page.Locator("#tour .step")).ToContainTextAsync("What was agreed · 1 of 3");
        await room.EndTour();
        await room.Page.Locator("#tour-from").SelectOptionAsync(new SelectOptionValue { Label = "People and languages" });
        await room.Picture("tour-chapters");
        await room.Page.Locator("#tour-start").ClickAsync();
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("Ask to join");
        await Expect(room.Page.Locator("#tour h2")).ToBeFocusedAsync();
        Assert.Equal(0, await room.Page.Locator("#tour-chapter").CountAsync());
        await room.IsWell();
    }
}
