using BotPartner.Core.Decisions;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>Many decisions end at the same moment.</summary>
public sealed class FollowSpecs
{
    private const int Many = 12;
    private readonly Chamber chamber = new();

    [Fact]
    public async Task One_that_cannot_be_sealed_holds_back_no_other_and_is_closed_when_it_can_be()
    {
        await Put();
        var busy = true;
        var desk = chamber.Process(new OvertakenDocuments(chamber.Documents, e => busy && e.Key.Id.StartsWith(DecisionKinds.BoxKey(Chamber.Id, 5, 0, 1).Id, StringComparison.Ordinal)));
        chamber.Time.Advance(TimeSpan.FromDays(4));
        await desk.Tick();
        Assert.Equal(Phase.Closing, (await chamber.Decision(5)).Phase);
        await ClosedAndRecorded(Enumerable.Range(1, Many).Where(n => n != 5));

        busy = false;
        for (var second = 0; second < 3; second++)
        {
            chamber.Time.Advance(TimeSpan.FromSeconds(1));
            await desk.Tick();
        }

        await ClosedAndRecorded(Enumerable.Range(1, Many));
    }

    [Fact]
    public async Task Two_processes_close_and_record_each_once()
    {
        await Put();
        chamber.Time.Advance(TimeSpan.FromDays(4));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(chamber.Process().Tick)));
        await ClosedAndRecorded(Enumerable.Range(1, Many));
        Assert.Equal(Many, await chamber.Count(DecisionKinds.Record.Name));
    }

    private async Task Put()
    {
        await chamber.Found();
        var desk = chamber.Process();
        for (var number = 1; number <= Many; number++)
        {
            await desk.Do(chamber.Say("north", $"decide Text {number} | closes in 3d"));
        }

        await desk.Tick();
    }

    private async Task ClosedAndRecorded(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            var decision = await chamber.Decision(number);
            Assert.Equal((number, Phase.Closed, false), (decision.Number, decision.Phase, decision.Unrecorded));
        }
    }
}
