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
        var read = ProposalForm.Read(form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!));
        Assert.Equal(typed, read);
    }

    [Theory]
    [InlineData("12 for", 12, Choice.For, null)]
    [InlineData("#12 contre trop cher", 12, Choice.Against, "trop cher")]
    [InlineData("12 en contra: muy caro", 12, Choice.Against, "muy caro")]
    [InlineData("3 OBJECT because <it> harms", 3, Choice.Object, "because <it> harms")]
    [InlineData("3 stand aside", 3, Choice.Aside, null)]
    public void A_vote_can_be_typed(string typed, int number, string choice, string? reason) =>
        Assert.Equal((number, (choice, reason)), Vote(typed, choice is Choice.Object or Choice.Aside ? Method.Consent : Method.Majority(Threshold.Half)));

    [Theory]
    [InlineData("")]
    [InlineData("for")]
    [InlineData("12")]
    [InlineData("12 maybe")]
    [InlineData("12 consent")]
    [InlineData("-1 for")]
    public void What_is_no_vote_is_not_guessed_at(string typed) =>
        Assert.True(Vote(typed, Method.Majority(Threshold.Half)) is var (number, read) && (number == 0 || read is null));

    [Theory]
    [InlineData("2", "approve:2", null)]
    [InlineData("2,3", "approve:2,3", null)]
    [InlineData("3; 1 since both are ready", "approve:3,1", "since both are ready")]
    [InlineData("lima", "approve:1", null)]
    [InlineData("São Paulo, Lima: nearest", "approve:2,1", "nearest")]
    [InlineData("sao paulo", "approve:2", null)]
    [InlineData("2026, the year of change", "approve:4", "change")]
    [InlineData("abstención", "abstain", null)]
    public void Options_are_named_by_place_or_name(string typed, string content, string? reason) =>
        Assert.Equal((content, reason), new BallotWords(Texts.Load()).Read(typed, new(Method.ChooseId) { Options = ["Lima", "São Paulo", "3", "2026, the year of"], Approvals = 3 }));

    [Theory]
    [InlineData("2>1=4", "rank:2>1=4", null)]
    [InlineData("2 > 1 = 4 > 3 because", "rank:2>1=4>3", "because")]
    [InlineData("A > B, the second = C", "rank:1>2=3", null)]
    [InlineData("b, the second; D", "rank:2>4", null)]
    public void A_ranking_can_be_typed(string typed, string content, string? reason) =>
        Assert.Equal((content, reason), new BallotWords(Texts.Load()).Read(typed, new(Method.RankId) { Options = ["A", "B, the second", "C", "D"] }));

    [Theory]
    [InlineData("Paris")]
    [InlineData("2 >")]
    [InlineData("2 > Paris")]
    public void What_is_no_option_is_not_guessed_at(string typed) =>
        Assert.Null(new BallotWords(Texts.Load()).Read(typed, new(Method.RankId) { Options = ["Lima", "Dakar"] }));

    [Theory]
    [InlineData("majority >= 2/3 of all each constituency", ">= 2/3 all", true)]
    [InlineData("majorité >= 3/4 chaque groupe", ">= 3/4", true)]
    [InlineData("mayoría > 1/2 de todos los socios", "> 1/2 all", false)]
    [InlineData("majority of all", "> 1/2 all", false)]
    [InlineData("gradients", "gradients", false)]
    [InlineData("gradientes >= 2/3 con veto", "gradients >= 2/3 veto", false)]
    [InlineData("Niveaux d'accord de tous avec veto", "gradients all veto", false)]
    [InlineData("choose Lima; Dakar; Rome", "choose", false)]
    [InlineData("choisir Lima; Dakar; Rome approuver 2", "approve 2", false)]
    [InlineData("elegir Lima; Dakar; Rome aprobar hasta 3", "approve", false)]
    [InlineData("rank Lima; Dakar; Rome", "rank", false)]
    [InlineData("classement Lima; Dakar", "rank", false)]
    public void Every_method_can_be_typed_in_every_language(string typed, string wire, bool each)
    {
        var (proposal, unclear) = Words.Parse($"Where next | {typed} | closes in 3d");
        Assert.Empty(unclear);
        Assert.Equal((wire, each), (Methods.Wire(proposal.Method), proposal.Method.EachConstituency));
        Assert.Empty(proposal.Problems(Instant.FromUtc(2026, 11, 21, 12, 0), Paris));
        var form = ProposalForm.Of("p", proposal);
        Assert.Equal(proposal, ProposalForm.Read(form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!)));
    }

    [Theory]
    [InlineData("quorum 60% in each constituency | sealed", 60, true, Visibility.Sealed)]
    [InlineData("quorum 60 % dans chaque groupe | scellé", 60, true, Visibility.Sealed)]
    [InlineData("quórum 75% | abierto", 75, false, null)]
    public void Quorum_everywhere_and_visibility_can_be_typed(string typed, int percent, bool each, string? visibility)
    {
        var (proposal, unclear) = Words.Parse($"x | {typed}");
        Assert.Empty(unclear);
        Assert.Equal((percent, each, visibility), (proposal.QuorumPercent, proposal.EachConstituency, proposal.Visibility));
    }

    [Theory]
    [InlineData("majority >= 2/3 of some")]
    [InlineData("consent veto")]
    [InlineData("majority veto")]
    [InlineData("quorum 160%")]
    [InlineData("secret")]
    [InlineData("approve 2")]
    [InlineData("mandates 0")]
    public void What_is_not_understood_is_said_and_not_guessed_at(string typed) => Assert.Equal([typed], Words.Parse($"x | {typed}").Unclear);

    [Theory]
    [InlineData("choose Lima", "options")]
    [InlineData("rank Lima; lima", "options")]
    [InlineData("choose Lima; Dakar approve 3", "options")]
    public void Options_that_do_not_do_are_told_beside_them(string typed, string field) =>
        Assert.Contains(field, Words.Parse($"x | {typed}").Proposal.Problems(Instant.FromUtc(2026, 11, 21, 12, 0), Paris).Keys);

    [Fact]
    public void Options_for_a_method_that_takes_none_and_a_majority_of_none_are_told()
    {
        var read = ProposalForm.Read(new Dictionary<string, string> { ["text"] = "x", ["method"] = "consent", ["options"] = "A\nB", ["each"] = "majority" });
        Assert.Equal(["each", "options"], read.Problems(Instant.FromUtc(2026, 11, 21, 12, 0), Paris).Keys.Order());
        Assert.Equal("A\nB", ProposalForm.Of("p", read).Fields.Single(f => f.Id == "options").Value);
    }

    private static (int Number, (string Choice, string? Reason)? Read) Vote(string typed, Method method) =>
        Numbered.Split(typed) is var (number, rest) ? (number, new BallotWords(Texts.Load()).Read(rest, method)) : default;
}
