using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>A record tells the mandates that stood at the seal of each round, and counts as the decision was counted.</summary>
public sealed class MandateRecordSpecs
{
    private static readonly string North = Partner.IdOf("north");
    private static readonly string South = Partner.IdOf("south");
    private static readonly string West = Partner.IdOf("west");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("| sealed")]
    public async Task A_mandate_that_stood_is_recorded_and_counted(string visibility)
    {
        var (chamber, desk) = await Put(visibility);
        await desk.Do(chamber.Say("south", "mandate 1 to north"));
        await Votes(chamber, desk, ("north", Choice.For), ("west", Choice.Against));
        var round = (await Ended(chamber, desk)).Rounds[0];
        Assert.Equal([new(South, North)], round.Mandates!);
        Assert.Equal(Sorted((North, Choice.For), (West, Choice.Against)), round.Ballots!.Select(b => (b.Voter, b.Choice)));
        Assert.Equal((Result.Adopted, 3, 2), (round.Outcome!.Result, round.Outcome.Cast, round.Outcome.Of(Choice.For)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("| sealed")]
    public async Task A_mandate_that_was_taken_back_is_not_recorded(string visibility)
    {
        var (chamber, desk) = await Put(visibility);
        await desk.Do(chamber.Say("south", "mandate 1 to north"));
        await Votes(chamber, desk, ("north", Choice.For), ("west", Choice.Against));
        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Do(chamber.Say("south", "mandate 1 back"));
        var round = (await Ended(chamber, desk)).Rounds[0];
        Assert.Null(round.Mandates);
        Assert.Equal((Result.Rejected, 2), (round.Outcome!.Result, round.Outcome.Cast));
    }

    [Fact]
    public async Task A_mandate_of_who_votes_itself_is_recorded_and_counts_for_nothing()
    {
        var (chamber, desk) = await Put("");
        await desk.Do(chamber.Say("south", "mandate 1 to north"));
        await Votes(chamber, desk, ("north", Choice.For), ("south", Choice.Against), ("west", Choice.Abstain));
        var round = (await Ended(chamber, desk)).Rounds[0];
        Assert.Equal((1, 3, Result.Rejected), (round.Mandates!.Count, round.Ballots!.Count, round.Outcome!.Result));
    }

    [Theory]
    [InlineData("")]
    [InlineData("| sealed")]
    public async Task Each_round_has_the_mandates_of_its_own(string visibility)
    {
        var (chamber, desk) = await Put(visibility);
        await Votes(chamber, desk, ("north", Choice.For), ("west", Choice.Against));
        await desk.Do(chamber.Say("north", "amend 1 A better text"));
        await desk.Tick();
        await desk.Do(chamber.Say("south", "mandate 1 to west"));
        await desk.Do(chamber.Press("west", CastBallot.Action, Ledger.Choose(1, Choice.For, 2)));
        var record = await Ended(chamber, desk);
        Assert.Equal([0, 1], record.Rounds.Select(r => r.Mandates?.Count ?? 0));
        Assert.Equal([2, 2], record.Rounds.Select(r => r.Outcome!.Cast));
        Assert.Equal([new(South, West)], record.Rounds[1].Mandates!);
    }

    [Fact]
    public async Task A_mandate_that_lasts_is_recorded_in_both_rounds_until_it_is_taken_back()
    {
        var (chamber, desk) = await Put("");
        await desk.Do(chamber.Say("south", "mandate 1 to north"));
        await Votes(chamber, desk, ("north", Choice.For));
        foreach (var words in new[] { "amend 1 A better text", "amend 1 The best text" })
        {
            await desk.Do(chamber.Say("north", words));
            await desk.Tick();
        }

        chamber.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Do(chamber.Say("south", "mandate 1 back"));
        var record = await Ended(chamber, desk);
        Assert.Equal([1, 1, 0], record.Rounds.Select(r => r.Mandates?.Count ?? 0));
        Assert.Equal([2, 0, 0], record.Rounds.Select(r => r.Outcome!.Cast));
    }

    [Fact]
    public async Task What_was_taken_back_tells_no_mandate_of_the_round_that_was_not_counted()
    {
        var (chamber, desk) = await Put("");
        await desk.Do(chamber.Say("south", "mandate 1 to north"));
        await desk.Do(chamber.Say("north", "withdraw 1 Not now"));
        await desk.Tick();
        Assert.Null(Assert.Single(await chamber.Records()).Rounds[0].Mandates);
    }

    /// <summary>As boxes: a store may show what has just been replaced, and what is written for ever waits until it does not.</summary>
    [Fact]
    public async Task Nothing_is_recorded_of_mandates_that_do_not_read_as_sealed()
    {
        var (chamber, desk) = await Put("");
        await desk.Do(chamber.Say("south", "mandate 1 to north"));
        await desk.Do(chamber.Say("north", "close 1"));
        await Seal(chamber, false);
        await desk.Tick();
        Assert.Empty(await chamber.Documents.List(Chamber.Id, "record", "", 10, Stop));
        await Seal(chamber, true);
        chamber.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Tick();
        Assert.Single(Assert.Single(await chamber.Records()).Rounds[0].Mandates!);
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Put(string visibility)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", $"decide Fund the wells | majority | mandates 1 | quorum 60% {visibility} | closes in 3d"));
        return (chamber, desk);
    }

    private static async Task Votes(Chamber chamber, Chamber.Desk desk, params (string Who, string Choice)[] votes)
    {
        foreach (var (who, choice) in votes)
        {
            await desk.Do(chamber.Press(who, CastBallot.Action, Ledger.Choose(1, choice)));
        }
    }

    /// <summary>The record, which verifies, of the decision as it was counted.</summary>
    private static async Task<DecisionRecord> Ended(Chamber chamber, Chamber.Desk desk)
    {
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var record = Assert.Single(await chamber.Records());
        var decision = await chamber.Decision();
        Assert.Equivalent(decision.Outcome, record.Rounds[^1].Outcome, strict: true);
        Assert.All(decision.Earlier ?? [], (past, i) => Assert.Equivalent(past.Outcome, record.Rounds[i].Outcome, strict: true));
        return record;
    }

    private static async Task Seal(Chamber chamber, bool seal)
    {
        var mandates = DecisionKinds.Mandates.Read((await chamber.Documents.Find(DecisionKinds.MandatesKey(Chamber.Id, 1, 1), Stop))!);
        await chamber.Documents.Save(DecisionKinds.Mandates.Write(mandates with { State = mandates.State with { Sealed = seal } }), Stop);
    }

    private static IEnumerable<(string, string)> Sorted(params (string Voter, string Choice)[] ballots) => ballots.OrderBy(b => b.Voter, StringComparer.Ordinal);
}
