using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class AfterSpecs(House house)
{
    [Fact]
    public async Task What_was_agreed_its_review_its_record_and_all_decisions_can_be_had()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Keep this on file | majority > 1/2 | closes in 1d");
        var number = await room.Number();
        await room.Press(room.Ballot("teams"), "For");
        await room.Turnout(1, 6);
        await room.Say("teams", $"@BotPartner close {number}");
        await Expect(room.Messages("slack").Filter(new() { HasText = $"Outcome of decision {number}" })).ToBeVisibleAsync();

        await room.Say("teams", $"@BotPartner outcome {number} The secretariat keeps it | review in 6m");
        foreach (var platform in (string[])["teams", "slack"])
        {
            var agreed = room.Card(platform, $"What was agreed in decision {number}");
            await Expect(agreed).ToContainTextAsync("The secretariat keeps it");
            await Expect(agreed).ToContainTextAsync("To be reviewed");
        }

        await room.Picture("agreed");
        await room.Say("slack", $"/partner record {number}");
        await room.Say("teams", $"@BotPartner record {number}");
        await Expect(room.Pane("teams").Locator("button", new() { HasText = "Open the file" }).Last).ToBeVisibleAsync();
        var file = room.Pane("slack").Locator("a.file").Last;
        var download = await room.Page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal(await file.GetAttributeAsync("download"), download.SuggestedFilename);
        await room.Picture("file");

        await room.Chat("teams");
        await room.Say("teams", "export decisions");
        await Expect(room.Card("teams", "All decisions of this partnership")).ToContainTextAsync("The link works until");
        await room.Chat("slack");
        await room.Say("slack", "export decisions csv");
        await Expect(room.Pane("slack").Locator("a.file").Last).ToContainTextAsync(".csv");
        await room.Picture("export");
        await Expect(room.Page.Locator("#wire-list")).ToContainTextAsync("shares a file");
        await room.IsWell();
    }
}
