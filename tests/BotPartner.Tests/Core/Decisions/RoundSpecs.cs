using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

public sealed class RoundSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Anna = new("a", "r", "anna", "Anna");
    private static readonly Partnership Alliance = new("Alliance", "Europe/Paris", [Anna], [], Noon);

    [Fact]
    public void The_first_round_keeps_its_keys_and_later_ones_have_their_own()
    {
        Assert.Equal("decision:000012:electorate", DecisionKinds.ElectorateKey("p", 12).Id);
        Assert.Equal("decision:000012:box:00003", DecisionKinds.BoxKey("p", 12, 3).Id);
        Assert.Equal("decision:000012:r02:electorate", DecisionKinds.ElectorateKey("p", 12, 2).Id);
        Assert.Equal("decision:000012:r20:box:00003", DecisionKinds.BoxKey("p", 12, 3, 20).Id);
    }

    [Fact]
    public void A_key_says_its_number_and_its_round()
    {
        for (var round = 1; round <= Amendment.MostRounds; round++)
        {
            foreach (var key in new[]
            {
                DecisionKinds.BoxKey("p", 12, 3, round), DecisionKinds.RemindersKey("p", 12, round), DecisionKinds.ObjectorKey("p", 12, round, "rr00:x"), DecisionKinds.ElectorateKey("p", 12, round),
            })
            {
                Assert.Equal((12, round), (DecisionKinds.NumberOf(key), DecisionKinds.RoundOf(key)));
            }
        }
    }

    [Fact]
    public void A_decision_written_before_there_were_rounds_is_in_its_first()
    {
        var key = DecisionKinds.Key("p", 1);
        var written = DecisionKinds.Decision.Write(DecisionKinds.Decision.New(key, Open()));
        Assert.DoesNotContain("round", System.Text.Encoding.UTF8.GetString(written.Body.Span), StringComparison.OrdinalIgnoreCase);
        var read = DecisionKinds.Decision.Read(new Entry(key, written.Kind, written.Body, null, null, "v1")).State;
        Assert.Equal((1, Noon), (read.Round, read.Since));
    }

    [Fact]
    public void A_round_that_is_over_leaves_its_text_dates_and_sum_and_the_next_begins_empty()
    {
        var amending = Open() with { Phase = Phase.Closing, Amendment = new("New text", "P3D", Anna, Noon), Statement = new("x", Anna, Noon), Cast = 3 };
        var outcome = Count.Of(Method.Consent, 50, 3, [Choice.Consent, Choice.Consent]);
        var next = Amending.Over(DecisionKinds.Decision.New(DecisionKinds.Key("p", 1), amending), outcome, objected: false, Alliance, Noon).State;
        Assert.Equal((Phase.Opening, 2, "New text", 0, null), (next.Phase, next.Round, next.Text, next.Cast, next.Statement));
        Assert.Equal(("Old text", Noon, Noon, outcome), (next.Earlier![0].Text, next.Earlier[0].OpenedAt, next.Earlier[0].EndedAt, next.Earlier[0].Outcome));
        Assert.Equal((Noon, Noon + Duration.FromDays(3)), (next.Since, next.ClosesAt));
        Assert.Null(next.Amendment);
    }

    [Fact]
    public void A_date_that_came_while_objectors_were_asked_gives_the_round_as_long_as_the_one_before()
    {
        var asking = Open() with { Phase = Phase.Asking, Earlier = [new("t", Noon - Duration.FromDays(7), Noon, 1, Count.Of(Method.Consent, 50, 1, []), Anna)], Amendment = new("x", "2026-11-21T13:00", Anna, Noon), ClosesAt = Noon };
        var opening = Amending.Opening(DecisionKinds.Decision.New(DecisionKinds.Key("p", 1), asking), null, "Europe/Paris", Noon + Duration.FromDays(1));
        Assert.Equal(Noon + Duration.FromDays(8), opening.State.ClosesAt);
    }

    [Theory]
    [InlineData(30, "PT60M")]
    [InlineData(180, "PT180M")]
    [InlineData(1439, "P1D")]
    [InlineData(4321, "P3D")]
    [InlineData(4260, "P3D")]
    public void The_next_round_lasts_as_long_as_the_one_before(int minutes, string lasts) =>
        Assert.Equal(lasts, Amending.As(Noon, Noon + Duration.FromMinutes(minutes)).ToString());

    [Theory]
    [InlineData("12 a new text", 12, "a new text")]
    [InlineData("#12: a new text", 12, "a new text")]
    [InlineData("12", 12, "")]
    [InlineData("", 0, "")]
    [InlineData("twelve things", 0, "twelve things")]
    [InlineData("-3 x", 0, "-3 x")]
    public void A_number_and_what_follows_are_read(string typed, int number, string rest) => Assert.Equal((number, rest), Numbered.Split(typed));

    [Fact]
    public void Late_ballots_are_told_what_became_of_their_round()
    {
        static string Key(Decision? decision, int round) => Assert.IsType<Text.Said>(Assert.IsType<Reply.Show>(LateBallot.Answer("p", 1, round, decision, [])).Card.Summary).Key;
        Assert.Equal("refusal.closed", Key(Open() with { Phase = Phase.Closed }, 1));
        Assert.Equal("refusal.being-amended", Key(Open() with { Phase = Phase.Closing, Amendment = new("x", "P1D", Anna, Noon) }, 1));
        Assert.Equal("refusal.withdrawn", Key(Open() with { Phase = Phase.Closing, Withdrawal = new(Anna, Noon, null) }, 1));
        Assert.Equal("refusal.older-round", Key(Open() with { Earlier = [new("t", Noon, Noon, 1, Count.Of(Method.Consent, 50, 1, []), Anna)] }, 1));
    }

    private static Decision Open() => new(1, "Old text", Method.Consent, 50, Anna, null, Noon, Noon + Duration.FromDays(7)) { Phase = Phase.Open, Electorate = 3, Boxes = 1 };
}
