using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class TourSpecs(House house)
{
    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task The_tour_plays_itself_from_the_first_stop_to_the_last(int width, int height, ColorScheme colours)
    {
        await using var room = await RoomPage.Open(house.Room, width, height, colours);
        var before = await room.Card("teams", "Outcome of decision").CountAsync() == 0 ? "" : await room.Card("teams", "Outcome of decision").InnerTextAsync();
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("A rehearsal partnership");
        await room.Page.Locator("#tour-play").ClickAsync();
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("Read the outcome", new() { Timeout = 240_000 });
        foreach (var platform in (string[])["teams", "slack"])
        {
            var outcome = room.Card(platform, "Outcome of decision");
            await Expect(outcome).ToContainTextAsync("Adopted.");
            await Expect(outcome).ToContainTextAsync("Quorum met: 3 of 6 partners voted");
            await Expect(room.Card(platform, "The fishing season is not in it yet.")).ToBeVisibleAsync();
        }

        Assert.NotEqual(before, await room.Card("teams", "Outcome of decision").InnerTextAsync());
        await room.Picture($"tour-{width}-{colours}");
        await Expect(room.Page.Locator("#tour-start")).ToBeVisibleAsync();
        Assert.Equal(0, await room.Page.Locator("#tour .error").CountAsync());
        await room.IsWell();
    }

    [Fact]
    public async Task A_stop_is_done_when_the_page_has_seen_what_it_waits_for()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.Locator("#tour-next").ClickAsync();
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("Put a proposal");
        await Expect(room.Page.Locator("#teams .say.pointed")).ToBeVisibleAsync();
        await room.Put("Go by hand | majority > 1/2 | closes in 2d");
        await Expect(room.Page.Locator("#tour h2")).ToHaveTextAsync("Vote in Teams");
        await Expect(room.Page.Locator("#tour p").First).ToContainTextAsync("3 of 8");
        await room.EndTour();
        await Expect(room.Page.Locator("#tour-start")).ToBeVisibleAsync();
        Assert.Equal(0, await room.Page.Locator(".pointed").CountAsync());
        await room.IsWell();
    }
}
