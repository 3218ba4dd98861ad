using BotPartner.Tests.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

/// <summary>Somebody in Slack raises a tension about a message, with a partner in Teams; both carry it to its end from their own chats.</summary>
[Collection(InTheBrowser.Name)]
public sealed class TensionSpecs
{
    private const string Said = "The figures of the river are in the paper today.";
    private const string What = "Our figures were published, and nobody asked us.";
    private const string Need = "To be asked before our data go out.";
    private const string Heard = "You would have wished to be asked.";
    private const string Offer = "Drafts go to the Nordic Water Fund a week before.";
    private const string Between = "Between Nordic Water Fund and Ministry of Water";

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task It_is_raised_about_a_message_and_resolved_from_the_other_pane_and_no_channel_learns_of_it(int width, int height, ColorScheme colours)
    {
        using var folder = new TemporaryFolder();
        await using var own = await House.Open(folder.Path, 6);
        await using var room = await RoomPage.Open(own, width, height, colours);
        await room.EndTour();
        await Raise(room, width);
        await Resolve(room, width);

        // In no channel, and nothing of it to anybody else.
        foreach (var platform in (string[])["teams", "slack"])
        {
            await room.Channel(platform);
            await Expect(room.Messages(platform).Filter(new() { HasText = platform == "slack" ? Said : "Lagos Makers Union" }).First).ToBeVisibleAsync();
            await Unheard(room, platform);
        }

        foreach (var (platform, person) in (IEnumerable<(string, string)>)[("teams", "Chidi Okafor"), ("slack", "Femi Adeyemi")])
        {
            await room.Be(platform, person);
            await room.Chat(platform);
            await Unheard(room, platform);
        }

        await room.IsWell(still: false);
    }

    /// <summary>Bo, from the menu of Femi's message, wrongly at first.</summary>
    private static async Task Raise(RoomPage room, int width)
    {
        await room.Be("slack", "Femi Adeyemi");
        await room.Say("slack", Said);
        await room.Be("slack", "Bo Lind");
        var message = room.Card("slack", Said);
        await message.GetByRole(AriaRole.Button, new() { Name = "More actions: Femi" }).FocusAsync();
        await room.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(message.GetByRole(AriaRole.Menuitem)).ToContainTextAsync(["Cite a principle", "Raise a tension"]);
        await room.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(message.GetByRole(AriaRole.Menuitem, new() { Name = "Raise a tension" })).ToBeFocusedAsync();
        await room.Picture($"tension-menu-{width}");
        await room.Page.Keyboard.PressAsync("Enter");

        // Who wrote the message is proposed; what was typed stays where the form comes back.
        var form = room.Dialog("slack");
        await Expect(form).ToContainTextAsync(Said);
        await Expect(form.Locator("[data-block=person] select option:checked")).ToContainTextAsync("Femi");
        await room.Picture($"tension-form-{width}");
        await Choose(form, "with", "Ministry of Water");
        await form.Locator("[data-block=what] textarea").FillAsync(What);
        await form.Locator("[data-block=need] textarea").FillAsync(Need);
        await Choose(form, "urgency", "As soon as can be");
        await Choose(form, "quote", "Yes, the other side reads it");
        await form.Locator("[data-block=quote] select").FocusAsync();
        await room.To("Look at it first", "dialog");
        await room.Page.Keyboard.PressAsync("Enter");
        await Expect(form.Locator("[data-block=person] .error")).ToContainTextAsync("speaks for Delta Fishers Council");
        await Expect(form.Locator("[data-block=what] textarea")).ToHaveValueAsync(What);
        await Expect(form.Locator("[data-block=need] textarea")).ToHaveValueAsync(Need);
        await Expect(form.Locator("[data-block=with] select option:checked")).ToHaveTextAsync("Ministry of Water");
        await Expect(form.Locator("[data-block=quote] select option:checked")).ToContainTextAsync("Yes");
        await room.Picture($"tension-wrong-{width}");
        await Choose(form, "person", "Nobody in particular");
        await form.Locator("button.primary").ClickAsync();

        await Expect(form).ToContainTextAsync("This goes to Anna Berg, of Ministry of Water");
        foreach (var words in (string[])[What, Need, Said])
        {
            await Expect(form).ToContainTextAsync(words);
        }

        await room.Picture($"tension-preview-{width}");
        await form.Locator("button", new() { HasText = "Send it" }).ClickAsync();
        await Expect(form).ToContainTextAsync("It is sent.");
        await room.Picture($"tension-sent-{width}");
        await form.Locator("button", new() { HasText = "Close" }).ClickAsync();
        await Expect(form).ToHaveCountAsync(0);
    }

    /// <summary>Anna hears and proposes, with the keyboard alone; Bo agrees.</summary>
    private static async Task Resolve(RoomPage room, int width)
    {
        await room.Be("teams", "Anna Berg");
        await room.Chat("teams");
        var annas = room.Card("teams", Between);
        await Expect(annas).ToContainTextAsync(What);
        await Expect(annas).ToContainTextAsync(Said);
        await room.Be("slack", "Bo Lind");
        await room.Chat("slack");
        var bos = room.Card("slack", Between);
        await Expect(bos).ToContainTextAsync("you, Bo");
        await Look(room, annas, $"tension-hear-teams-{width}");
        await Look(room, bos, $"tension-raised-slack-{width}");

        await room.Box("teams").FocusAsync();
        await room.To("I have heard…", "#teams .messages", back: true);
        await Writes(room, Heard, $"tension-hear-form-{width}");
        await Expect(bos).ToContainTextAsync(Heard);
        await Expect(annas).ToContainTextAsync("Talk directly");
        await room.Box("teams").FocusAsync();
        await room.To("Propose a resolution…", "#teams .messages", back: true);
        await Writes(room, Offer, $"tension-propose-form-{width}");
        await Expect(bos).ToContainTextAsync(Offer);
        await Look(room, annas, $"tension-talk-teams-{width}");
        await Look(room, bos, $"tension-offer-slack-{width}");

        await room.Press(bos, "Agree to it…");
        var sure = room.Messages("slack").Filter(new() { Has = room.Button("Yes, it is resolved") }).Last;
        await Expect(sure).ToContainTextAsync(Offer);
        await Look(room, sure, $"tension-sure-slack-{width}");
        await room.Press(sure, "Yes, it is resolved");
        await Expect(annas).ToContainTextAsync("Resolved: both sides said so.");
        await Expect(bos).ToContainTextAsync("Resolved: both sides said so.");
        await Look(room, annas, $"tension-resolved-teams-{width}");
        await Look(room, bos, $"tension-resolved-slack-{width}");
    }

    /// <summary>What the button in focus opens, with the keyboard alone.</summary>
    private static async Task Writes(RoomPage room, string words, string picture)
    {
        await room.Page.Keyboard.PressAsync("Enter");
        var form = room.Dialog("teams");
        await Expect(form.Locator("textarea")).ToBeFocusedAsync();
        await room.Page.Keyboard.TypeAsync(words);
        await room.Picture(picture);
        await room.To("Send", "dialog");
        await room.Page.Keyboard.PressAsync("Enter");
        await Expect(form.Locator("textarea")).ToHaveCountAsync(0);
        if (await form.CountAsync() > 0)
        {
            await room.Page.Keyboard.PressAsync("Escape");
        }

        await Expect(form).ToHaveCountAsync(0);
    }

    private static Task Choose(ILocator form, string field, string label) =>
        form.Locator($"[data-block={field}] select").SelectOptionAsync(new SelectOptionValue { Label = label });

    private static async Task Unheard(RoomPage room, string platform)
    {
        foreach (var words in (string[])[What, Need, Heard, Offer, Between, "Resolved: both sides"])
        {
            await Expect(room.Messages(platform).Filter(new() { HasText = words })).ToHaveCountAsync(0);
        }
    }

    /// <summary>A picture of all of a card, though the list shows a part of it.</summary>
    private static async Task Look(RoomPage room, ILocator card, string name)
    {
        Assert.True(await card.EvaluateAsync<bool>("card => [...card.querySelectorAll('button, p, .ac-textBlock')].every(node => node.getBoundingClientRect().right <= card.closest('.messages').getBoundingClientRect().right + 1)"), $"{name} is cut");
        var size = room.Page.ViewportSize!;
        await room.Page.SetViewportSizeAsync(size.Width, 3000);
        await card.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "TestResults", "room", $"{name}.png") });
        await room.Page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
