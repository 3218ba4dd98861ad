using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Documents;
using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>What a partnership agreed about tensions, as a document.</summary>
public sealed class AgreedSpecs
{
    [Fact]
    public void What_holds_where_nothing_was_agreed_can_hold() => Assert.True(Agreed.Default.Holds);

    [Fact]
    public void It_comes_back_as_it_was_written_and_nothing_that_follows_from_it_is_written()
    {
        var agreed = new Agreed(
            new([new(Stage.Talk, 7) { Guide = "Take a walk" }, new(Stage.Mediation, 60)]) { Mediator = "Ms Rahman" },
            new([1, 7], 0, 24) { Holidays = ["2026-12-25"] },
            14);
        var written = JsonSerializer.Serialize(agreed, CoreJson.Default.Agreed);
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, CoreJson.Default.Agreed)!, CoreJson.Default.Agreed));
        Assert.Equal(
            """{"ladder":{"rungs":[{"stage":"Talk","days":7,"guide":"Take a walk"},{"stage":"Mediation","days":60}],"mediator":"Ms Rahman"},"time":{"days":[1,7],"from":0,"until":24,"holidays":["2026-12-25"]},"keepDays":14}""",
            written);
    }

    [Theory]
    [InlineData(13, 0, false)]
    [InlineData(14, 300, true)]
    [InlineData(3650, 301, false)]
    [InlineData(3651, 0, false)]
    public void It_holds_within_its_bounds(int keep, int mediator, bool holds) =>
        Assert.Equal(holds, (Agreed.Default with { KeepDays = keep, Ladder = Ladder.Default with { Mediator = new string('x', mediator) } }).Holds);

    [Fact]
    public async Task A_partnership_reads_its_own_or_what_usually_holds()
    {
        var chamber = await new Chamber().Found();
        var change = new Change(chamber.Documents, new DueSignal());
        var stop = TestContext.Current.CancellationToken;
        var key = TensionKinds.ProtocolKey(Chamber.Id);
        await change.Run(TensionKinds.Protocol, key, null, _ => TensionKinds.Protocol.New(key, Agreed.Default with { KeepDays = 30 }), stop);
        Assert.Equal(30, (await new AgreedProtocol(change).Of(Chamber.Id, stop)).KeepDays);
        Assert.Same(Agreed.Default, await new AgreedProtocol(change).Of("another", stop));
    }
}
