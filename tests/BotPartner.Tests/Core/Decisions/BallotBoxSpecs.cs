using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

public sealed class BallotBoxSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Anna = new("a", "r", "anna", "Anna");
    private static readonly Person Bo = new("b", "s", "bo", "Bo");

    [Fact]
    public void A_ballot_lands_in_the_box_and_wakes_it_a_second_later()
    {
        var box = Saved(Into(Empty(), Ballot(Choice.For)));
        Assert.Equal(Choice.For, box.State.Ballots["x"].Choice);
        Assert.Equal(Noon + Duration.FromSeconds(1), box.Wake);
    }

    [Fact]
    public void Ballots_in_the_same_second_share_one_waking()
    {
        var first = Saved(Into(Empty(), Ballot(Choice.For)));
        var second = Saved(CastBallot.Into(first, "y", Ballot(Choice.For), Method.Majority(Threshold.Half), 1, "UTC", Noon + Duration.FromMilliseconds(900)));
        Assert.Equal(first.Wake, second.Wake);
    }

    [Fact]
    public void A_later_ballot_replaces_an_earlier_one()
    {
        var box = Saved(Into(Saved(Into(Empty(), Ballot(Choice.For))), Ballot(Choice.Against, 5)));
        Assert.Equal(Choice.Against, box.State.Ballots["x"].Choice);
    }

    [Fact]
    public void An_earlier_ballot_that_arrives_late_changes_nothing() =>
        Assert.IsType<Verdict<Box>.Leave>(Into(Saved(Into(Empty(), Ballot(Choice.For, 5))), Ballot(Choice.Against)));

    [Fact]
    public void The_same_choice_again_moves_its_time_so_that_what_lies_between_stays_replaced()
    {
        var twice = Saved(Into(Saved(Into(Empty(), Ballot(Choice.For))), Ballot(Choice.For, 10)));
        Assert.IsType<Verdict<Box>.Leave>(Into(twice, Ballot(Choice.Against, 5)));
    }

    [Fact]
    public void A_ballot_after_the_seal_is_refused()
    {
        var sealedBox = Empty() with { State = Empty().State with { Sealed = true } };
        Assert.Equal(Text.Say("refusal.closed", ("n", 1)).ToString(), Refused(Into(sealedBox, Ballot(Choice.For))).Text.ToString());
    }

    [Fact]
    public void A_partner_that_joined_later_is_not_in_the_electorate() =>
        Assert.Contains("not-in-electorate", Refused(CastBallot.Into(Empty(), "z", Ballot(Choice.For), Method.Majority(Threshold.Half), 1, "UTC", Noon)).Text.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Without_a_box_there_is_no_decision() =>
        Assert.Contains("no-decision", Refused(Into(null, Ballot(Choice.For))).Text.ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_delegate_whose_differing_ballot_was_replaced_is_told()
    {
        var box = Saved(Into(Saved(Into(Empty(), Ballot(Choice.For))), Ballot(Choice.Against, 5) with { By = Bo }));
        var post = Assert.Single(box.Owes);
        Assert.Equal(Anna.Direct, Assert.Single(post.To).Place);
    }

    [Fact]
    public void Nobody_is_told_when_the_other_delegate_agrees_or_when_one_changes_ones_own()
    {
        Assert.Empty(Saved(Into(Saved(Into(Empty(), Ballot(Choice.For))), Ballot(Choice.For, 5) with { By = Bo })).Owes);
        Assert.Empty(Saved(Into(Saved(Into(Empty(), Ballot(Choice.For))), Ballot(Choice.Against, 5))).Owes);
    }

    [Fact]
    public void Whatever_order_ballots_arrive_in_the_latest_stands()
    {
        var ballots = Enumerable.Range(0, 5).Select(i => Ballot(i % 2 == 0 ? Choice.For : Choice.Against, i)).ToArray();
        foreach (var order in Permutations(ballots))
        {
            var box = Empty();
            foreach (var ballot in order.Concat(order))
            {
                box = Into(box, ballot) is Verdict<Box>.Replace replaced ? replaced.Document : box;
            }

            Assert.Equal(ballots[^1], box.State.Ballots["x"]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    [InlineData(10_000)]
    public void No_box_holds_more_than_sixteen_voters(int voters)
    {
        var electorate = Electorate.Of([.. Enumerable.Range(0, voters).Select(i => new Voter(Key.Hash($"Partner {i}"), $"Partner {i}", "business"))]);
        var fullest = electorate.Voters.GroupBy(v => Electorate.BoxOf(v.Id, electorate.Boxes)).Max(g => g.Count());
        Assert.InRange(fullest, 1, Electorate.BoxSize);
        Assert.True(voters > 16 || electorate.Boxes == 1);
    }

    [Fact]
    public void The_box_of_a_voter_is_the_same_for_ever() =>
        Assert.Equal([2, 1, 1], new[] { "", "a", "Wpe3DsMGUmoBzM4CVCpcbQ" }.Select(v => Electorate.BoxOf(v, 5)));

    private static Document<Box> Empty() => DecisionKinds.Box.New(
        DecisionKinds.BoxKey("p", 1, 0),
        new Box(1, [new("x", "Xylem", "business"), new("y", "Ygdra", "media")], new Dictionary<string, Ballot>(), Sealed: false));

    private static Ballot Ballot(string choice, int seconds = 0) => new(choice, null, Anna, Noon + Duration.FromSeconds(seconds));

    private static Verdict<Box> Into(Document<Box>? box, Ballot ballot) => CastBallot.Into(box, "x", ballot, Method.Majority(Threshold.Half), 1, "UTC", Noon);

    private static Document<Box> Saved(Verdict<Box> verdict) => Assert.IsType<Verdict<Box>.Replace>(verdict).Document;

    private static Refusal Refused(Verdict<Box> verdict) => Assert.IsType<Verdict<Box>.Refuse>(verdict).Refusal;

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[item, .. rest]));
}
