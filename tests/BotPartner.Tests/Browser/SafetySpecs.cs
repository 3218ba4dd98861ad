using BotPartner.Sandbox.Rehearsal;
using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class SafetySpecs(House house)
{
    private const string Evil = "<img src=x onerror=\"window.harmed=1\">";

    [Fact]
    public async Task What_people_are_called_and_what_they_type_is_text_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, Cast.Fewest);
        var (mallory, trudy) = (own.Teams.AddPerson($"Mallory {Evil}", $"{Evil} & Sons"), own.Slack.AddPerson($"Trudy {Evil}", Evil));
        own.Teams.Team.Members.Add(mallory.Account);
        await using var room = await RoomPage.Open(own);
        await room.EndTour();
        await room.Put($"Adopt {Evil} <script>window.harmed=2</script> [x](javascript:window.harmed=3) *bold* | majority > 1/2 | closes in 3d");
        await room.Say("teams", $"@BotPartner partner add {Evil} as business");
        await room.Be("teams", mallory.Name);
        await room.Say("teams", $"hello {Evil}");
        await room.Be("slack", "Bo Lind");
        await room.Say("slack", $"{Evil} <https://example.org|link> <!channel>");
        await room.Ballot("slack").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        await room.Dialog("slack").Locator("select").SelectOptionAsync(new SelectOptionValue { Label = "Against" });
        await room.Dialog("slack").Locator("textarea").FillAsync($"Because {Evil}");
        await room.Dialog("slack").Locator("button.primary").ClickAsync();
        await Expect(room.Ballot("teams")).ToContainTextAsync($"Because {Evil}");
        await Expect(room.Ballot("slack")).ToContainTextAsync($"Adopt {Evil} <script>window.harmed=2</script> [x](javascript:window.harmed=3) *bold*");
        await Expect(room.Messages("teams").Filter(new() { HasText = $"hello {Evil}" }).First).ToBeVisibleAsync();
        await room.Page.Locator("#wire-list summary").Last.ClickAsync(new() { Force = true, Trial = true });
        await room.Picture("evil-names");

        Assert.Equal("undefined", (await room.Page.EvaluateAsync("typeof window.harmed"))!.Value.GetString());
        Assert.Equal(0, await room.Page.Locator("img, a[href^=javascript], main script").CountAsync());
        Assert.NotNull(trudy);
        await room.IsWell();
    }

    [Fact]
    public async Task The_page_allows_no_script_but_its_own()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.Page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.harmed = 1'; document.body.append(s); }");
        Assert.Equal("undefined", (await room.Page.EvaluateAsync("typeof window.harmed"))!.Value.GetString());
        Assert.Contains(room.Wrongs, w => w.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
