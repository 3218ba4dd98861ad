using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>What holds for every election, tried on many.</summary>
public sealed class PropertySpecs
{
    private const int Times = 5_000;

    public static TheoryData<string> Methods => [Method.ConsentId, Method.MajorityId, Method.GradientsId, Method.ChooseId, Method.RankId];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_order_of_ballots_does_not_matter(string method) => Always(method, (election, dice) =>
        Assert.Equivalent(Count.Of(election.Terms, election.Votes), Count.Of(election.Terms, dice.Shuffled(election.Votes)), strict: true));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_depends_on_the_names(string method) => Always(method, (election, dice) =>
    {
        var names = dice.Shuffled(Enumerable.Range(0, election.Votes.Count));
        var groups = dice.Shuffled<string>(["business", "media", "workers"]);
        string Group(string group) => groups[Array.IndexOf(["business", "media", "workers"], group)];
        var (one, other) = (Count.Of(election.Terms, election.Votes), Count.Of(election.Terms, [.. election.Votes.Select((v, i) => v with
        {
            Voter = v.Voter with { Id = $"w{names[i]}", Name = $"N{names[i]}", Constituency = Group(v.Voter.Constituency) },
        })]));
        Assert.Equal((one.Result, one.Cast, one.Needed, one.Working!.Share), (other.Result, other.Cast, other.Needed, other.Working!.Share));
        Assert.Equal(one.Counts, other.Counts);
        Assert.Equal(one.Working.Tiers?.SelectMany(t => t), other.Working.Tiers?.SelectMany(t => t));
        Assert.Equal(one.Working.ShareOfEach?.ToDictionary(s => Group(s.Key), s => s.Value), other.Working.ShareOfEach?.ToDictionary(s => s.Key, s => s.Value));
    });

    [Theory]
    [InlineData(Method.ChooseId)]
    [InlineData(Method.RankId)]
    public void Options_that_change_places_change_places_in_the_result(string method) => Always(method, (election, dice) =>
    {
        var moved = dice.Shuffled(Enumerable.Range(1, election.Terms.Method.Options!.Count));
        string? Move(string? content) =>
            content is null ? null
            : Approval.Parse(content) is { } approval ? new Approval([.. approval.Options.Select(o => moved[o - 1]).Order()]).ToString()
            : Ranking.Parse(content) is { } ranking ? new Ranking([.. ranking.Ranks.Select(r => (int[])[.. r.Select(o => moved[o - 1]).Order()])]).ToString()
            : content;
        var (one, other) = (Count.Of(election.Terms, election.Votes), Count.Of(election.Terms, [.. election.Votes.Select(v => v with { Content = Move(v.Content) })]));
        Assert.Equal(one.Result, other.Result);
        Assert.Equal(one.Working!.Tiers!.Select(t => string.Join('=', t.Select(o => moved[o - 1]).Order())), other.Working!.Tiers!.Select(t => string.Join('=', t)));
    });

    [Theory]
    [InlineData(Method.ConsentId, Choice.Consent, Choice.Aside)]
    [InlineData(Method.MajorityId, Choice.For)]
    [InlineData(Method.GradientsId, Choice.Endorse, Choice.Support)]
    public void One_more_ballot_in_favour_never_turns_adoption_into_rejection(string method, params string[] favours) => Always(method, (election, dice) =>
    {
        var silent = election.Votes.Where(v => v.Content is null).ToArray();
        if (silent.Length > 0 && Count.Of(election.Terms, election.Votes).Result == Result.Adopted)
        {
            var joins = dice.Of(silent);
            Assert.Equal(Result.Adopted, Count.Of(election.Terms, [.. election.Votes.Select(v => v == joins ? v with { Content = dice.Of(favours) } : v)]).Result);
        }
    });

    [Theory]
    [InlineData(Method.ConsentId)]
    [InlineData(Method.MajorityId)]
    [InlineData(Method.GradientsId)]
    public void A_ballot_that_turns_more_favourable_never_turns_adoption_into_rejection(string method) => Always(method, (election, dice) =>
    {
        string[] ladder = method == Method.MajorityId ? [Choice.For, Choice.Abstain, Choice.Against] : [.. election.Terms.Method.Choices];
        var turns = dice.Below(election.Votes.Count);
        var level = Array.IndexOf(ladder, election.Votes[turns].Content);
        if (level > 0 && Count.Of(election.Terms, election.Votes).Result == Result.Adopted)
        {
            Assert.Equal(Result.Adopted, Count.Of(election.Terms, [.. election.Votes.Select((v, i) => i == turns ? v with { Content = ladder[dice.Below(level)] } : v)]).Result);
        }
    });

    [Fact]
    public void One_more_ballot_for_what_is_chosen_leaves_it_chosen() => Always(Method.ChooseId, (election, dice) =>
    {
        var silent = election.Votes.Where(v => v.Content is null).ToArray();
        if (silent.Length > 0 && Count.Of(election.Terms, election.Votes) is { Result: Result.Chosen, Working.Tiers: { } tiers })
        {
            var joins = dice.Of(silent);
            var after = Count.Of(election.Terms, [.. election.Votes.Select(v => v == joins ? v with { Content = $"approve:{tiers[0][0]}" } : v)]);
            Assert.Equal((Result.Chosen, tiers[0][0]), (after.Result, after.Working!.Tiers![0][0]));
        }
    });

    [Fact]
    public void The_winner_moved_up_on_a_ballot_wins_still() => Always(Method.RankId, (election, dice) =>
    {
        var before = Count.Of(election.Terms, election.Votes);
        var mover = dice.Below(election.Votes.Count);
        if (before.Result == Result.Chosen && election.Votes[mover].Content is { } content && Ranking.Parse(content) is { } ranking)
        {
            var winner = before.Working!.Tiers![0][0];
            var rest = ranking.Ranks.Select(r => (int[])[.. r.Where(o => o != winner)]).Where(r => r.Length > 0);
            var after = Count.Of(election.Terms, [.. election.Votes.Select((v, i) => i == mover ? v with { Content = new Ranking([[winner], .. rest]).ToString() } : v)]);
            Assert.Equal([winner], after.Working!.Tiers![0]);
        }
    });

    private static void Always(string method, Action<Election, Dice> holds)
    {
        var dice = new Dice(5);
        for (var i = 0; i < Times; i++)
        {
            holds(Elections.Of(method, dice), dice);
        }
    }
}
