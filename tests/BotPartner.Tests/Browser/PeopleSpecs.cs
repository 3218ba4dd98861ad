using static Microsoft.Playwright.Assertions;

namespace BotPartner.Tests.Browser;

[Collection(InTheBrowser.Name)]
public sealed class PeopleSpecs(House house)
{
    [Fact]
    public async Task Somebody_asks_to_join_in_either_chat_and_is_admitted_by_the_steward()
    {
        var (nils, thea) = (house.Room.Teams.AddPerson("Nils Joiner", "Ministry of Water"), house.Room.Slack.AddPerson("Thea Joiner", "Nordic Water Fund"));
        house.Room.Teams.Team.Members.Add(nils.Account);
        house.Room.Slack.Partnership.Join(thea.Account.Id);
        await nils.Installs();
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be("teams", nils.Name);
        await room.Say("teams", "@BotPartner join Ministry of Water");
        await Expect(room.Card("teams", "You asked to speak for Ministry of Water")).ToBeVisibleAsync();
        await room.Be("slack", thea.Name);
        await room.Say("slack", "/partner join Nordic Water Fund");
        await Expect(room.Card("slack", "You asked to speak for Nordic Water Fund")).ToContainTextAsync("Only visible to you");

        await room.Be("teams", "Anna Berg");
        await room.Chat("teams");
        await Expect(room.Button($"Admit {thea.Name}")).ToBeVisibleAsync();
        await room.Picture("admit");
        await room.Press(room.Card("teams", $"Admit {nils.Name}"), $"Admit {nils.Name}");
        await room.Press(room.Card("teams", $"Admit {thea.Name}"), $"Admit {thea.Name}");
        await Expect(room.Messages("teams").Filter(new() { HasText = $"{thea.Name} now speaks for Nordic Water Fund: admitted by Anna Berg." })).ToBeVisibleAsync();
        await room.Chat("slack");
        await Expect(room.Card("slack", "You now speak for Nordic Water Fund")).ToBeVisibleAsync();
        await room.Be("teams", nils.Name);
        await room.Chat("teams");
        await Expect(room.Card("teams", "You now speak for Ministry of Water")).ToBeVisibleAsync();
        await room.Picture("admitted");

        await room.IsWell();
    }

    [Fact]
    public async Task A_place_speaks_its_language_and_a_person_is_answered_in_theirs()
    {
        await using var room = await RoomPage.Open(house.Room);
        await room.EndTour();
        await room.Be("slack", "Dana Reyes");
        await room.Say("slack", "/partner ayuda");
        await Expect(room.Card("slack", "Lo que puedo hacer por su alianza")).ToContainTextAsync("Only visible to you");
        await room.Be("teams", "Élodie Martin");
        await room.Chat("teams");
        await room.Say("teams", "aide");
        await Expect(room.Card("teams", "Ce que je peux faire pour votre partenariat")).ToBeVisibleAsync();

        await room.Be("teams", "Anna Berg");
        await room.Channel("teams");
        await room.Say("teams", "@BotPartner language fr");
        await Expect(room.Card("teams", "Je parle français ici désormais.")).ToBeVisibleAsync();
        try
        {
            await room.Say("teams", "@BotPartner decide Lire à deux voix | majority > 1/2 | closes in 2d");
            await Expect(room.Messages("teams").Filter(new() { Has = room.Button("Je m’abstiens") }).Last).ToContainTextAsync("Lire à deux voix");
            await Expect(room.Ballot("slack")).ToContainTextAsync("Lire à deux voix");
            await room.Picture("languages");
        }
        finally
        {
            // The room is shared.
            await room.Say("teams", "@BotPartner language en");
            await Expect(room.Card("teams", "I speak English here from now on.")).ToBeVisibleAsync();
        }

        await room.IsWell();
    }
}
