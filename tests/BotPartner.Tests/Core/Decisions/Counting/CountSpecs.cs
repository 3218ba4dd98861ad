using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions;

public sealed class CountSpecs
{
    private static readonly Method Half = Method.Majority(Threshold.Half);
    private static readonly Method TwoThirds = Method.Majority(new(2, 3, Strict: false));

    [Theory]
    [InlineData(50, 6, 3)]
    [InlineData(50, 7, 4)]
    [InlineData(60, 5, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1000, 10)]
    [InlineData(1, 1001, 11)]
    [InlineData(100, 3, 3)]
    [InlineData(67, 3, 3)]
    [InlineData(33, 3, 1)]
    [InlineData(34, 3, 2)]
    [InlineData(100, 2_000_000_000, 2_000_000_000)]
    public void The_quorum_is_rounded_up_to_whole_partners(int percent, int electorate, int needed) =>
        Assert.Equal(needed, Count.Needed(percent, electorate));

    [Fact]
    public void The_quorum_is_the_exact_ceiling_for_every_percentage_of_small_electorates()
    {
        for (var electorate = 1; electorate <= 200; electorate++)
        {
            for (var percent = 1; percent <= 100; percent++)
            {
                var needed = Count.Needed(percent, electorate);
                Assert.True(100L * needed >= (long)percent * electorate, $"{percent}% of {electorate}");
                Assert.True(100L * (needed - 1) < (long)percent * electorate, $"{percent}% of {electorate}");
            }
        }
    }

    [Fact]
    public void Consent_is_given_when_the_quorum_is_met_and_nobody_objects() =>
        Assert.Equal(Result.Adopted, Consent(6, (Choice.Consent, 2), (Choice.Aside, 1)).Result);

    [Fact]
    public void One_objection_stops_a_proposal_however_many_consent() =>
        Assert.Equal(Result.Objected, Consent(100, (Choice.Consent, 99), (Choice.Object, 1)).Result);

    [Fact]
    public void Standing_aside_alone_is_consent() =>
        Assert.Equal(Result.Adopted, Consent(2, (Choice.Aside, 2)).Result);

    [Fact]
    public void Without_the_quorum_nothing_is_decided_not_even_by_an_objection() =>
        Assert.Equal(Result.NoQuorum, Consent(6, (Choice.Consent, 1), (Choice.Object, 1)).Result);

    [Fact]
    public void If_nobody_votes_there_is_no_quorum()
    {
        Assert.Equal(Result.NoQuorum, Consent(6).Result);
        Assert.Equal(Result.NoQuorum, Count.Of(Half, 1, 0, []).Result);
    }

    [Fact]
    public void A_tie_is_no_majority() =>
        Assert.Equal(Result.Rejected, Majority(Half, 4, (Choice.For, 2), (Choice.Against, 2)).Result);

    [Fact]
    public void Abstentions_count_for_the_quorum_and_for_nothing_else()
    {
        var outcome = Majority(Half, 4, (Choice.For, 1), (Choice.Abstain, 3));
        Assert.Equal((Result.Adopted, 4, true), (outcome.Result, outcome.Cast, outcome.Quorate));
    }

    [Fact]
    public void Abstentions_alone_adopt_nothing() =>
        Assert.Equal(Result.Rejected, Majority(Half, 3, (Choice.Abstain, 3)).Result);

    [Theory]
    [InlineData(2, 1, Result.Adopted)]
    [InlineData(200, 100, Result.Adopted)]
    [InlineData(199, 100, Result.Rejected)]
    [InlineData(3, 2, Result.Rejected)]
    public void Two_thirds_are_counted_exactly(int votes, int against, Result result) =>
        Assert.Equal(result, Majority(TwoThirds, votes + against, (Choice.For, votes), (Choice.Against, against)).Result);

    [Fact]
    public void The_order_of_ballots_does_not_matter()
    {
        string[] choices = [Choice.For, Choice.Against, Choice.Abstain, Choice.For, Choice.For];
        var forwards = Count.Of(Half, 50, 6, choices);
        var backwards = Count.Of(Half, 50, 6, choices.Reverse());
        Assert.Equal(forwards.Result, backwards.Result);
        Assert.Equal(forwards.Counts, backwards.Counts);
    }

    [Fact]
    public void One_more_vote_for_never_turns_adoption_into_rejection()
    {
        foreach (var threshold in new[] { Threshold.Half, new(2, 3, false), new(3, 4, false), new(2, 3, true) })
        {
            for (var votes = 0; votes < 30; votes++)
            {
                for (var against = 0; against < 30; against++)
                {
                    Assert.False(threshold.IsMet(votes, votes + against) && !threshold.IsMet(votes + 1, votes + 1 + against));
                }
            }
        }
    }

    [Theory]
    [InlineData(2, 3, 667)]
    [InlineData(1, 3, 333)]
    [InlineData(1, 2000, 1)]
    [InlineData(1, 2001, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(3, 3, 1000)]
    public void Percentages_are_rounded_half_up_in_whole_numbers(long part, long whole, long tenths) =>
        Assert.Equal(tenths, Count.PerMille(part, whole));

    [Theory]
    [InlineData("> 1/2", 1, 2, true)]
    [InlineData(">1/2", 1, 2, true)]
    [InlineData(">= 2/3", 2, 3, false)]
    [InlineData("≥ 3/4", 3, 4, false)]
    [InlineData("2/3", 2, 3, false)]
    [InlineData("1/1", 1, 1, false)]
    public void Thresholds_are_read_as_people_write_them(string typed, int numerator, int denominator, bool strict) =>
        Assert.Equal(new Threshold(numerator, denominator, strict), Threshold.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("1/2")]
    [InlineData("1/3")]
    [InlineData("> 1/1")]
    [InlineData("3/2")]
    [InlineData("1/0")]
    [InlineData("-2/-3")]
    [InlineData("half")]
    [InlineData("2/3/4")]
    [InlineData("99999999999/1")]
    public void A_share_that_two_opposites_could_both_reach_is_no_threshold(string typed) => Assert.Null(Threshold.Parse(typed));

    private static Outcome Consent(int electorate, params (string Choice, int Times)[] ballots) => Of(Method.Consent, electorate, ballots);

    private static Outcome Majority(Method method, int electorate, params (string Choice, int Times)[] ballots) => Of(method, electorate, ballots);

    private static Outcome Of(Method method, int electorate, (string Choice, int Times)[] ballots) =>
        Count.Of(method, 50, electorate, ballots.SelectMany(b => Enumerable.Repeat(b.Choice, b.Times)));
}
