using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class ThreadSpecs(House house)
{
    [Theory]
    [InlineData("teams", "Chidi Okafor")]
    [InlineData("slack", "Bo Lind")]
    public async Task A_reply_goes_into_the_thread_and_the_bot_answers_there(string platform, string person)
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be(platform, person);
        await room.Say(platform, "What about the herons?");
        var post = room.Card(platform, "What about the herons?");
        var to = room.Pane(platform).Locator(".say .to");
        await post.GetByRole(AriaRole.Button, new() { Name = $"Reply to {person}" }).ClickAsync();
        await Expect(room.Box(platform)).ToBeFocusedAsync();
        await Expect(to).ToContainTextAsync($"Reply to {person}: What about the herons?");
        await room.Picture($"replying-{platform}");

        // Escape leaves the thread, and what was typed stays.
        await room.Box(platform).FillAsync("@BotPartner hello");
        await room.Box(platform).PressAsync("Escape");
        await room.Box(platform).PressAsync("Escape");
        await Expect(to).ToBeHiddenAsync();
        await Expect(room.Box(platform)).ToHaveValueAsync("@BotPartner hello");

        await post.GetByRole(AriaRole.Button, new() { Name = $"Reply to {person}" }).ClickAsync();
        await room.Box(platform).PressAsync("Enter");
        await Expect(to).ToBeHiddenAsync();
        var replies = room.Messages(platform).And(room.Page.Locator(".reply"));
        await Expect(replies.Filter(new() { HasText = "BotPartner hello" })).ToHaveCountAsync(1);
        await Expect(replies.Filter(new() { HasText = "Hello. This is the partnership" }).Last).ToBeVisibleAsync();
        await Expect(replies.Filter(new() { HasText = "BotPartner hello" }).GetByRole(AriaRole.Button, new() { Name = "Reply" })).ToHaveCountAsync(0);
        await room.Picture($"replied-{platform}");
        await room.IsWell();
    }

    [Fact]
    public async Task A_slash_command_in_a_thread_is_refused_as_Slack_does_and_kept()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Messages("slack").Locator("button.answer").First.ClickAsync();
        await room.Box("slack").FillAsync("/partner help");
        await room.Box("slack").PressAsync("Enter");
        await Expect(room.Pane("slack").Locator(".view + .notice")).ToContainTextAsync("/partner is not supported in threads. Sorry!");
        await Expect(room.Box("slack")).ToHaveValueAsync("/partner help");
        await room.Chat("teams");
        await Expect(room.Pane("teams").Locator("button.answer:visible")).ToHaveCountAsync(0);
        await room.IsWell();
    }
}
