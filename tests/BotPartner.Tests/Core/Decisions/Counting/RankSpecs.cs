using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>Examples of the literature with their numbers. Options A to E are 1 to 5.</summary>
public sealed class RankSpecs
{
    [Fact]
    public void Forty_five_voters_and_five_options_as_in_the_example_that_explains_the_method()
    {
        var outcome = Poll.Of(
            Poll.Rank(5),
            45,
            (Letters("ACBED"), 5), (Letters("ADECB"), 5), (Letters("BEDAC"), 8), (Letters("CABED"), 3),
            (Letters("CAEBD"), 7), (Letters("CBADE"), 2), (Letters("DCEBA"), 7), (Letters("EBADC"), 8));
        Assert.Equal(["0 20 26 30 22", "25 0 16 33 18", "19 29 0 17 24", "15 12 28 0 14", "23 27 21 31 0"], Poll.Rows(outcome.Working!.Pairwise));
        Assert.Equal(["0 28 28 30 24", "25 0 28 33 24", "25 29 0 29 24", "25 28 28 0 24", "25 28 28 31 0"], Poll.Rows(outcome.Working.Paths));
        Assert.Equal((Result.Chosen, "5>1>3>2>4"), (outcome.Result, Poll.Line(outcome.Working.Tiers)));
    }

    [Fact]
    public void Nine_voters_whose_strongest_paths_leave_two_winners()
    {
        var outcome = Poll.Of(Poll.Rank(4), 9, (Letters("ABCD"), 3), (Letters("DABC"), 2), (Letters("DBCA"), 2), (Letters("CBDA"), 2));
        Assert.Equal(["0 5 5 3", "4 0 7 5", "4 2 0 5", "6 4 4 0"], Poll.Rows(outcome.Working!.Pairwise));
        Assert.Equal(["0 5 5 5", "5 0 7 5", "5 5 0 5", "6 5 5 0"], Poll.Rows(outcome.Working.Paths));
        Assert.Equal((Result.Tied, "2=4>1=3"), (outcome.Result, Poll.Line(outcome.Working.Tiers)));
    }

    [Fact]
    public void Tennessee_chooses_the_city_that_beats_each_other()
    {
        var outcome = Poll.Of(Poll.Rank(4), 100, (Letters("ABCD"), 42), (Letters("BCDA"), 26), (Letters("CDBA"), 15), (Letters("DCBA"), 17));
        Assert.Equal(["0 42 42 42", "58 0 68 68", "58 32 0 83", "58 32 17 0"], Poll.Rows(outcome.Working!.Pairwise));
        Assert.Equal((Result.Chosen, "2>3>4>1"), (outcome.Result, Poll.Line(outcome.Working.Tiers)));
    }

    [Fact]
    public void What_is_not_ranked_comes_last_together()
    {
        var outcome = Poll.Of(Poll.Rank(4), 3, ("rank:2", 3));
        Assert.Equal(["0 0 0 0", "3 0 3 3", "0 0 0 0", "0 0 0 0"], Poll.Rows(outcome.Working!.Pairwise));
        Assert.Equal((Result.Chosen, "2>1=3=4"), (outcome.Result, Poll.Line(outcome.Working.Tiers)));
        Assert.Equal(Poll.Rows(outcome.Working.Pairwise), Poll.Rows(Poll.Of(Poll.Rank(4), 3, ("rank:2>1=3=4", 3)).Working!.Pairwise));
    }

    [Fact]
    public void A_circle_of_equal_victories_is_a_tie_and_so_is_nothing_said()
    {
        Assert.Equal(Result.Tied, Poll.Of(Poll.Rank(3), 3, (Letters("ABC"), 1), (Letters("BCA"), 1), (Letters("CAB"), 1)).Result);
        var silent = Poll.Of(Poll.Rank(3), 3, (Choice.Abstain, 2), ("rank:1=2=3", 1));
        Assert.Equal((Result.Tied, "1=2=3", 1, 2), (silent.Result, Poll.Line(silent.Working!.Tiers), silent.Of(RankRule.Ranked), silent.Of(Choice.Abstain)));
    }

    [Fact]
    public void Victories_count_by_the_votes_that_win_them()
    {
        // 1 beats 2 by 5:4 of nine, 2 beats 3 by 4:0 of four who rank them, 3 beats 1 by 3:2: the weakest victory is undone.
        var pairwise = new[] { "0 5 2", "4 0 4", "3 0 0" }.Select(r => r.Split(' ').Select(w => Weight.Read(w)!.Value).ToArray()).ToArray();
        Assert.Equal("1>2>3", Poll.Line(StrongestPaths.Tiers(StrongestPaths.Of(pairwise))));
    }

    [Fact]
    public void A_voter_of_double_weight_is_two_voters()
    {
        var outcome = Count.Of(new(Poll.Rank(3), 50), [new(Poll.Voter(1, weight: "2"), Letters("CBA")), new(Poll.Voter(2), Letters("ABC"))]);
        Assert.Equal(["0 1 1", "2 0 1", "2 2 0"], Poll.Rows(outcome.Working!.Pairwise));
    }

    /// <summary>What is not promised: the two who come late prefer D to A, and by coming make A win instead of D.</summary>
    [Fact]
    public void Ballots_that_prefer_the_winner_to_another_can_hand_that_other_the_win()
    {
        (string, int)[] early = [(Letters("ABDC"), 2), (Letters("DCAB"), 3), (Letters("CABD"), 2)];
        Assert.Equal((Result.Chosen, "4>3>1>2"), Poll.Of(Poll.Rank(4), 7, early) is var before ? (before.Result, Poll.Line(before.Working!.Tiers)) : default);
        var after = Poll.Of(Poll.Rank(4), 9, [.. early, (Letters("BDAC"), 2)]);
        Assert.Equal((Result.Chosen, 1), (after.Result, after.Working!.Tiers![0][0]));
    }

    private static string Letters(string order) => "rank:" + string.Join('>', order.Select(c => c - 'A' + 1));
}
