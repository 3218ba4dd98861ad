using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

public sealed class UrnSpecs
{
    private static readonly Terms Anonymous = new(Poll.Half, 50) { Visibility = Visibility.Anonymous };

    [Fact]
    public void An_urn_is_the_same_whoever_came_first()
    {
        var dice = new Dice(19);
        for (var i = 0; i < 5_000; i++)
        {
            var voters = dice.Shuffled(Enumerable.Range(0, 8).Select(v => $"v{v}"));
            var slips = dice.Shuffled(Enumerable.Range(0, 8).Select(_ => new Slip(dice.Of(Choice.For, Choice.Against), dice.Of(null, "a", "b"))));
            var (one, other) = (Filled(voters, slips), Filled(dice.Shuffled(voters), dice.Shuffled(slips)));
            Assert.Equal(one.TookPart, other.TookPart);
            Assert.Equal(one.Slips, other.Slips);
        }
    }

    [Fact]
    public void A_ballot_in_the_urn_is_there_once_and_cannot_be_changed() => Assert.Null(Filled(["v1"], [new(Choice.For)]).With("v1", new(Choice.Against)));

    [Fact]
    public void Several_urns_become_one_and_are_emptied()
    {
        Urn[] urns = [Filled(["v2"], [new(Choice.For)]), Filled(["v3", "v1"], [new(Choice.Against), new(Choice.For)])];
        var whole = Urn.Of(urns);
        Assert.Equal((string[])["v1", "v2", "v3"], whole.TookPart);
        Assert.Equal((Slip[])[new(Choice.Against), new(Choice.For), new(Choice.For)], whole.Slips);
        Assert.Empty(urns[0].Emptied.Slips);
        Assert.Equal(["v2"], urns[0].Emptied.TookPart);
    }

    [Theory]
    [InlineData(3, 3, Result.Adopted, true)]
    [InlineData(6, 3, Result.Adopted, true)]
    [InlineData(8, 3, Result.NoQuorum, false)]
    [InlineData(4, 2, Result.NoQuorum, false)]
    public void An_urn_is_opened_only_with_its_quorum_and_never_for_fewer_than_three(int voters, int cast, Result result, bool opened)
    {
        var electorate = Enumerable.Range(0, voters).Select(i => Poll.Voter(i)).ToArray();
        var outcome = Count.Of(Anonymous, electorate, Enumerable.Range(0, cast).Select(i => $"v{i}").ToHashSet(), Enumerable.Repeat(Choice.For, cast));
        Assert.Equal((result, opened, opened, cast), (outcome.Result, outcome.Quorate, outcome.Counts.Count > 0, outcome.Cast));
        Assert.Equal(Math.Max(3, (voters + 1) / 2), outcome.Needed);
        Assert.Null(outcome.Working!.ShareOfEach);
    }

    [Fact]
    public void What_would_be_a_signature_is_refused_beforehand()
    {
        Voter[] voters = [.. Enumerable.Range(0, 4).Select(i => Poll.Voter(i))];
        Assert.Null(Anonymous.Problem(voters));
        Told("terms.anonymous.few", Anonymous, voters[..2]);
        Told("terms.anonymous.weights", Anonymous, [.. voters, Poll.Voter(9, weight: "2")]);
        Told("terms.anonymous.mandates", Anonymous with { MandateCap = 1 }, voters);
        Told("terms.anonymous.constituencies", Anonymous with { Method = Poll.Half with { EachConstituency = true } }, voters);
        Assert.Null((Anonymous with { EachConstituency = true }).Problem(voters));
    }

    private static Urn Filled(IReadOnlyList<string> voters, IReadOnlyList<Slip> slips) => voters.Zip(slips).Aggregate(Urn.Empty, (urn, v) => urn.With(v.First, v.Second)!);

    private static void Told(string key, Terms terms, Voter[] voters) => Assert.Equal(key, Assert.IsType<Text.Said>(terms.Problem(voters)).Key);
}
