using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class FormSpecs(House house)
{
    [Fact]
    public async Task A_reason_is_given_in_a_dialog_of_Teams_and_in_a_modal_of_Slack()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Share the boats | majority > 1/2 | closes in 3d");

        await room.Be("teams", "Chidi Okafor");
        await room.Ballot("teams").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        var dialog = room.Dialog("teams");
        await dialog.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = "Against" });
        await dialog.Locator("textarea").FillAsync("Ours are at sea.");
        await room.Picture("dialog-teams");
        await dialog.Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Dialog("teams")).ToHaveCountAsync(0);

        await room.Be("slack", "Dana Reyes");
        await room.Ballot("slack").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        var modal = room.Dialog("slack");
        await modal.Locator("select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await modal.Locator("textarea").FillAsync("Compartir es crecer.");
        await room.Picture("modal-slack");
        await modal.Locator("button.primary").ClickAsync();
        await Expect(modal.Locator("button.primary")).ToHaveCountAsync(0);
        await room.Page.Keyboard.PressAsync("Escape");
        await Expect(room.Dialog("slack")).ToHaveCountAsync(0);

        foreach (var platform in (string[])["teams", "slack"])
        {
            await Expect(room.Ballot(platform)).ToContainTextAsync("Ours are at sea.");
            await Expect(room.Ballot(platform)).ToContainTextAsync("Compartir es crecer.");
        }

        await room.Turnout(2, 6);
        await room.IsWell();
    }

    [Fact]
    public async Task What_is_missing_in_a_form_is_said_beside_it_and_nothing_is_lost()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Plant reeds | majority > 1/2 | closes in 3d");
        await room.Be("slack", "Bo Lind");
        await room.Ballot("slack").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        var modal = room.Dialog("slack");
        await modal.Locator("textarea").FillAsync("Kept.");
        await modal.Locator("button.primary").ClickAsync();
        await Expect(modal.Locator("[role=alert]")).Not.ToBeEmptyAsync();
        await Expect(modal.Locator("textarea")).ToHaveValueAsync("Kept.");
        await modal.Locator("button", new() { HasText = "Cancel" }).ClickAsync();
        await Expect(room.Dialog("slack")).ToHaveCountAsync(0);

        await room.Ballot("teams").Locator("button", new() { HasText = "Vote with a reason" }).ClickAsync();
        await room.Dialog("teams").Locator("textarea").FillAsync("Kept, too.");
        await room.Dialog("teams").Locator(".ac-pushButton").ClickAsync();
        await Expect(room.Dialog("teams")).ToContainTextAsync("Please fill in");
        await Expect(room.Dialog("teams").Locator("textarea")).ToHaveValueAsync("Kept, too.");
        await room.Dialog("teams").Locator("button[aria-label=Close]").ClickAsync();
        await Expect(room.Dialog("teams")).ToHaveCountAsync(0);
        await room.IsWell();
    }

    [Fact]
    public async Task What_only_one_person_sees_is_marked_and_seen_by_nobody_else()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be("slack", "Femi Adeyemi");
        await room.Say("slack", "/partner help decide");
        var told = room.Messages("slack").Filter(new() { HasText = "Puts a proposal to the partners" }).Last;
        await Expect(told).ToContainTextAsync("Only visible to you");
        await room.Be("slack", "Bo Lind");
        await Expect(room.Messages("slack").Filter(new() { HasText = "Puts a proposal to the partners" })).ToHaveCountAsync(0);

        await room.Say("slack", "/unknown");
        await Expect(room.Pane("slack").Locator(".view + .notice")).ToContainTextAsync("not a valid command");
        await room.IsWell();
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so_and_keeps_what_was_typed()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Box("teams").FillAsync("heronsandeels");
        await room.Pane("teams").Locator(".search").ClickAsync();
        await Expect(room.Pane("teams").Locator(".view + .notice")).ToContainTextAsync("Nothing was found.");
        await Expect(room.Box("teams")).ToHaveValueAsync("heronsandeels");
        await room.IsWell();
    }

    [Fact]
    public async Task What_breaks_the_limits_is_shown_as_refused()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        using var api = new HttpClient { BaseAddress = new(house.Room.Slack.ApiBaseUrl) };
        api.DefaultRequestHeaders.Authorization = new("Bearer", house.Room.Slack.Options.BotToken);
        var blocks = string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", 51));
        using var message = new StringContent($$"""{"channel":"{{house.Room.Slack.Partnership.Id}}","text":"x","blocks":[{{blocks}}]}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        await api.PostAsync("chat.postMessage", message, TestContext.Current.CancellationToken);
        await Expect(room.Pane("slack").Locator(".view + .notice")).ToContainTextAsync("Slack refused what the bot sent: invalid_blocks [ERROR] must be at most 50 items");
        await room.IsWell();
    }

    [Fact]
    public async Task A_partnership_is_founded_in_an_empty_room_by_button_and_form()
    {
        using var folder = new TemporaryFolder();
        await using var empty = await House.Open(folder.Path, 0);
        await using var room = await RoomPage.Open(empty);
        await Expect(room.Page.Locator("#tour")).ToContainTextAsync("This room began empty.");
        await Expect(room.Page.Locator("#tour")).Not.ToContainTextAsync("false");
        await room.Messages("slack").Locator("button", new() { HasText = "Found a partnership" }).ClickAsync();
        await room.Dialog("slack").Locator("input[data-input=name]").FillAsync("Open Deltas");
        await room.Dialog("slack").Locator("button.primary").ClickAsync();
        await Expect(room.Messages("slack").Filter(new() { HasText = "founded the partnership Open Deltas here" })).ToBeVisibleAsync();
        await room.IsWell();
    }

    [Fact]
    public async Task The_wire_is_told_in_words_with_its_payload_on_demand_and_no_secret()
    {
        // Somebody of whom nobody asked yet who they are.
        var wira = house.Room.Slack.AddPerson("Wira Tan", "a guest");
        house.Room.Slack.Partnership.Join(wira.Account.Id);
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be("slack", wira.Name);
        await room.Say("slack", "/partner decisions");
        var line = room.Page.Locator("#wire-list li", new() { HasText = "a command: /partner decisions" }).Last;
        await line.Locator("summary").ClickAsync();
        await Expect(line.Locator("pre").First).ToContainTextAsync("command=%2Fpartner");
        await Expect(line.Locator("pre").First).ToContainTextAsync("[redacted]");
        await room.Page.Locator("#wire-all").CheckAsync();
        await Expect(room.Page.Locator("#wire-list")).ToContainTextAsync("asks who");
        Assert.DoesNotContain("sandbox-", await line.InnerTextAsync(), StringComparison.Ordinal);
        await room.IsWell(still: false);
    }
}
