using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class LossSpecs(House house)
{
    [Fact]
    public async Task A_record_can_be_had_as_a_file_in_both_panes()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Keep this on file | majority > 1/2 | closes in 1d");
        var outcome = room.Card("slack", "Outcome of decision").Filter(new() { HasText = "Keep this on file" });
        await room.UntilSeen(outcome);
        await Expect(room.Page.Locator("#wire-list")).ToContainTextAsync("to Anna Berg, in private");
        var number = Regex.Match(await outcome.InnerTextAsync(), @"Outcome of decision (?<n>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["n"].Value;
        await room.Say("slack", $"/partner record {number}");
        await room.Say("teams", $"@BotPartner record {number}");
        await Expect(room.Pane("teams").Locator("button", new() { HasText = "Open the file" }).First).ToBeVisibleAsync();
        var file = room.Pane("slack").Locator("a.file").Last;
        var download = await room.Page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal(await file.GetAttributeAsync("download"), download.SuggestedFilename);
        await room.Picture("file");
        await room.IsWell();
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_the_room_does_not_answer()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.RouteAsync("**/act", r => r.AbortAsync());
        await room.Box("teams").FillAsync("a thought worth keeping");
        await room.Box("teams").PressAsync("Enter");
        await Expect(room.Pane("teams").Locator(".view + .notice")).ToContainTextAsync("does not answer");
        await Expect(room.Box("teams")).ToHaveValueAsync("a thought worth keeping");
        await Expect(room.Page.Locator("#gone")).ToBeHiddenAsync();
    }
}
