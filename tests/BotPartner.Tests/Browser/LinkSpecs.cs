using BotPartner.Tests.Stories;
using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class LinkSpecs(House house)
{
    [Fact]
    public async Task Somebody_makes_two_accounts_one_with_a_code_and_two_again_with_the_button_that_told_them()
    {
        var (runa, ruby) = (house.Room.Teams.AddPerson("Runa Linker", "Ministry of Water"), house.Room.Slack.AddPerson("Ruby Linker", "Ministry of Water"));
        house.Room.Teams.Team.Members.Add(runa.Account);
        house.Room.Slack.Partnership.Join(ruby.Account.Id);
        await runa.Installs();
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be("teams", runa.Name);
        await room.Say("teams", "@BotPartner join Ministry of Water");
        await Expect(room.Card("teams", "You asked to speak for Ministry of Water")).ToBeVisibleAsync();
        await room.Be("teams", "Anna Berg");
        await room.Chat("teams");
        await room.Press(room.Card("teams", $"Admit {runa.Name}"), $"Admit {runa.Name}");

        await room.Be("teams", runa.Name);
        await room.Chat("teams");
        await Expect(room.Card("teams", "You now speak for Ministry of Water")).ToBeVisibleAsync();
        await room.Say("teams", "link");
        var code = room.Card("teams", "Show it to nobody");
        await Expect(code).ToBeVisibleAsync();
        await room.Be("slack", ruby.Name);
        await room.Say("slack", $"/partner link {Founded.CodeIn(await code.InnerTextAsync())}");
        await Expect(room.Card("slack", $"this account and that of {runa.Name} are one member now")).ToContainTextAsync("Only visible to you");

        // Who was linked is told, and can undo it there and then.
        var undone = await room.Press(room.Card("teams", $"The account of {ruby.Name} was linked to yours"), $"Unlink {ruby.Name}");
        Assert.Contains($"the account of {ruby.Name} is not linked any more", undone, StringComparison.Ordinal);
        await room.Picture("unlinked");
        await room.Chat("slack");
        await Expect(room.Card("slack", $"The account of {ruby.Name} was unlinked")).ToBeVisibleAsync();
        await room.Channel("slack");
        await room.Say("slack", "/partner unlink");
        await Expect(room.Card("slack", "This is for people who speak for a partner")).ToContainTextAsync("Only visible to you");

        await room.IsWell();
    }
}
