using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>A place that disappears is told to the stewards once and costs nothing more; one that is renamed follows.</summary>
public sealed class PlaceSpecs
{
    private static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);

    [Fact]
    public async Task A_place_that_is_gone_is_told_to_the_stewards_once_in_private_and_nothing_is_sent_there()
    {
        var (chamber, desk) = await Open();
        await desk.Do(Gone(chamber, "1"));
        await desk.Do(Gone(chamber, "2"));
        var partnership = await Partnership(chamber);
        Assert.Empty(partnership.State.Addressees);
        Assert.Equal("@north", Assert.Single(Assert.Single(partnership.Owes).To).Place.Channel);
        await desk.Tick();
        await desk.Do(Gone(chamber, "3"));
        Assert.Empty((await Partnership(chamber)).Owes);
    }

    [Fact]
    public async Task What_is_done_beside_a_place_does_not_say_that_the_bot_is_there_again()
    {
        var (chamber, desk) = await Open();
        await desk.Do(Gone(chamber, "1"));
        await desk.Do(chamber.Press("north", "decisions", []) with { Aside = true });
        Assert.Empty((await Partnership(chamber)).State.Addressees);
        await desk.Do(chamber.Press("north", "decisions", []));
        Assert.NotEmpty((await Partnership(chamber)).State.Addressees);
    }

    [Fact]
    public async Task Where_the_bot_is_added_again_it_greets_once_and_goes_on_with_what_was()
    {
        var (chamber, desk) = await Open();
        await desk.Do(Gone(chamber, "1"));
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var id in new[] { "2", "3" })
        {
            await desk.Do(new Request.Arrived { Id = id, Person = Chamber.Delegate("north"), Place = Hall, At = chamber.Now });
        }

        Assert.Equal(Hall.Key, Assert.Single((await Partnership(chamber)).State.Addressees).Place.Key);
        var place = Kinds.Place.Read((await chamber.Documents.Find(Kinds.PlaceKey(Hall), TestContext.Current.CancellationToken))!);
        Assert.Equal((Chamber.Id, true), (place.State.PartnershipId, place.State.Greeted));
        Assert.Equal("welcome.back", ((Text.Said)Assert.Single(place.Owes).Card.Summary).Key);
    }

    [Fact]
    public async Task A_place_is_called_as_it_was_last_called()
    {
        var (chamber, desk) = await Open();
        await desk.Do(new Request.Renamed { Id = "1", Person = Chamber.Delegate("north"), Place = Hall with { Name = "rivers" }, At = chamber.Now });
        Assert.Equal("rivers", (await Partnership(chamber)).State.Links[0].Place.Name);
        await desk.Do(chamber.Say("north", "hello") with { Place = Hall with { Name = "lakes" } });
        Assert.Equal("lakes", (await Partnership(chamber)).State.Links[0].Place.Name);
        await desk.Do(chamber.Say("north", "hello") with { Place = Hall with { Name = "All of us", Unnamed = true } });
        await desk.Do(chamber.Say("north", "hello"));
        Assert.Equal("lakes", (await Partnership(chamber)).State.Links[0].Place.Name);
    }

    private static Request.Removed Gone(Chamber chamber, string id) => new() { Id = id, Person = Chamber.Delegate("north"), Place = Hall, At = chamber.Now };

    private static async Task<BotPartner.Core.Documents.Document<Partnership>> Partnership(Chamber chamber) =>
        Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), TestContext.Current.CancellationToken))!);

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
