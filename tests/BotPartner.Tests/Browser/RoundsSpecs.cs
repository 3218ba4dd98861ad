using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class RoundsSpecs(House house)
{
    private const string ByConsent = "Stand aside";

    [Fact]
    public async Task An_objection_leads_to_a_better_text_that_the_objector_sees_first_and_all_vote_on_afresh()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Put("Dredge the lower bend | consent | quorum 50% | closes in 3d", ByConsent);
        var number = await room.Number(ByConsent);

        // Without a reason an objection is not taken.
        await room.Be("slack", "Femi Adeyemi");
        await room.Press(room.Ballot("slack", ByConsent), "Object…");
        var modal = room.Dialog("slack");
        await modal.Locator("button.primary").ClickAsync();
        await Expect(modal.Locator("[role=alert]")).Not.ToBeEmptyAsync();
        await modal.Locator("textarea").FillAsync("The eels pass there in April.");
        await modal.Locator("button.primary").ClickAsync();
        await Expect(modal.Locator("button.primary")).ToHaveCountAsync(0);
        await room.Page.Keyboard.PressAsync("Escape");
        await Expect(room.Dialog("slack")).ToHaveCountAsync(0);
        await room.BothTell(number, "The eels pass there in April.");
        await room.Picture("objection");

        await room.Say("teams", $"@BotPartner amend {number} Dredge the lower bend in August");
        await room.BothTell(number, "is being prepared", "Dredge the lower bend in August");
        await room.Chat("slack");
        await room.Picture("asked-first");
        await room.Press(room.Card("slack", $"Your objection to decision {number}"), "This meets the concern");
        await room.Channel("slack");
        await room.BothTell(number, "Round 1", "Concern met");
        await room.Turnout(0, 6, ByConsent);

        await room.Press(room.Ballot("teams", ByConsent), "Consent");
        await room.Be("teams", "Chidi Okafor");
        await room.Press(room.Ballot("teams", ByConsent), "Consent");
        await room.Press(room.Ballot("slack", ByConsent), "Consent");
        await room.Turnout(3, 6, ByConsent);
        await room.Picture("round-two");
        await room.Be("teams", "Anna Berg");
        await room.Say("teams", $"@BotPartner close {number}");
        foreach (var platform in (string[])["teams", "slack"])
        {
            await Expect(room.Messages(platform).Filter(new() { HasText = $"Outcome of decision {number}" }).Last).ToContainTextAsync("Adopted.");
        }

        await room.IsWell();
    }
}
