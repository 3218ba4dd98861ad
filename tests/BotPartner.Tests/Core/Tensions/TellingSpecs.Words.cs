using System.Text;
using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Where what was written stands, and where it does not.</summary>
public sealed partial class TellingSpecs
{
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
        Assert.Equal(5, quarrel.Tension.Holders.Count(h => h.As <= Viewer.Other));
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

    private static Card Without(Card card, string label) =>
        card with { Elements = [.. card.Elements.Select(e => e is Element.Facts facts ? new Element.Facts([.. facts.Lines.Where(l => l.Label is not Text.Said { Key: var key } || key != label)]) : e)] };

    private static string Json(Post post) => Json(post.Card, CoreJson.Default.Card);

    private static string Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static string Said(Card card) => Json(card, CoreJson.Default.Card);
}
