using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Storage;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>Where delegates must agree: a partner has a ballot while all who spoke for it say the same.</summary>
public sealed class AgreementSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Terms MustAgree = new(Method.Majority(Threshold.Half), 50) { Delegates = Delegates.MustAgree };
    private static readonly Person Anna = Who("anna");
    private static readonly Person Bo = Who("bo");
    private static readonly Person Cleo = Who("cleo");

    [Fact]
    public void One_delegate_alone_speaks_for_the_partner()
    {
        var box = After(Says(Anna, Choice.For));
        Assert.Equal((Choice.For, false), (box.State.Ballots["x"].Choice, Agreement.Divided(box.State, "x")));
        Assert.Empty(box.Owes);
    }

    [Fact]
    public void Two_who_say_the_same_have_one_ballot_and_nobody_is_troubled()
    {
        var box = After(Says(Anna, Choice.For), Says(Bo, Choice.For, 1));
        Assert.Equal((Choice.For, 2), (Assert.Single(box.State.Ballots).Value.Choice, box.State.SpokenFor("x").Count));
        Assert.Empty(box.Owes);
    }

    [Fact]
    public void Two_who_differ_have_none_and_the_other_is_told_in_private_what_is_missing()
    {
        var box = After(Says(Anna, Choice.For), Says(Bo, Choice.Against, 1));
        Assert.Empty(box.State.Ballots);
        Assert.True(Agreement.Divided(box.State, "x"));
        var post = Assert.Single(box.Owes);
        Assert.Equal(Anna.Direct, Assert.Single(post.To).Place);
        var card = System.Text.Json.JsonSerializer.Serialize(post.Card, BotPartner.Core.CoreJson.Default.Card);
        Assert.All(new[] { "agree.told.divided", "agree.missing", "choice.for", "choice.against", "\"bo\"" }, t => Assert.Contains(t, card, StringComparison.Ordinal));
        Assert.Equal(Noon + Duration.FromSeconds(1), box.Wake);
    }

    [Fact]
    public void They_come_to_agree_when_one_changes_and_the_other_is_told()
    {
        var box = After(Says(Anna, Choice.For), Says(Bo, Choice.Against, 1), Says(Bo, Choice.For, 2));
        Assert.Equal((Choice.For, Noon + Duration.FromSeconds(2)), (box.State.Ballots["x"].Choice, box.State.Ballots["x"].At));

        // The first could not be sent yet, and is not true any more.
        Assert.Equal(["agree.told.agreed"], box.Owes.Select(Told));
    }

    [Fact]
    public void Of_three_all_must_say_the_same()
    {
        Ballot[] two = [Says(Anna, Choice.For), Says(Bo, Choice.Against, 1), Says(Cleo, Choice.For, 2)];
        var divided = After(two);
        Assert.Empty(divided.State.Ballots);
        Assert.Equal([Anna.Direct.Key, Bo.Direct.Key], divided.Owes[^1].To.Select(t => t.Place.Key));
        Assert.Equal(Choice.For, After([.. two, Says(Bo, Choice.For, 3)]).State.Ballots["x"].Choice);
    }

    [Fact]
    public void One_person_with_two_accounts_is_one_delegate()
    {
        var elsewhere = Says(Who("anna2"), Choice.Against, 1) with { Member = Says(Anna, Choice.For).Speaker };
        var box = After(Says(Anna, Choice.For), elsewhere);
        Assert.Equal((Choice.Against, 1), (box.State.Ballots["x"].Choice, box.State.SpokenFor("x").Count));
        Assert.Empty(box.Owes);
    }

    [Fact]
    public void An_earlier_word_that_arrives_late_changes_nothing() =>
        Assert.IsType<Verdict<Box>.Leave>(Into(After(Says(Anna, Choice.For), Says(Bo, Choice.Against, 5)), Says(Bo, Choice.For, 3)));

    [Fact]
    public void The_same_ballot_again_tells_nobody_again()
    {
        var twice = After(Says(Anna, Choice.For), Says(Bo, Choice.Against, 1), Says(Bo, Choice.Against, 1), Says(Bo, Choice.Against, 4));
        Assert.Single(twice.Owes);
        Assert.Equal(2, twice.State.SpokenFor("x").Count);
    }

    [Fact]
    public void Whatever_order_ballots_arrive_in_the_same_stands()
    {
        Ballot[] ballots = [Says(Anna, Choice.Against), Says(Bo, Choice.Against, 1), Says(Anna, Choice.For, 2), Says(Cleo, Choice.For, 3), Says(Bo, Choice.For, 4)];
        var dice = new Counting.Dice(23);
        for (var i = 0; i < 500; i++)
        {
            var some = ballots.Take(1 + dice.Below(5)).ToArray();
            var (one, other) = (After(some), After([.. dice.Shuffled(some.Concat(some))]));
            Assert.Equal(one.State.Ballots.GetValueOrDefault("x"), other.State.Ballots.GetValueOrDefault("x"));
            Assert.Equal(one.State.SpokenFor("x").OrderBy(b => b.By.User), other.State.SpokenFor("x").OrderBy(b => b.By.User));
        }
    }

    [Fact]
    public void No_more_are_heard_than_the_box_has_room_for_and_those_can_still_change_what_they_said()
    {
        var full = After([.. Enumerable.Range(0, Partnership.MostHeard).Select(i => Says(Who($"d{i}"), Choice.For, i))]);
        Assert.Equal("refusal.enough-delegates", Assert.IsType<Verdict<Box>.Refuse>(Into(full, Says(Who("late"), Choice.Against, 60))).Refusal.Text is Text.Said said ? said.Key : null);
        var changed = Assert.IsType<Verdict<Box>.Replace>(Into(full, Says(Who("d3"), Choice.Against, 61))).Document;
        Assert.Equal((Partnership.MostHeard, 0), (changed.State.SpokenFor("x").Count, changed.State.Ballots.Count));

        // Who is a delegate no more makes room.
        var gone = Assert.IsType<Verdict<Box>.Replace>(BarSpeaker.Barred(changed, "x", Says(Who("d3"), Choice.For).Speaker, Noon)).Document;
        Assert.Equal(Partnership.MostHeard, Assert.IsType<Verdict<Box>.Replace>(Into(gone, Says(Who("late"), Choice.For, 62))).Document.State.SpokenFor("x").Count);
    }

    [Theory]
    [InlineData('水')]
    [InlineData('\u0001')] // Written as an escape of six bytes, the most that a character takes.
    public async Task A_box_full_of_delegates_who_give_the_longest_reasons_fits_in_a_document_also_while_nobody_can_be_told(char letter)
    {
        var documents = new MemoryDocuments(new ManualTime());
        var voters = Enumerable.Range(0, Electorate.BoxSize).Select(i => new Voter($"v{i}", new string('水', 80), "government")).ToArray();
        var box = DecisionKinds.Box.New(DecisionKinds.BoxKey("p", 1, 0), Box.New(1, voters, MustAgree));
        for (var (turn, second) = (0, 0); turn < 3; turn++)
        {
            // Each says the opposite of what they said before, and in the end they all agree.
            foreach (var (voter, i) in voters.SelectMany(v => Enumerable.Range(0, Partnership.MostHeard).Select(i => (v, i))))
            {
                var by = new Person("somewhere", new string('r', 36), $"{voter.Id}-{i}-{new string('u', 60)}", new string('水', 80)) { Language = "fr", TimeZone = "America/Argentina/ComodRivadavia" };
                var ballot = new Ballot(turn == 2 || (i + turn) % 2 == 0 ? Choice.For : Choice.Against, new string(letter, Grounds.MaxReason), by, Noon + Duration.FromSeconds(second++))
                {
                    Principle = new string(letter, Grounds.MaxPrinciple),
                    Member = Says(by, Choice.For).Speaker,
                };
                box = Assert.IsType<Verdict<Box>.Replace>(CastBallot.Into(box, voter.Id, ballot, MustAgree.Method, 1, "UTC", Noon, MustAgree)).Document;
            }
        }

        Assert.Equal((Electorate.BoxSize, Electorate.BoxSize * Partnership.MostHeard), (box.State.Ballots.Count, box.State.Spoken!.Sum(s => s.Value.Count)));
        Assert.NotNull(await documents.Save(DecisionKinds.Box.Write(box), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_sealed_box_takes_none_and_others_are_not_touched()
    {
        var closed = After(Says(Anna, Choice.For));
        Assert.IsType<Verdict<Box>.Refuse>(Into(closed with { State = closed.State with { Sealed = true } }, Says(Bo, Choice.For, 1)));
        var both = Assert.IsType<Verdict<Box>.Replace>(CastBallot.Into(closed, "y", Says(Cleo, Choice.Against, 1), MustAgree.Method, 1, "UTC", Noon, MustAgree)).Document;
        Assert.Equal([Choice.For, Choice.Against], both.State.Ballots.OrderBy(b => b.Key).Select(b => b.Value.Choice));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(Visibility.Sealed, 1)]
    public void Where_votes_are_hidden_the_turnout_does_not_drop_and_no_card_tells_who_differs(string? visibility, int turnout)
    {
        var decision = new Decision(1, "x", MustAgree.Method, 50, Anna, "P", Noon, Noon + Duration.FromDays(3)) { Phase = Phase.Open, Electorate = 2, Boxes = 1, Terms = MustAgree with { Visibility = visibility } };
        var (agreed, divided) = (Voices(Says(Anna, Choice.For)), Voices(Says(Anna, Choice.For), Says(Bo, Choice.Against, 1)));
        Assert.Equal(turnout, SumCards.Turnout(decision, divided));
        var (before, after) = (Written(DecisionCards.Live("p", decision, agreed)), Written(DecisionCards.Live("p", decision, divided)));
        Assert.Equal(visibility is not null, before == after);
        Assert.Equal(visibility is null, after.Contains("\"decision.divided\"", StringComparison.Ordinal));
        var closed = decision with { Phase = Phase.Closed, ClosedAt = Noon, Outcome = Count.Of(decision.Terms, [.. divided.Select(v => new Vote(v.Voter, v.Ballot?.Choice))]) };
        Assert.Contains("\"decision.divided.over\"", Written(DecisionCards.Closed(closed, divided)), StringComparison.Ordinal);
        Assert.Equal((0, Result.NoQuorum), (closed.Outcome.Cast, closed.Outcome.Result));
    }

    [Fact]
    public void A_mandate_stands_while_the_delegates_differ()
    {
        var mandates = new Mandates(1, 1, [new("x", "y", Anna, Noon)], Sealed: false);
        var box = After(Says(Anna, Choice.For), Says(Bo, Choice.Against, 1));
        box = Assert.IsType<Verdict<Box>.Replace>(CastBallot.Into(box, "y", Says(Cleo, Choice.Abstain, 2), MustAgree.Method, 1, "UTC", Noon, MustAgree)).Document;
        Assert.Equal((Choice.Abstain, "y"), Ballots.Voices([box], mandates)[0] is var v ? (v.Ballot?.Choice, v.Via) : default);
    }

    [Fact]
    public void The_delegate_hears_of_the_partner_and_of_the_others()
    {
        Ballot[] said = [Says(Anna, Choice.For), Says(Bo, Choice.Against, 1)];
        Assert.Equal("agree.answer.divided", Key(AgreementCards.Answer(MustAgree.Method, 1, "X", said[1], null, said)));
        Assert.Equal("agree.answer.agreed", Key(AgreementCards.Answer(MustAgree.Method, 1, "X", said[0], null, [said[0], Says(Bo, Choice.For, 1)])));
        Assert.Equal("ballot.recorded", Key(AgreementCards.Answer(MustAgree.Method, 1, "X", said[0], null, [said[0]])));
        Assert.Equal("ballot.changed", Key(AgreementCards.Answer(MustAgree.Method, 1, "X", Says(Anna, Choice.Against, 2), said[0], [Says(Anna, Choice.Against, 2)])));
        Assert.Equal("ballot.newer", Key(AgreementCards.Answer(MustAgree.Method, 1, "X", said[0], Says(Anna, Choice.Against, 2), [Says(Anna, Choice.Against, 2)])));
    }

    private static string Key(Text text) => Assert.IsType<Text.Said>(text).Key;

    private static string Told(Post post) => Key(((Element.Paragraph)post.Card.Elements[0]).Text);

    private static string Written(Card card) => System.Text.Json.JsonSerializer.Serialize(card, BotPartner.Core.CoreJson.Default.Card);

    private static IReadOnlyList<Voice> Voices(params Ballot[] ballots) => Ballots.Voices([After(ballots)]);

    private static Document<Box> After(params Ballot[] ballots) => ballots.Aggregate(
        DecisionKinds.Box.New(DecisionKinds.BoxKey("p", 1, 0), new Box(1, [new("x", "Xylem", "business"), new("y", "Ygdra", "media")], new Dictionary<string, Ballot>(), Sealed: false)),
        (box, ballot) => Into(box, ballot) is Verdict<Box>.Replace next ? next.Document : box);

    private static Verdict<Box> Into(Document<Box> box, Ballot ballot) => CastBallot.Into(box, "x", ballot, MustAgree.Method, 1, "UTC", Noon, MustAgree);

    private static Ballot Says(Person by, string choice, int second = 0) => new(choice, null, by, Noon + Duration.FromSeconds(second));

    private static Person Who(string name) => new("a", "r", name, name);
}
