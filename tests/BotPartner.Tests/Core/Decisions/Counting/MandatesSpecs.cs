using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions.Counting;

public sealed class MandatesSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Anna = new("a", "r", "anna", "Anna");
    private static readonly Voter[] Voters = [.. Enumerable.Range(0, 5).Select(i => Poll.Voter(i, i < 3 ? "business" : "media"))];
    private static readonly Mandates None = new(12, 2, [], Sealed: false);

    [Fact]
    public void A_mandate_lets_another_speak_with_the_givers_weight_in_the_givers_constituency()
    {
        var votes = Given((3, 0)).Votes(Voters, Said((0, Choice.For)));
        Assert.Equal([(Choice.For, null), (null, null), (null, null), (Choice.For, "v0"), (null, null)], votes.Select(v => (v.Content, v.Via)));
        Assert.Equal(Voters, votes.Select(v => v.Voter));
    }

    [Fact]
    public void A_ballot_of_ones_own_beats_the_mandate() =>
        Assert.Equal((Choice.Against, null), Given((3, 0)).Votes(Voters, Said((0, Choice.For), (3, Choice.Against)))[3] is var v ? (v.Content, v.Via) : default);

    [Fact]
    public void A_holder_that_says_nothing_says_nothing_for_others() => Assert.All(Given((3, 0)).Votes(Voters, Said((1, Choice.For))).Where(v => v.Voter.Id != "v1"), v => Assert.Null(v.Content));

    [Fact]
    public void Even_a_chain_that_should_not_be_there_is_not_followed() =>
        Assert.Equal([null, null, Choice.For, Choice.For], Given((0, 1), (1, 2), (3, 2)).Votes(Voters[..4], Said((2, Choice.For))).Select(v => v.Voter.Id == "v1" ? null : v.Content));

    [Fact]
    public void What_is_taken_back_counts_no_more_and_can_be_given_again()
    {
        var back = Given((3, 0), (3, null));
        Assert.Null(back.Votes(Voters, Said((0, Choice.For)))[3].Content);
        Assert.Equal("v1", back.With(Mandate(3, 1, 9)).HolderFor("v3"));
    }

    [Fact]
    public void An_older_word_that_arrives_late_changes_nothing()
    {
        var back = None.With(Mandate(3, null, 5));
        Assert.Same(back, back.With(Mandate(3, 0, 4)));
    }

    [Fact]
    public void Mandates_are_not_passed_on_held_beyond_the_cap_or_given_after_the_seal()
    {
        Refused("mandate.given-on", Given((0, 1)), Mandate(2, 0));
        Refused("mandate.holds", Given((0, 1)), Mandate(1, 2));
        Refused("mandate.full", Given((0, 1), (2, 1)), Mandate(3, 1));
        Refused("mandate.self", None, Mandate(3, 3));
        Refused("mandate.not-in-electorate", None, Mandate(3, 9));
        Refused("mandate.not-in-electorate", None, Mandate(9, 3));
        Refused("refusal.closed", None with { Sealed = true }, Mandate(3, null));
        Assert.Null(Given((0, 1), (2, 1)).Why(Mandate(2, 1, 9), Voters));
        Assert.Null(Given((0, 1), (2, 1)).Why(Mandate(2, 3, 9), Voters));
        Assert.Null(None.Why(Mandate(3, null), Voters));
    }

    [Fact]
    public void Whatever_is_given_and_taken_no_chain_arises_and_nobody_holds_more_than_the_cap()
    {
        var dice = new Dice(13);
        for (var i = 0; i < 20_000; i++)
        {
            var mandates = None;
            for (var step = 0; step < 12; step++)
            {
                var mandate = Mandate(dice.Below(5), dice.OneIn(4) ? null : dice.Below(5), dice.Below(6));
                mandates = mandates.Why(mandate, Voters) is null ? mandates.With(mandate) : mandates;
            }

            Assert.All(mandates.All.Where(m => m.To is not null), m => Assert.Null(mandates.HolderFor(m.To!)));
            Assert.All(Voters, v => Assert.InRange(mandates.HeldBy(v.Id).Count, 0, 2));
            Assert.Equal(mandates.All.Count, mandates.All.Select(m => m.From).Distinct().Count());
        }
    }

    private static Mandates Given(params (int From, int? To)[] given) => given.Select((g, i) => Mandate(g.From, g.To, i)).Aggregate(None, (all, m) => all.With(m));

    private static Mandate Mandate(int from, int? to, int second = 0) => new($"v{from}", to is { } holder ? $"v{holder}" : null, Anna, Noon + Duration.FromSeconds(second));

    private static Dictionary<string, string> Said(params (int Voter, string Choice)[] said) => said.ToDictionary(s => $"v{s.Voter}", s => s.Choice);

    private static void Refused(string key, Mandates mandates, Mandate mandate) => Assert.Equal(key, Assert.IsType<Text.Said>(mandates.Why(mandate, Voters)?.Text).Key);
}
