using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>The capital of Tennessee, as the literature votes on it: 1 Memphis, 2 Nashville, 3 Chattanooga, 4 Knoxville.</summary>
public sealed class ChooseSpecs
{
    [Fact]
    public void With_one_vote_each_the_largest_group_chooses_Memphis()
    {
        var outcome = Poll.Of(Poll.Choose(4), 100, ("approve:1", 42), ("approve:2", 26), ("approve:3", 15), ("approve:4", 17));
        Assert.Equal((Result.Chosen, "1>2>4>3"), (outcome.Result, Poll.Line(outcome.Working!.Tiers)));
    }

    [Fact]
    public void Approving_of_two_each_they_choose_Nashville()
    {
        var outcome = Poll.Of(Poll.Choose(4, 2), 100, ("approve:1,2", 42), ("approve:2,3", 26), ("approve:3,4", 15), ("approve:3,4", 17));
        Assert.Equal(["42", "68", "58", "32"], outcome.Working!.Scores!.Select(s => s.ToString()));
        Assert.Equal((Result.Chosen, "2>3>1>4"), (outcome.Result, Poll.Line(outcome.Working.Tiers)));
        Assert.Equal((42, 68, 58, 32, 0), (outcome.Of("1"), outcome.Of("2"), outcome.Of("3"), outcome.Of("4"), outcome.Of(Choice.Abstain)));
    }

    [Fact]
    public void A_tie_is_stated_and_never_broken()
    {
        var outcome = Poll.Of(Poll.Choose(3), 5, ("approve:3", 2), ("approve:2", 2), (Choice.Abstain, 1));
        Assert.Equal((Result.Tied, "2=3>1"), (outcome.Result, Poll.Line(outcome.Working!.Tiers)));
        Assert.Equal((Result.Tied, "1=2=3"), Poll.Of(Poll.Choose(3), 5, (Choice.Abstain, 5)) is var none ? (none.Result, Poll.Line(none.Working!.Tiers)) : default);
    }

    [Fact]
    public void Abstentions_make_the_quorum_and_choose_nothing() =>
        Assert.Equal(Result.Chosen, Poll.Of(Poll.Choose(2), 10, ("approve:1", 1), (Choice.Abstain, 4)).Result);

    [Fact]
    public void Weight_chooses_not_heads()
    {
        var outcome = Count.Of(new(Poll.Choose(2), 50), [new(Poll.Voter(1, weight: "2.5"), "approve:1"), new(Poll.Voter(2), "approve:2"), new(Poll.Voter(3), "approve:2")]);
        Assert.Equal((Result.Chosen, "1>2", 1, 2), (outcome.Result, Poll.Line(outcome.Working!.Tiers), outcome.Of("1"), outcome.Of("2")));
    }
}
