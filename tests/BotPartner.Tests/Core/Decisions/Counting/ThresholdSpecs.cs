using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

public sealed class ThresholdSpecs
{
    [Theory]
    [InlineData("> 1/2", 5, 4, 1, Result.Rejected)]
    [InlineData("> 1/2", 6, 1, 0, Result.Adopted)]
    [InlineData(">= 2/3", 7, 0, 0, Result.Adopted)]
    [InlineData(">= 2/3", 6, 0, 4, Result.Rejected)]
    [InlineData(">= 3/4", 8, 0, 0, Result.Adopted)]
    [InlineData(">= 3/4", 7, 0, 0, Result.Rejected)]
    public void A_share_of_the_electorate_counts_the_silent_and_the_abstaining(string threshold, int votes, int against, int abstain, Result result)
    {
        var method = Method.Majority(Threshold.Parse(threshold)!) with { OfElectorate = true };
        var outcome = Poll.Of(method, 10, (Choice.For, votes), (Choice.Against, against), (Choice.Abstain, abstain));
        Assert.Equal((result, Weight.Of(10)), (outcome.Result, outcome.Working!.Share!.Of));
    }

    [Fact]
    public void A_majority_in_every_constituency_fails_on_one_that_is_against_or_says_nothing()
    {
        var method = Poll.Half with { EachConstituency = true };
        Outcome Of(string? media, string? worker) => Count.Of(new(method, 50),
        [
            new(Poll.Voter(1), Choice.For), new(Poll.Voter(2), Choice.For), new(Poll.Voter(3), Choice.Against),
            new(Poll.Voter(4, "media"), media), new(Poll.Voter(5, "workers"), worker),
        ]);
        Assert.Equal(Result.Adopted, Of(Choice.For, Choice.For).Result);
        Assert.Equal(Result.Rejected, Of(Choice.Against, Choice.For).Result);
        Assert.Equal(Result.Rejected, Of(null, Choice.For).Result);
        Assert.Equal(Result.Rejected, Of(Choice.Abstain, Choice.For).Result);
        var shares = Of(Choice.Against, Choice.For).Working!.ShareOfEach!;
        Assert.Equal(["business 2/3 True", "media 0/1 False", "workers 1/1 True"], shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value.Votes}/{s.Value.Of} {s.Value.Met}"));
    }

    [Theory]
    [InlineData(null, 2, 2, 3, Result.Adopted)]
    [InlineData(null, 2, 2, 4, Result.Rejected)]
    [InlineData(3, 2, 1, 4, Result.Adopted)]
    public void Gradients_ask_for_support_of_all_who_took_part(int? supporting, int endorse, int support, int mixed, Result result) =>
        Assert.Equal(result, Poll.Of(Poll.Gradients with { Supporting = supporting }, 10, (Choice.Endorse, endorse), (Choice.Support, support), (Choice.Mixed, mixed)).Result);

    [Fact]
    public void The_lowest_level_is_a_veto_only_if_so_set()
    {
        (string, int)[] ballots = [(Choice.Endorse, 9), (Choice.Oppose, 1)];
        Assert.Equal(Result.Adopted, Poll.Of(Poll.Gradients, 10, ballots).Result);
        Assert.Equal(Result.Objected, Poll.Of(Poll.Gradients with { Veto = true }, 10, ballots).Result);
        Assert.False(Poll.Gradients.NeedsReason(Choice.Oppose));
        Assert.True((Poll.Gradients with { Veto = true }).NeedsReason(Choice.Oppose));
        Assert.Equal(Result.Rejected, Poll.Of(Poll.Gradients with { Veto = true }, 10, (Choice.Endorse, 2), (Choice.Doubt, 8)).Result);
    }

    [Fact]
    public void A_vote_against_can_help_a_proposal_over_the_quorum_but_not_to_a_share_of_the_electorate()
    {
        Assert.Equal(Result.NoQuorum, Poll.Of(Poll.Half, 10, (Choice.For, 4)).Result);
        Assert.Equal(Result.Adopted, Poll.Of(Poll.Half, 10, (Choice.For, 4), (Choice.Against, 1)).Result);
        Assert.Equal(Result.Rejected, Poll.Of(Poll.Half with { OfElectorate = true }, 10, (Choice.For, 4), (Choice.Against, 1)).Result);
    }

    [Fact]
    public void Every_quorum_is_met_exactly_at_its_ceiling()
    {
        for (var electorate = 1; electorate <= 40; electorate++)
        {
            for (var percent = 1; percent <= 100; percent++)
            {
                var needed = Enumerable.Range(0, electorate + 1).First(x => 100 * x >= percent * electorate);
                Assert.Equal(Result.Adopted, Poll.Of(new Terms(Method.Consent, percent), electorate, (Choice.Aside, needed)).Result);
                var missed = Poll.Of(new Terms(Method.Consent, percent), electorate, (Choice.Consent, needed - 1));
                Assert.Equal((Result.NoQuorum, needed, Weight.Of(needed)), (missed.Result, missed.Needed, missed.Working!.Turnout!.Needed));
            }
        }
    }

    [Fact]
    public void The_quorum_can_ask_for_a_ballot_from_each_constituency()
    {
        var terms = new Terms(Method.Consent, 50) { EachConstituency = true };
        Outcome Of(string? media) => Count.Of(terms, [new(Poll.Voter(1), Choice.Consent), new(Poll.Voter(2), Choice.Consent), new(Poll.Voter(3, "media"), media)]);
        Assert.Equal(Result.NoQuorum, Of(null).Result);
        Assert.False(Of(null).Quorate);
        Assert.Equal(Result.Adopted, Of(Choice.Aside).Result);
        Assert.Equal([new("business", 2, 2), new("media", 1, 0)], Of(null).Working!.Turnout!.Constituencies);
    }
}
