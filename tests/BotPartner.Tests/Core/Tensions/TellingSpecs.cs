using BotPartner.Core.Chat;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Who has a card of a tension, and who is told what, and when.</summary>
public sealed partial class TellingSpecs
{
    private static readonly Instant Night = Instant.FromUtc(2026, 11, 16, 23, 0);
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 17, 9, 0);

    [Fact]
    public void Each_stage_brings_its_people_and_nobody_else()
    {
        var quarrel = Quarrel.Raised();
        Assert.Equal("anna raiser, bo other", quarrel.Holders());
        Assert.Equal("anna raiser, bo other", quarrel.To(Stage.Talk).Holders());
        Assert.Equal("anna raiser, bo other, nora raisers-focal-point, sid others-focal-point", quarrel.To(Stage.FocalPoints).Holders());
        Assert.Equal("anna raiser, bo other, nora raisers-focal-point, sid others-focal-point, fay handler", quarrel.To(Stage.Facilitated).Holders());
        Assert.Equal("anna raiser, bo other, nora raisers-focal-point, sid others-focal-point, fay handler", quarrel.To(Stage.Committee).Holders());
        Assert.Equal("anna raiser, bo other, nora raisers-focal-point, sid others-focal-point, fay handler, wim committee, eve committee", quarrel.Release().Holders());
        Assert.Equal("anna raiser, bo other, nora raisers-focal-point, sid others-focal-point, fay handler", quarrel.To(Stage.Mediation).Holders());
    }

    [Theory]
    [InlineData(Circle.Sides, "anna raiser, bo other")]
    [InlineData(Circle.Facilitators, "anna raiser, bo other, fay facilitator")]
    [InlineData(Circle.Stewards, "anna raiser, bo other, fay facilitator, stu steward")]
    public void The_circle_knows_from_the_beginning(Circle circle, string holders) => Assert.Equal(holders, Quarrel.Raised(t => t with { Circle = circle }).Holders());

    [Fact]
    public void Nobody_is_told_what_they_did_themselves_and_who_had_no_card_gets_that_instead()
    {
        var quarrel = Quarrel.Raised();
        Assert.Empty(Notes(quarrel));
        quarrel.Sent().Do(Side.Other, Moves.Hear, "yes");
        Assert.Equal(["anna: acknowledged"], Notes(quarrel));
        Assert.Equal(["anna", "bo"], Edited(quarrel));
        quarrel.Sent().Do(Side.Raiser, Moves.Propose, "so");
        Assert.Equal(["bo: proposed"], Notes(quarrel));
        quarrel.Sent().To(Stage.FocalPoints);
        Assert.Equal(["bo: escalated"], Notes(quarrel));
        Assert.Equal(["anna", "bo", "nora", "sid"], Edited(quarrel));
        quarrel.Sent().Tick();
        Assert.Equal(["anna: nudged", "bo: nudged", "nora: nudged", "sid: nudged"], Notes(quarrel));
    }

    /// <summary>Their card was there before: that it is edited says nothing to anybody.</summary>
    [Fact]
    public void A_facilitator_who_knew_before_is_told_when_they_are_asked()
    {
        var quarrel = Quarrel.Raised(t => t with { Circle = Circle.Facilitators }).To(Stage.FocalPoints).Sent().To(Stage.Facilitated);
        Assert.Contains("fay handler", quarrel.Holders(), StringComparison.Ordinal);
        Assert.Contains("fay: asked-to-guide", Notes(quarrel));
        Assert.Contains("tension.guide.take", Actions(quarrel.Owed("fay").First().Card));
    }

    [Fact]
    public void What_the_clock_does_waits_for_the_hours_in_which_each_works()
    {
        var quarrel = Quarrel.Raised(people: Elsewhere("bo", "Asia/Tokyo"), at: Instant.FromUtc(2026, 11, 16, 9, 0)).Sent();
        quarrel.Now = Night;
        quarrel.Into(quarrel.Tension with { Course = quarrel.Course with { Events = [.. quarrel.Course.Events, new(Night, Events.Nudged, Stage.Acknowledge, null)] } }, null);
        Assert.Equal(Morning, At(quarrel, "anna", note: true));

        // In Tokyo it is eight in the morning.
        Assert.Equal(Instant.FromUtc(2026, 11, 17, 0, 0), At(quarrel, "bo", note: true));
        Assert.Null(At(quarrel, "bo", note: false));
        Assert.Null(At(quarrel, "anna", note: false));
    }

    [Theory]
    [InlineData(Urgency.Usual, true)]
    [InlineData(Urgency.Now, false)]
    public void A_first_card_waits_for_its_readers_hours_unless_it_is_urgent(Urgency urgency, bool waits)
    {
        var quarrel = Quarrel.Raised(t => t with { Matter = t.Matter! with { Urgency = urgency } }, at: Night);
        Assert.Equal(waits ? Morning : null, At(quarrel, "bo", note: false));
        Assert.Null(At(quarrel, "anna", note: false));

        // What is done meanwhile does not wake anybody sooner.
        quarrel.Do(Side.Raiser, Moves.Propose, "so");
        Assert.Equal(waits ? Morning : null, At(quarrel, "bo", note: false));
    }

    [Fact]
    public void What_comes_in_the_night_of_the_clock_waits_even_if_it_was_urgent()
    {
        var quarrel = Quarrel.Raised(t => t with { Matter = t.Matter! with { Urgency = Urgency.Now } }).To(Stage.Talk).Sent().Asked();
        quarrel.Sent().Now = Night;
        quarrel.Into(quarrel.Tension with { Course = quarrel.Course with { Stage = Stage.FocalPoints, Question = null } }, null);
        Assert.Equal(Morning, At(quarrel, "nora", note: false));
    }

    [Theory]
    [InlineData("back")]
    [InlineData("left")]
    [InlineData("removed")]
    [InlineData("replaced")]
    public void A_former_readers_card_says_only_that_there_is_nothing_left(string how)
    {
        var quarrel = Quarrel.Raised().To(Stage.Facilitated).Sent();
        var gone = how is "back" or "left" ? "fay" : "nora";
        switch (how)
        {
            case "back":
                quarrel.Do(Side.Raiser, Moves.Back).Sent().Do(Side.Other, Moves.Back);
                break;
            case "left":
                var panel = quarrel.Tension.Panel!;
                quarrel.Into(quarrel.Tension with { Panel = panel with { Asked = [], PassedOver = [.. panel.PassedOver, new(Quarrel.Person("fay"), Skipped.Left)] } }, Quarrel.IdOf("fay"));
                Assert.Contains("stu handler", quarrel.Holders(), StringComparison.Ordinal);
                break;
            case "removed":
                quarrel.Without("nora").Do(Side.Raiser, Moves.Propose, Quarrel.Written);
                break;
            default:
                quarrel.With(p => p with { Members = [.. p.Members.Select(m => m.Person.User == "nora" ? m with { FocalPoint = false } : m)] }).Do(Side.Raiser, Moves.Propose, Quarrel.Written);
                break;
        }

        var post = Assert.Single(quarrel.Owed(gone));
        Assert.True(post.EditOnly);
        Assert.Equal("tension.past.title", Key(post.Card.Title));
        Assert.DoesNotContain(Quarrel.Written, Json(post), StringComparison.Ordinal);
        Assert.DoesNotContain("south", Json(post), StringComparison.Ordinal);
        Assert.Empty(post.Card.Elements.OfType<Element.Buttons>());

        // It is said once.
        quarrel.Sent().Do(Side.Raiser, Moves.Propose, "again");
        Assert.Empty(quarrel.Owed(gone));
    }

    [Fact]
    public void Who_comes_back_gets_the_card_again_where_it_stood()
    {
        var quarrel = Quarrel.Raised().To(Stage.Facilitated).Do(Side.Raiser, Moves.Back).Sent().Do(Side.Other, Moves.Back).Sent().To(Stage.Facilitated);
        var card = Assert.Single(quarrel.Owed("fay"), p => p.Under is null);
        Assert.False(card.EditOnly);
        Assert.Equal("tension.title", Key(card.Card.Title));
    }

    [Fact]
    public void A_grievance_falls_to_nobody_when_who_raised_it_leaves_and_is_taken_back()
    {
        var quarrel = Quarrel.Raised().Sent().Without("anna").Look();
        Assert.Equal("bo other", quarrel.Holders());
        Assert.Equal(Ending.Withdrawn, quarrel.Course.Ended);
        Assert.Contains(Happenings.RaiserLeft, quarrel.Tension.More.Select(m => m.What));
        Assert.Empty(quarrel.Owed("nora"));
        Assert.Contains("tension.past", Json(quarrel.Owed("anna").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_taken_back_before_the_other_side_had_it_never_comes_to_them()
    {
        var quarrel = Quarrel.Raised().Do(Side.Raiser, Moves.Withdraw);
        Assert.True(Assert.Single(quarrel.Owed("bo")).EditOnly);
        Assert.Equal("anna raiser", quarrel.Holders());
        Assert.NotEmpty(Quarrel.Raised().Sent().Do(Side.Raiser, Moves.Withdraw).Owed("bo"));
    }

    [Fact]
    public void Who_uses_another_account_is_written_to_there()
    {
        var people = Quarrel.Usual with { Members = [.. Quarrel.Usual.Members.Select(m => m.Person.User == "anna" ? m with { Accounts = [Quarrel.Person("anna-at-work")] } : m)] };
        var quarrel = Quarrel.Raised(t => t with { Raiser = t.Raiser with { Account = Quarrel.Person("anna-at-work") } }, people);
        Assert.Equal("anna-at-work raiser, bo other", quarrel.Holders());
        Assert.Empty(quarrel.Owed("anna"));

        // While it is theirs: an account that was parted from them is written to no longer.
        Assert.Equal("anna raiser, bo other", Quarrel.Raised(t => t with { Raiser = t.Raiser with { Account = Quarrel.Person("anna-at-work") } }).Holders());
    }

    private static People Elsewhere(string who, string zone) => Quarrel.Usual with
    {
        Members = [.. Quarrel.Usual.Members.Select(m => m.Person.User == who ? m with { Person = m.Person with { TimeZone = zone } } : m)],
    };

    private static IEnumerable<string> Notes(Quarrel quarrel) =>
        quarrel.Document.Owes.Where(o => o.Under is not null)
            .Select(o => $"{o.To.Single().Place.Channel.Split(':', '/')[^1].Replace("@", "", StringComparison.Ordinal)}: {Key(((Element.Paragraph)o.Card.Elements[0]).Text).Split('.')[2]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Edited(Quarrel quarrel) =>
        new[] { "anna", "bo", "nora", "sid" }.Where(n => quarrel.Owed(n).Any(o => o.Under is null));

    private static Instant? At(Quarrel quarrel, string who, bool note) =>
        quarrel.Owed(who).Single(o => o.Under is not null == note).To.Single(t => t.Place.Key == Quarrel.Person(who).Direct.Key).NotBefore;

    private static IEnumerable<string> Actions(Card card) => card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action);

    private static string Key(Text text) => ((Text.Said)text).Key;
}
