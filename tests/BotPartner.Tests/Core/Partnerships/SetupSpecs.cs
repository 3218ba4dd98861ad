using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary><c>setup</c>: a short form that asks no more than it needs.</summary>
public sealed class SetupSpecs
{
    private static readonly Place Square = new("north", "realm", "square", PlaceKind.Channel);

    [Fact]
    public async Task The_form_founds_it_with_all_that_was_said()
    {
        var (chamber, desk) = await Open();
        var form = ((Reply.Open)await desk.Do(chamber.Say("nadia", "setup") with { Place = Square })).Form;
        Assert.Equal(["name", "purpose", "phase", "constituencies", "languages", "protocol", "language", "zone"], form.Fields.Select(f => f.Id));
        Assert.Equal(("en", "UTC"), (form.Fields[6].Value, form.Fields[7].Value));
        var founded = await Found(chamber, desk, new()
        {
            ["name"] = "Rivers",
            ["purpose"] = " Clean water ",
            ["phase"] = "planning",
            ["constituencies"] = "business,media,nonsense",
            ["languages"] = "es,fr,nonsense",
            ["protocol"] = " Rivers pact, part 3 ",
            ["language"] = "fr",
            ["zone"] = "africa/dakar",
        });
        Assert.Equal("founded.summary", founded.Keys()[0]);
        var partnership = await Partnership(chamber);
        Assert.Equal(("Rivers", "Africa/Dakar", "fr"), (partnership.Name, partnership.TimeZone, partnership.Links[0].Language));
        Assert.Equal(("Clean water", "planning"), (partnership.About!.Purpose, partnership.About.Phase));
        Assert.Equal(["business", "media"], partnership.About.Constituencies!);
        Assert.Equal(["es", "fr"], partnership.About.Languages!);
        Assert.Equal("Rivers pact, part 3", partnership.About.Protocol);

        // The place has come to rest, whoever reads it.
        var place = (await chamber.Documents.Find(Kinds.PlaceKey(Square), TestContext.Current.CancellationToken))!;
        Assert.Null(place.Due);
        Assert.Null(Kinds.Place.Read(place).State.Joining);
    }

    [Fact]
    public async Task The_name_is_enough_and_a_zone_that_does_not_exist_is_asked_again_with_all_that_was_typed()
    {
        var (chamber, desk) = await Open();
        var again = Assert.IsType<Reply.Correct>(await Found(chamber, desk, new() { ["name"] = "Rivers", ["purpose"] = "Water", ["zone"] = "Atlantis" }));
        Assert.Equal("zone", Assert.Single(again.Errors).Key);
        Assert.Equal(["Rivers", "Water"], again.Form.Fields.Take(2).Select(f => f.Value));
        await Found(chamber, desk, new() { ["name"] = "Rivers" });
        Assert.Equal(("Rivers", "UTC"), ((await Partnership(chamber)).Name, (await Partnership(chamber)).TimeZone));
        Assert.Null((await Partnership(chamber)).About);
    }

    private static Task<Reply> Found(Chamber chamber, Chamber.Desk desk, Dictionary<string, string> values) =>
        desk.Do(chamber.Submit("nadia", FoundPartnership.FormId, [], values) with { Place = Square });

    private static async Task<Partnership> Partnership(Chamber chamber)
    {
        var stop = TestContext.Current.CancellationToken;
        var id = Kinds.Place.Read((await chamber.Documents.Find(Kinds.PlaceKey(Square), stop))!).State.PartnershipId!;
        return Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(id), stop))!).State;
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
