using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>The endings of decisions become one chain of records, whoever dies, stalls or hurries on the way.</summary>
public sealed class ChainSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endings_are_chained_in_the_order_in_which_they_come()
    {
        var chamber = await Ledger.Open(3);
        var desk = chamber.Process();
        foreach (var n in new[] { 2, 3, 1 })
        {
            await desk.Do(chamber.Say("north", $"close {n}"));
            await desk.Tick();
        }

        var records = await chamber.Records();
        Assert.Equal([2, 3, 1], records.Select(r => r.Number));
        Assert.Equal([1, 2, 3], records.Select(r => r.Position));
        Assert.Equal(("Text 2", Result.Rejected, 2, "north"), (records[0].Rounds[0].Text, records[0].Rounds[0].Outcome!.Result, records[0].Rounds[0].Ballots!.Count, records[0].Proposer));
        Assert.Equal(3, (await chamber.Decision(1)).Recorded!.Position);
    }

    [Fact]
    public async Task What_closes_by_itself_at_the_same_moment_is_chained_too()
    {
        var chamber = await Ledger.Open(8);
        chamber.Time.Advance(TimeSpan.FromDays(4));
        await chamber.Process().Tick();
        Assert.Equal(Enumerable.Range(1, 8), (await chamber.Records()).Select(r => r.Number).Order());
    }

    /// <summary>As when somebody who could vote is forgotten between the writing of a record and the chain's going on, or another version writes it.</summary>
    [Theory]
    [InlineData("north")]
    [InlineData("\uD83D\uDE00")]
    public async Task What_was_written_first_stands_even_if_it_would_be_another_now(string name)
    {
        var chamber = await Ledger.Open(2);
        var desk = chamber.Process();
        chamber.Documents.Writing = k => _ = k.Id == "chain" && chamber.Documents.Find(DecisionKinds.RecordKey(Chamber.Id, 1), Stop).Result is not null ? throw new StoreUnavailableException("died") : 0;
        await Record.ExceptionAsync(() => desk.Do(chamber.Say("north", "close 1")));
        await Record.ExceptionAsync(desk.Tick);
        chamber.Documents.Writing = null;
        var box = DecisionKinds.Box.Read((await chamber.Documents.Find(DecisionKinds.BoxKey(Chamber.Id, 1, 0), Stop))!);
        var changed = box with { State = box.State with { Voters = [.. box.State.Voters.Select((v, i) => i == 0 ? v with { Name = name + "—" } : v)] } };
        Assert.NotNull(await chamber.Documents.Save(DecisionKinds.Box.Write(changed), Stop));
        var next = chamber.Process();
        await next.Tick();
        await next.Do(chamber.Say("north", "close 2"));
        await next.Tick();
        var records = await chamber.Records();
        Assert.Equal([1, 2], records.Select(r => r.Number));
        Assert.DoesNotContain(records[0].Rounds[0].Voters, v => v.Name.EndsWith('—'));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_process_that_dies_at_any_save_once_or_twice_leaves_one_chain(bool written, bool again)
    {
        var (once, deaths) = (0, 0);
        for (var (first, died) = (1, true); died; first++)
        {
            died = false;
            for (var (second, more) = (1, true); more; second++)
            {
                var chamber = await Ledger.Open(2);
                await chamber.Process().Do(chamber.Say("north", "close 1"));
                var dead = await Dies(chamber, first, written);
                more = again && dead && await Dies(chamber, second, !written);
                (died, once, deaths) = (died || dead, once + (dead ? 1 : 0), deaths + (more ? 1 : 0));
                var desk = chamber.Process();
                await desk.Tick();
                await desk.Do(chamber.Say("north", "close 2"));
                await desk.Tick();
                Assert.Equal([1, 2], (await chamber.Records()).Select(r => r.Number));
            }
        }

        Assert.True(once >= 4 && (!again || deaths >= 4), $"{once} deaths, {deaths} second ones");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Processes_that_close_many_at_once_make_one_chain(ulong seed)
    {
        const int Decisions = 12;
        var chamber = await Ledger.Open(Decisions);
        chamber.Time.Advance(TimeSpan.FromDays(4));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(
            async () =>
            {
                var desk = chamber.Process(new HurriedDocuments(chamber.Documents, seed + (ulong)i));
                await desk.Tick();
            },
            Stop)));
        await chamber.Process().Tick();
        Assert.Equal(Enumerable.Range(1, Decisions), (await chamber.Records()).Select(r => r.Number).Order());
    }

    [Fact]
    public async Task A_process_that_stalls_anywhere_and_wakes_much_later_changes_nothing()
    {
        var stalled = 0;
        for (var (at, goesOn) = (1, true); goesOn; at++)
        {
            var chamber = await Ledger.Open(2);
            await chamber.Process().Do(chamber.Say("north", "close 1"));
            var slow = new StallingDocuments(chamber.Documents, at);
            var late = chamber.Process(slow).Tick();
            if (goesOn = await Task.WhenAny(late, slow.Stalled) == slow.Stalled)
            {
                stalled++;

                // Meanwhile it is recorded, goes on in another round, ends again, and another decision ends between.
                var desk = chamber.Process();
                await desk.Tick();
                await desk.Do(chamber.Say("north", "amend 1 Better"));
                await desk.Tick();
                await desk.Do(chamber.Say("north", "close 2"));
                await desk.Tick();
                await desk.Do(chamber.Press("north", CastBallot.Action, Ledger.Choose(1, Choice.For, 2)));
                await desk.Do(chamber.Say("north", "close 1"));
                slow.GoOn();
                await late;
                await desk.Tick();
                Assert.Equal([(1, 1), (2, 1), (1, 2)], (await chamber.Records()).Select(r => (r.Number, r.Rounds.Count)));
            }

            await late;
        }

        Assert.True(stalled > 8, $"it stalled {stalled} times");
    }

    [Fact]
    public async Task A_decision_that_goes_on_after_it_was_recorded_is_recorded_again_with_all_its_rounds()
    {
        var chamber = await Ledger.Open();
        var desk = chamber.Process();
        foreach (var words in new[] { "close 1", "amend 1 A better text", "close 1" })
        {
            await desk.Do(chamber.Say("north", words));
            await desk.Tick();
        }

        var records = await chamber.Records();
        Assert.Equal([["Text 1"], ["Text 1", "A better text"]], records.Select(r => r.Rounds.Select(t => t.Text)));
        Assert.Equal(Chains.Json(records[0]).GetProperty("rounds")[0].GetRawText(), Chains.Json(records[1]).GetProperty("rounds")[0].GetRawText());
        Assert.Equal([Result.Rejected, Result.NoQuorum], records[1].Rounds.Select(r => r.Outcome!.Result));
    }

    [Theory]
    [InlineData("withdraw 1 Not now", 1)]
    [InlineData("amend 1 A better text", 2)]
    public async Task What_was_taken_back_is_recorded_without_what_was_said_in_vain(string words, int round)
    {
        var chamber = await Ledger.Open();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", words));
        await desk.Tick();
        await desk.Do(chamber.Say("north", "withdraw 1"));
        await desk.Tick();
        var record = Assert.Single(await chamber.Records());
        Assert.True(record.Withdrawn);
        Assert.Equal((round, null, null), (record.Rounds.Count, record.Rounds[^1].Ballots, record.Rounds[^1].Outcome));
    }

    [Fact]
    public async Task An_outcome_that_was_stated_before_it_was_recorded_is_recorded_and_reviewed()
    {
        var chamber = await Ledger.Open();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Do(chamber.Say("north", "outcome 1 We wait. | review 2026-03-20"));
        await desk.Tick();
        Assert.Single(await chamber.Records());
        var stored = DecisionKinds.Decision.Read((await chamber.Documents.Find(DecisionKinds.Key(Chamber.Id, 1), Stop))!);
        Assert.Equal(ReviewOutcome.First(stored.State.Statement, new("Alliance", "UTC", [], [], chamber.Now)), stored.Wake);
        Assert.False(stored.State.Statement!.Reviewed);
        chamber.Time.Advance(TimeSpan.FromDays(200));
        await desk.Tick();
        Assert.True((await chamber.Decision()).Statement!.Reviewed);
        Assert.Single(await chamber.Records());
    }

    [Fact]
    public async Task Nothing_is_recorded_of_boxes_that_do_not_read_as_sealed()
    {
        var chamber = await Ledger.Open();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "close 1"));
        await Seal(chamber, false);
        await desk.Tick();
        Assert.Empty(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop));
        await Seal(chamber, true);
        chamber.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Tick();
        Assert.Single(await chamber.Records());
    }

    private static async Task Seal(Chamber chamber, bool seal)
    {
        var box = DecisionKinds.Box.Read((await chamber.Documents.Find(DecisionKinds.BoxKey(Chamber.Id, 1, 0), Stop))!);
        await chamber.Documents.Save(DecisionKinds.Box.Write(box with { State = box.State with { Sealed = seal } }), Stop);
    }

    private static async Task<bool> Dies(Chamber chamber, int dieAt, bool written)
    {
        var documents = new DyingDocuments(chamber.Documents, dieAt, written);
        try
        {
            // What fails in the clock is put off by saving it, which the dead cannot.
            await chamber.Process(documents).Tick();
            return false;
        }
        catch (DeadException)
        {
            return true;
        }
    }
}
