using System.Text;
using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Who has a card of a tension, and who is told what, and when.</summary>
public sealed class TellingSpecs
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
        Assert.Contains("fay: escalated", Notes(quarrel));
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_card_but_the_two_sides_own_holds_what_was_written_and_no_message_says_it(bool within)
    {
        foreach (var quarrel in Walk(within))
        {
            foreach (var post in quarrel.Document.Owes)
            {
                Assert.DoesNotContain(Quarrel.Written, Json(post.Card.Summary, CoreJson.Default.Text), StringComparison.Ordinal);
                Assert.DoesNotContain(Quarrel.Written, Json(post.Card.Title, CoreJson.Default.Text), StringComparison.Ordinal);
                var side = post.To.All(t => quarrel.Tension.Holders.Any(h => h.As <= Viewer.Other && h.Person.Direct.Key == t.Place.Key));
                if (!side || post.Under is not null)
                {
                    // Who decides reads what both released, and nothing else; everybody reads the lesson.
                    var text = Json(post).Replace($"{Quarrel.Written} released", "", StringComparison.Ordinal).Replace($"{Quarrel.Written} learnt", "", StringComparison.Ordinal);
                    Assert.DoesNotContain(Quarrel.Written, post.Slot is "committee" or "lesson" ? text : Json(post), StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("nico")]
    public void A_hidden_name_stands_in_nothing_for_the_other_side_the_committee_or_the_mediator(string raiser)
    {
        foreach (var quarrel in Walk(within: false, t => t with { NameHidden = true, Circle = Circle.Stewards, Raiser = Quarrel.Party("north", raiser) }))
        {
            string[] told = [raiser, "nora", "fay"];
            foreach (var post in quarrel.Document.Owes.Where(o => o.To.Any(t => told.All(n => t.Place.Key != Quarrel.Person(n).Direct.Key))))
            {
                // As one of the people of that side who cannot guide it, like any other of them.
                Assert.DoesNotContain($"{raiser} Full-Name", Said(Without(post.Card, "tension.passed-over")), StringComparison.Ordinal);
                Assert.DoesNotContain("themself", Said(post.Card), StringComparison.Ordinal);
            }

            foreach (var viewer in new[] { Viewer.Other, Viewer.OthersFocalPoint, Viewer.Steward, Viewer.Committee, Viewer.Mediator })
            {
                var view = new Viewpoint(quarrel.Tension, [viewer]);
                Assert.DoesNotContain($"{raiser} Full-Name", Said(Without(TensionCards.Of("p", "Alliance", view), "tension.passed-over")) + Said(TensionCards.Read("p", "Alliance", view)), StringComparison.Ordinal);
            }
        }

        // As long as it is hidden: the raiser and who helps them see it, and everybody once it is shown.
        var shown = Quarrel.Raised(t => t with { NameHidden = true });
        Assert.Contains("anna Full-Name", Said(shown.Owed("anna").Single().Card), StringComparison.Ordinal);
        Assert.Contains("anna Full-Name", Said(shown.Do(Side.Raiser, Moves.ShowName).Owed("bo").First().Card), StringComparison.Ordinal);
    }

    [Fact]
    public void A_facilitator_who_raised_it_is_passed_over_without_saying_that_to_the_other_side()
    {
        var quarrel = Quarrel.Raised(t => t with { NameHidden = true, Raiser = Quarrel.Party("north", "nico") }).To(Stage.Facilitated);
        Assert.Contains("tension.passed-over.themself", Json(quarrel.Owed("nico").First()), StringComparison.Ordinal);
        Assert.DoesNotContain("themself", Json(quarrel.Owed("bo").First()), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_answers_for_a_raiser_who_left_is_not_called_by_their_name()
    {
        var quarrel = Quarrel.Raised().Without("anna").Do(Side.Other, Moves.Hear);
        Assert.Equal("nora raiser, bo other", quarrel.Holders());
        Assert.DoesNotContain("\"tension.you\"", Json(quarrel.Owed("nora").First()), StringComparison.Ordinal);
        Assert.Contains("\"tension.you\"", Json(Quarrel.Raised().Owed("anna").First()), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_uses_another_account_is_written_to_there()
    {
        var quarrel = Quarrel.Raised(t => t with { Raiser = t.Raiser with { Account = Quarrel.Person("anna-at-work") } });
        Assert.Equal("anna-at-work raiser, bo other", quarrel.Holders());
        Assert.Empty(quarrel.Owed("anna"));
    }

    [Fact]
    public void The_lesson_goes_once_to_all_places_without_names()
    {
        var quarrel = Quarrel.Raised().Resolve().Do(Side.Raiser, Moves.Lesson, $"{Quarrel.Written} learnt");
        Assert.DoesNotContain(quarrel.Document.Owes, o => o.Slot == "lesson");
        quarrel.Do(Side.Other, Moves.AgreeLesson);
        var lesson = Assert.Single(quarrel.Document.Owes, o => o.Slot == "lesson");
        Assert.Equal(quarrel.People.Partnership.Addressees.Select(a => a.Place.Key), lesson.To.Select(t => t.Place.Key));
        Assert.DoesNotMatch("north Full|anna|bo |south", Said(lesson.Card));
        Assert.DoesNotContain(quarrel.Sent().Do(Side.Raiser, Moves.Reopen).Document.Owes, o => o.Slot == "lesson");
    }

    /// <summary>Everybody of both partners answers for it, in the longest words of the most bytes.</summary>
    [Fact]
    public void A_document_stays_small_in_the_worst_case()
    {
        var people = Quarrel.Usual with
        {
            Members = [.. from partner in new[] { "north", "south" } from i in Enumerable.Range(0, 15) select Quarrel.Member($"{partner}{i}", partner, focal: true), .. Enumerable.Range(0, 100).Select(i => Quarrel.Member($"d{i}", $"{i} {Long(70)}", delegates: true))],
        };
        var quarrel = Quarrel.Raised(
            t => t with
            {
                Raiser = t.Raiser with { PartnerName = Long(80), Person = null },
                Other = t.Other with { PartnerName = Long(80), Person = null },
                Matter = new(Long(Matter.MaxWhat), Long(Matter.MaxNeed)) { Principle = Long(Matter.MaxPrinciple), Quote = Long(1500) },
                Circle = Circle.Stewards,
            },
            people).To(Stage.Committee);
        var words = Long(Saying.MaxWords);
        for (var i = 0; i < Protocol.MostOffers; i++)
        {
            quarrel.Do(Side.Raiser, Moves.Propose, words).Do(Side.Other, Moves.Propose, words);
            if (i < Protocol.MostOffers - 1)
            {
                quarrel.Do(Side.Other, Moves.Decline, words).Do(Side.Raiser, Moves.Decline, words);
            }
        }

        // What was told meanwhile has arrived.
        quarrel.Do(Side.Raiser, Moves.Release, words).Sent().Do(Side.Other, Moves.AgreeRelease);
        var committee = quarrel.Tension.Committee!;
        var ballots = committee.Voters.Take(99).ToDictionary(v => v.PartnerId, _ => new CommitteeBallot("for", quarrel.Now) { Reason = Long(CommitteeBallot.MaxReason) });
        quarrel.Into(quarrel.Tension with
        {
            Committee = committee with { Ballots = ballots },
            Looks = [.. Enumerable.Repeat(new Look(Quarrel.Person(Long(60)), Viewer.Steward, quarrel.Now), Look.Most)],
        }, null);
        Assert.Equal(10, quarrel.Tension.Holders.Count(h => h.As <= Viewer.Other));
        var bytes = TensionKinds.Tension.Write(quarrel.Document).Body.Length;

        // Encrypted, it is a third longer.
        Assert.InRange(bytes, 100_000, 1_300_000);
    }

    private static string Long(int length) => new('漢', length);

    /// <summary>A tension on its way through all that can happen.</summary>
    private static IEnumerable<Quarrel> Walk(bool within, Func<Tension, Tension>? with = null)
    {
        var quarrel = Quarrel.Raised(t => (with ?? (w => w))(within ? t with { Other = Quarrel.Party("north", null) } : t), within ? Quarrel.Usual with { Members = [.. Quarrel.Usual.Members.Select(m => m.Person.User == "bo" ? m with { PartnerId = Partner.IdOf("north"), PartnerName = "north", FocalPoint = true } : m)] } : null);
        yield return quarrel;
        yield return quarrel.Do(Side.Other, Moves.Hear, $"{Quarrel.Written} heard");
        yield return quarrel.Do(Side.Raiser, Moves.Propose, $"{Quarrel.Written} proposal");
        yield return quarrel.Do(Side.Other, Moves.Decline, $"{Quarrel.Written} no");
        yield return quarrel.To(Stage.FocalPoints);
        yield return quarrel.Tick();
        yield return quarrel.To(Stage.Facilitated);
        yield return quarrel.Asked();
        quarrel.Into(quarrel.Tension with { Looks = [new(Quarrel.Person("fay"), Viewer.Handler, quarrel.Now)] }, Quarrel.IdOf("fay"));
        yield return quarrel.To(Stage.Committee);
        yield return quarrel.Do(Side.Raiser, Moves.Release, $"{Quarrel.Written} draft");
        yield return quarrel.Do(Side.Raiser, Moves.Release, $"{Quarrel.Written} released");
        yield return quarrel.Do(Side.Other, Moves.AgreeRelease);
        yield return quarrel.Asked();
        yield return quarrel.To(Stage.Mediation);
        yield return quarrel.Do(Side.Other, Moves.Propose, $"{Quarrel.Written} agreed");
        yield return quarrel.Do(Side.Raiser, Moves.Confirm);
        yield return quarrel.Do(Side.Other, Moves.Lesson, $"{Quarrel.Written} learnt");
        yield return quarrel.Do(Side.Raiser, Moves.AgreeLesson);
        yield return quarrel.Tick();
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

    private static Card Without(Card card, string label) =>
        card with { Elements = [.. card.Elements.Select(e => e is Element.Facts facts ? new Element.Facts([.. facts.Lines.Where(l => l.Label is not Text.Said { Key: var key } || key != label)]) : e)] };

    private static IEnumerable<string> Actions(Card card) => card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action);

    private static string Key(Text text) => ((Text.Said)text).Key;

    private static string Json(Post post) => Json(post.Card, CoreJson.Default.Card);

    private static string Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static string Said(Card card) => Json(card, CoreJson.Default.Card);
}
