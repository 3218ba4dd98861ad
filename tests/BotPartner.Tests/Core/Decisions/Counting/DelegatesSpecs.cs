using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions.Counting;

public sealed class DelegatesSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);

    [Theory]
    [InlineData(Delegates.LastSpeaks)]
    [InlineData(null)]
    public void The_last_to_speak_speaks_for_the_partner(string? rule) =>
        Assert.Equal("bo", Delegates.Agreed(rule, [Ballot("anna", Choice.For, 1), Ballot("bo", Choice.Against, 2)])?.By.User);

    [Fact]
    public void Delegates_that_must_agree_have_no_ballot_until_they_do()
    {
        Assert.Null(Delegates.Agreed(Delegates.MustAgree, [Ballot("anna", Choice.For, 1), Ballot("bo", Choice.Against, 2)]));
        Assert.Equal(Choice.For, Delegates.Agreed(Delegates.MustAgree, [Ballot("anna", Choice.For, 1), Ballot("bo", Choice.For, 2)])?.Choice);
        Assert.Equal(Choice.For, Delegates.Agreed(Delegates.MustAgree, [Ballot("anna", Choice.For, 1)])?.Choice);
        Assert.Null(Delegates.Agreed(Delegates.MustAgree, []));
    }

    [Theory]
    [InlineData(Delegates.LastSpeaks)]
    [InlineData(Delegates.MustAgree)]
    public void The_order_in_which_ballots_are_read_does_not_matter(string rule)
    {
        var dice = new Dice(17);
        for (var i = 0; i < 5_000; i++)
        {
            Ballot[] ballots = [.. Enumerable.Range(0, dice.Below(4)).Select(d => Ballot($"d{d}", dice.Of(Choice.For, Choice.For, Choice.Against), dice.Below(3)))];
            Assert.Equal(Delegates.Agreed(rule, ballots), Delegates.Agreed(rule, dice.Shuffled(ballots)));
        }
    }

    private static Ballot Ballot(string by, string choice, int second) => new(choice, null, new("a", "r", by, by), Noon + Duration.FromSeconds(second));
}
