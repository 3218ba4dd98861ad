using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

public sealed class ProposalSpecs
{
    private static readonly ProposalWords Words = new(Texts.Load());
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Fact]
    public void What_is_not_said_is_consent_half_of_the_partners_and_a_week()
    {
        var (proposal, unclear) = Words.Parse("Adopt the charter");
        Assert.Empty(unclear);
        Assert.Equal(("Adopt the charter", Method.ConsentId, 50, "P7D"), (proposal.Text, proposal.Method.Id, proposal.QuorumPercent, proposal.Closes.ToString()));
    }

    [Theory]
    [InlineData("T | majority >= 2/3 | quorum 60% | closes in 3d", ">= 2/3", 60, "P3D")]
    [InlineData("T | majorité > 1/2 | quorum 60 % | clôture dans 3j", "> 1/2", 60, "P3D")]
    [InlineData("T | mayoría | quórum 60 | cierra en 3 días", "> 1/2", 60, "P3D")]
    [InlineData("T | MAJORITE | QUORUM 1% | CLOSES IN 12H", "> 1/2", 1, "PT12H")]
    [InlineData("T | closes in 2 weeks | majority 3/4", ">= 3/4", 50, "P2W")]
    [InlineData("T | closes 2026-12-01 18:00 | majority", "> 1/2", 50, "2026-12-01T18:00")]
    [InlineData("T | closes 2026-12-01 | majority", "> 1/2", 50, "2026-12-01T18:00")]
    public void Method_quorum_and_deadline_are_read_in_any_language_and_order(string typed, string threshold, int quorum, string closes)
    {
        var (proposal, unclear) = Words.Parse(typed);
        Assert.Empty(unclear);
        Assert.Equal((threshold, quorum, closes), (proposal.Method.Threshold!.ToString(), proposal.QuorumPercent, proposal.Closes.ToString()));
    }

    [Theory]
    [InlineData("T | by acclamation", "by acclamation")]
    [InlineData("T | quorum 101%", "quorum 101%")]
    [InlineData("T | quorum 0%", "quorum 0%")]
    [InlineData("T | closes soon", "closes soon")]
    [InlineData("T | closes 2026-13-01", "closes 2026-13-01")]
    [InlineData("T | majority 1/3", "majority 1/3")]
    public void What_is_not_understood_is_kept_and_named(string typed, string unclear)
    {
        var (proposal, parts) = Words.Parse(typed);
        Assert.Equal("T", proposal.Text);
        Assert.Equal([unclear], parts);
    }

    [Fact]
    public void Emoji_right_to_left_text_and_markup_stay_as_typed() =>
        Assert.Equal("اعتماد 🌍 <b>*_x_*</b> @channel", Words.Parse("اعتماد 🌍 <b>*_x_*</b> @channel | consent").Proposal.Text);

    [Fact]
    public void Days_keep_the_local_hour_when_clocks_change()
    {
        var before = Instant.FromUtc(2026, 10, 24, 16, 0);
        var closes = new Deadline.In(Period.FromDays(2)).From(before, Paris);
        Assert.Equal(before.InZone(Paris).TimeOfDay, closes.InZone(Paris).TimeOfDay);
        Assert.Equal(Duration.FromHours(49), closes - before);
    }

    [Fact]
    public void Hours_are_hours_even_over_a_change_of_clocks() =>
        Assert.Equal(Duration.FromHours(48), new Deadline.In(Period.FromHours(48)).From(Instant.FromUtc(2026, 10, 24, 16, 0), Paris) - Instant.FromUtc(2026, 10, 24, 16, 0));

    [Fact]
    public void A_time_that_clocks_skip_means_the_moment_they_go_on_at() =>
        Assert.Equal(Instant.FromUtc(2027, 3, 28, 1, 0), new Deadline.At(new LocalDateTime(2027, 3, 28, 2, 30)).From(Instant.MinValue, Paris));

    [Fact]
    public void A_time_that_clocks_repeat_means_the_later_of_the_two() =>
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 1, 30), new Deadline.At(new LocalDateTime(2026, 10, 25, 2, 30)).From(Instant.MinValue, Paris));

    [Theory]
    [InlineData("T | closes friday", "5T18:00")]
    [InlineData("T | clôture vendredi 17h00", "5T17:00")]
    [InlineData("T | cierra MIÉRCOLES 9:30", "3T09:30")]
    [InlineData("T | closes 2026-12-01 9:05", "2026-12-01T09:05")]
    public void A_day_of_the_week_and_an_hour_are_understood(string typed, string closes)
    {
        var (proposal, unclear) = Words.Parse(typed);
        Assert.Empty(unclear);
        Assert.Equal(closes, proposal.Closes.ToString());
        Assert.Equal(proposal.Closes, Deadline.Parse(closes));
    }

    [Fact]
    public void A_day_of_the_week_is_today_if_its_time_is_still_to_come()
    {
        var friday = Instant.FromUtc(2026, 11, 20, 12, 0);
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 17, 0), new Deadline.On(IsoDayOfWeek.Friday, new(18, 0)).From(friday, Paris));
        Assert.Equal(Instant.FromUtc(2026, 11, 27, 8, 0), new Deadline.On(IsoDayOfWeek.Friday, new(9, 0)).From(friday, Paris));
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 17, 0), new Deadline.On(IsoDayOfWeek.Monday, new(18, 0)).From(friday, Paris));
    }

    [Fact]
    public void An_empty_an_endless_and_a_past_proposal_are_told_what_to_change()
    {
        var now = Instant.FromUtc(2026, 11, 21, 12, 0);
        Assert.Contains("text", Proposal.Blank.Problems(now, Paris).Keys);
        Assert.Contains("text", (Proposal.Blank with { Text = new('x', 3001) }).Problems(now, Paris).Keys);
        Assert.Empty((Proposal.Blank with { Text = new('x', 3000) }).Problems(now, Paris));
        Assert.Contains("closes", (Proposal.Blank with { Text = "x", Closes = new Deadline.At(new(2026, 11, 21, 12, 0)) }).Problems(now, Paris).Keys);
        Assert.Contains("closes", (Proposal.Blank with { Text = "x", Closes = new Deadline.In(Period.FromDays(400)) }).Problems(now, Paris).Keys);
    }

    [Fact]
    public void What_was_typed_survives_the_form_and_back()
    {
        var typed = Words.Parse("Adopt 🌍 | majority >= 3/5 | quorum 61% | closes 2027-01-02 09:15").Proposal;
        var form = ProposalForm.Of("p", typed);
        var read = ProposalForm.Read(form.Fields.ToDictionary(f => f.Id, f => f.Value!));
        Assert.Equal(typed, read);
    }

    [Theory]
    [InlineData("12 for", 12, Choice.For, null)]
    [InlineData("#12 contre trop cher", 12, Choice.Against, "trop cher")]
    [InlineData("12 en contra: muy caro", 12, Choice.Against, "muy caro")]
    [InlineData("3 OBJECT because <it> harms", 3, Choice.Object, "because <it> harms")]
    [InlineData("3 stand aside", 3, Choice.Aside, null)]
    public void A_vote_can_be_typed(string typed, int number, string choice, string? reason) =>
        Assert.Equal((number, choice, reason), new BallotWords(Texts.Load()).Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("for")]
    [InlineData("12")]
    [InlineData("12 maybe")]
    [InlineData("-1 for")]
    public void What_is_no_vote_is_not_guessed_at(string typed) => Assert.Null(new BallotWords(Texts.Load()).Parse(typed));
}
