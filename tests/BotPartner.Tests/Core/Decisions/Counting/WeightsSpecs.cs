using System.Numerics;
using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

public sealed class WeightsSpecs
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("2.50", "2.5")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("1000000", "1000000")]
    [InlineData("007.10", "7.1")]
    public void A_weight_is_an_exact_decimal(string typed, string written) => Assert.Equal(written, Weight.Parse(typed)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.0000001")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("1000000.000001")]
    [InlineData("99999999999999999999")]
    public void What_is_no_weight_is_none(string typed) => Assert.Null(Weight.Parse(typed));

    [Fact]
    public void Tenths_add_up_to_one() => Assert.Equal(Weight.One, Weight.Sum(Enumerable.Repeat(Weight.Parse("0.1")!.Value, 10)));

    [Theory]
    [InlineData("10 1 1 1", 40, "2 1 1 1")]
    [InlineData("10 1 1 1", 50, "3 1 1 1")]
    [InlineData("10 10 1 1 1", 40, "6 6 1 1 1")]
    [InlineData("10 1 1 1 1", 33, "1.970149 1 1 1 1")]
    [InlineData("5 3 2", 30, "2 2 2")]
    [InlineData("5 3 2", 100, "5 3 2")]
    [InlineData("4 3 3", 40, "4 3 3")]
    [InlineData("9 1 1 1", 25, "1 1 1 1")]
    [InlineData("7", 10, "7")]
    public void Nobody_weighs_more_than_the_cap_of_what_is_counted(string weights, int cap, string capped)
    {
        var voters = weights.Split(' ').Select((w, i) => Poll.Voter(i, weight: w)).ToArray();
        var counted = Weights.Of(voters, cap);
        Assert.Equal(capped, string.Join(' ', voters.Select(v => counted[v.Id])));
    }

    [Fact]
    public void A_hundred_thousand_caps_are_those_of_the_closed_form()
    {
        var dice = new Dice(11);
        for (var i = 0; i < 100_000; i++)
        {
            var voters = Enumerable.Range(0, 1 + dice.Below(12)).Select(v => Poll.Voter(v) with { Weight = new(1 + dice.Below(dice.Of(3, 100, 100_000_000))) }).ToArray();
            var cap = 1 + dice.Below(100);
            var capped = Weights.Of(voters, cap);
            Assert.Equal(ByHand.Capped([.. voters.Select(v => new BigInteger(v.Weighs.Millionths))], cap), voters.Select(v => new BigInteger(capped[v.Id].Millionths)));
            var most = capped.Values.Max().Millionths;
            Assert.True(voters.Length * cap < 100 ? capped.Values.Distinct().Count() == 1 : 100 * most <= cap * capped.Values.Sum(w => w.Millionths), $"election {i}");
        }
    }

    [Fact]
    public void Quorum_and_threshold_are_of_weight_and_an_objection_is_one_whatever_it_weighs()
    {
        Outcome Of(Method method, string heavy, string? light) => Count.Of(new(method, 60), [new(Poll.Voter(1, weight: "2.5"), heavy), new(Poll.Voter(2), light), new(Poll.Voter(3, weight: "0.5"), null)]);
        var half = Of(Poll.Half, Choice.For, null);
        Assert.Equal((Result.Adopted, 0, "2.5", "4", "2.4"), (half.Result, half.Needed, half.Working!.Turnout!.Cast.ToString(), half.Working.Turnout.Of.ToString(), half.Working.Turnout.Needed.ToString()));
        Assert.Equal(Result.Adopted, Of(Poll.Half, Choice.For, Choice.Against).Result);
        Assert.Equal(Result.Rejected, Of(Method.Majority(new(3, 4, false)), Choice.For, Choice.Against).Result);
        Assert.Equal(Result.Objected, Of(Method.Consent, Choice.Consent, Choice.Object).Result);
    }
}
