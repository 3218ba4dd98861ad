using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions.Records;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>What partners weigh is the partnership's choice, frozen when a decision opens and told before anybody votes.</summary>
public sealed class PartnerWeightSpecs
{
    private static readonly Texts Texts = Texts.Load();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("1,5", "1.5")]
    [InlineData("2,25", "2.25")]
    [InlineData("1,500", null)]
    [InlineData("1.500", null)]
    [InlineData("12.250", null)]
    [InlineData("1.25", "1.25")]
    [InlineData("1.2500", "1.25")]
    [InlineData("0.125", "0.125")]
    [InlineData("0,125", "0.125")]
    [InlineData("1.5,2", null)]
    [InlineData("1.", null)]
    [InlineData("1,000,000", null)]
    [InlineData("1.000,5", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("one", null)]
    public void A_weight_is_typed_with_a_point_or_a_comma_and_thousands_are_not_guessed(string typed, string? read) => Assert.Equal(read, WeighPartner.Read(typed)?.ToString());

    [Theory]
    [InlineData("partner weight south 1.5")]
    [InlineData("weight South 1.50")]
    [InlineData("poids south 1,5")]
    [InlineData("peso del socio SOUTH 1,5")]
    public async Task A_steward_weighs_a_partner_in_words(string words)
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", words));
        Assert.Equal("1.5", (await Weights(chamber, "south")).Single());
        await desk.Do(chamber.Say("north", "partner weight south 1"));
        Assert.Null((await Weights(chamber, "south")).Single());
    }

    [Theory]
    [InlineData("south", "partner weight south 1.5", "refusal.stewards-only")]
    [InlineData("north", "partner weight nobody 1.5", "partner.weight.unknown")]
    [InlineData("north", "partner weight south 1,500", "partner.weight.wrong")]
    [InlineData("north", "partner weight south", "partner.weight.wrong")]
    public async Task Who_may_not_or_what_is_not_understood_is_told_kindly(string who, string words, string key)
    {
        var (chamber, desk) = await Found();
        var reply = await desk.Do(chamber.Say(who, words));
        var said = reply is Reply.Open form ? form.Form.Intro! : ((Element.Paragraph)((Reply.Show)reply).Card.Elements[0]).Text;
        Assert.StartsWith(Texts.Plain(Text.Say(key), Reader.Of("en", null)), Texts.Plain(said, Reader.Of("en", null)), StringComparison.Ordinal);
        Assert.Equal([null, null, null], await Weights(chamber, "north", "south", "west"));
    }

    [Fact]
    public async Task The_form_weighs_as_the_words_do()
    {
        var (chamber, desk) = await Found();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Press("north", WeighPartner.FormId, new() { ["p"] = Chamber.Id }))).Form;
        Assert.Equal(["partner", "weight"], form.Fields.Select(f => f.Id));
        await desk.Do(chamber.Submit("north", WeighPartner.FormId, new() { ["p"] = Chamber.Id }, new() { ["partner"] = Partner.IdOf("west"), ["weight"] = "0,000001" }));
        Assert.Equal("0.000001", (await Weights(chamber, "west")).Single());
        Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("north", WeighPartner.FormId, new() { ["p"] = Chamber.Id }, new() { ["partner"] = Partner.IdOf("west"), ["weight"] = "x" })));
    }

    [Fact]
    public async Task A_changed_weight_touches_no_decision_that_runs_not_even_its_next_round()
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", "partner weight south 2.5"));
        await desk.Do(chamber.Say("north", "decide Text | majority | quorum 1% | closes in 3d"));
        await desk.Do(chamber.Say("north", "partner weight south 0.5"));
        await desk.Do(chamber.Say("north", "settings cap 10%"));
        await desk.Do(chamber.Say("north", "amend 1 A better text"));
        await desk.Tick();
        await desk.Do(chamber.Say("south", "vote 1 for"));
        await desk.Do(chamber.Say("north", "vote 1 against"));
        await desk.Do(chamber.Say("west", "vote 1 against"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var rounds = Assert.Single(await chamber.Records()).Rounds;
        Assert.All(rounds, r => Assert.Equal("2.5", r.Voters.Single(v => v.Name == "south").Weight.ToString()));
        Assert.Equal((Result.Adopted, "2.5/4.5", 2), (rounds[1].Outcome!.Result, $"{rounds[1].Outcome!.Working!.Share!.Votes}/{rounds[1].Outcome!.Working!.Share!.Of}", rounds.Count));
        Assert.Null(rounds[1].Terms.CapPercent);
        await desk.Do(chamber.Say("north", "decide Another | majority | quorum 1% | closes in 3d"));
        Assert.Equal(("0.5", 10), (await Frozen(chamber, 2, "south"), (await chamber.Decision(2)).CapPercent));
    }

    [Fact]
    public async Task A_quorum_missed_by_weight_is_told_as_that_though_most_voted()
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", "partner weight south 10"));
        await desk.Do(chamber.Say("north", "decide Text | majority > 1/2 of all | quorum 50% | closes in 3d"));
        var live = await Card(chamber, desk);
        Assert.Contains("a weight of 6 of 12 (50%)", live, StringComparison.Ordinal);
        Assert.Contains("south: 10; all 2 others: 1", live, StringComparison.Ordinal);
        await desk.Do(chamber.Say("north", "vote 1 for"));
        await desk.Do(chamber.Say("west", "vote 1 for"));
        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var closed = await Card(chamber, desk);
        Assert.Contains("Not adopted: too few partners voted.", closed, StringComparison.Ordinal);
        Assert.Contains("Quorum not met: 2 of 3 partners voted, with 2 of 12 in weight; 6 needed (50% of 12).", closed, StringComparison.Ordinal);
        Assert.Contains("Of the weight of all partners (12), 2/12 = 16.7% is for", closed, StringComparison.Ordinal);
        Assert.Contains("By weight: For 2, Against 0 and Abstain 0.", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cap_cuts_what_is_counted_and_the_card_says_to_what()
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", "partner weight south 10"));
        await desk.Do(chamber.Say("north", "settings cap 40%"));
        await desk.Do(chamber.Say("north", "decide Text | majority | quorum 50% | closes in 3d"));
        Assert.Contains("south: 1.333333 (agreed: 10); all 2 others: 1. No partner counts for more than 40% of the whole", await Card(chamber, desk), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "1.05")]
    [InlineData("fr", "1,05")]
    [InlineData("es", "1,05")]
    public void A_weight_is_read_with_the_readers_sign(string language, string read) => Assert.Equal(read, Texts.Plain(WeightWords.Number(Weight.Parse("1.05")!.Value), Reader.Of(language, null)));

    [Fact]
    public void An_anonymous_vote_refuses_unequal_weights_and_takes_no_rule_of_delegates()
    {
        var house = new Partnership("A", "UTC", [], [], default) { Delegates = Delegates.MustAgree, WeightCap = 30 };
        Assert.Equal((null, null), Proposal.Blank with { Visibility = Visibility.Anonymous } is var p ? (p.TermsIn(house).Delegates, p.TermsIn(house).CapPercent) : default);
        Assert.Equal((Delegates.MustAgree, 30), (Proposal.Blank.TermsIn(house).Delegates, Proposal.Blank.TermsIn(house).CapPercent));
        Voter[] voters = [.. Enumerable.Range(0, 4).Select(i => Counting.Poll.Voter(i, weight: i == 1 ? "2" : null))];
        var terms = (Proposal.Blank with { Visibility = Visibility.Anonymous }).TermsIn(house);
        Assert.Equal("terms.anonymous.weights", ((Text.Said)terms.Problem(voters)!).Key);

        // Agreed on while it opened, or between two of its rounds.
        Assert.Null(terms.Problem(Franchise.Weighing(voters, null, terms)));
        Assert.Null(terms.Problem(Franchise.Weighing(voters, voters, terms)));
    }

    [Fact]
    public async Task An_anonymous_vote_is_refused_where_weights_differ_and_its_words_are_kept()
    {
        var (chamber, desk) = await Found();
        await desk.Do(chamber.Say("north", "partner weight south 2"));
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", "decide Text | majority | anonymous"))).Form;
        Assert.Equal(Texts.Plain(Text.Say("terms.anonymous.weights"), Reader.Of("en", null)), Texts.Plain(form.Intro!, Reader.Of("en", null)));
        Assert.Equal("Text", form.Fields.First(f => f.Id == "text").Value);
    }

    [Fact]
    public void A_cap_that_leaves_no_difference_is_said_as_that()
    {
        Voter[] voters = [Counting.Poll.Voter(1, weight: "9"), Counting.Poll.Voter(2), Counting.Poll.Voter(3)];
        Assert.True(WeightWords.Differ(voters, null));
        Assert.False(WeightWords.Differ(voters, 30));
        var decision = new Decision(1, "x", Method.Majority(Threshold.Half), 50, Chamber.Delegate("north"), null, default, NodaTime.Instant.FromUnixTimeSeconds(9)) { Electorate = 3, CapPercent = 30 };
        var facts = ElectorateWords.Facts(decision, [.. voters.Select(v => new Voice(v, null))]).Select(f => Texts.Plain(f.Value, Reader.Of("en", null))).ToArray();
        Assert.Equal(("the partners: one partner, one vote", "Voter 1: 1 (agreed: 9); all 2 others: 1. No partner counts for more than 30% of the whole, as far as their number allows."), (facts[0], facts[1]));
    }

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Found()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }

    private static async Task<IEnumerable<string?>> Weights(Chamber chamber, params string[] names)
    {
        var weights = new List<string?>();
        foreach (var name in names)
        {
            weights.Add(Kinds.Partner.Read((await chamber.Documents.Find(Kinds.PartnerKey(Chamber.Id, Partner.IdOf(name)), Stop))!).State.Weight);
        }

        return weights;
    }

    private static async Task<string?> Frozen(Chamber chamber, int number, string name) =>
        DecisionKinds.Electorate.Read((await chamber.Documents.Find(DecisionKinds.ElectorateKey(Chamber.Id, number), Stop))!).State.Voters.Single(v => v.Name == name).Weight.ToString();

    /// <summary>All that the decision's card says, in English.</summary>
    private static async Task<string> Card(Chamber chamber, Chamber.Desk desk)
    {
        var card = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("north", "decision 1"))).Card;
        var reader = Reader.Of("en", null);
        return string.Join('\n', card.Elements.SelectMany(e => e switch
        {
            Element.Paragraph p => [Texts.Plain(p.Text, reader)],
            Element.Facts f => f.Lines.Select(l => $"{Texts.Plain(l.Label, reader)}: {Texts.Plain(l.Value, reader)}"),
            _ => Enumerable.Empty<string>(),
        }));
    }
}
