using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Digests;

/// <summary>Of which time an edition tells, who reads the same one, and what is cut where there is too much.</summary>
public sealed class EditionSpecs
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly Person Anna = new("north", "realm", "anna", "Anna");
    private static readonly Link Hall = new(new("north", "realm", "hall", PlaceKind.Channel), "en");
    private static readonly Partnership Alliance = new("Alliance", "UTC", [Anna], [Hall], Now) { About = new(null, "action", null) };
    private static readonly Edition Week = new("p", Alliance, Audience.All, Now - Duration.FromDays(7), Now - Edition.Lag, DateTimeZone.Utc) { Now = Now };
    private static readonly Texts Texts = Texts.Load();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_happens_at_an_editions_edge_is_told_once_and_not_before_it_is_saved()
    {
        var editions = new List<Edition>();
        var planned = Planned(Alliance, Now - Duration.FromDays(3));
        for (var week = 0; week < 3; week++)
        {
            var due = planned.Wake!.Value + Duration.FromSeconds(week);
            var readers = Assert.Single(DigestPlan.Due(planned.State, Alliance, due));
            editions.Add(DigestPlan.Edition("p", Alliance, readers, due));
            planned = DigestPlan.Issued(planned, Alliance, new Dictionary<Readers, Card> { [readers] = Card.Of("x") }, due) with { Owes = [] };
        }

        Assert.Equal([Now, Now + Duration.FromDays(7) + Duration.FromSeconds(1), Now + Duration.FromDays(14) + Duration.FromSeconds(2)], editions.Select(e => e.Now));
        for (var at = editions[1].Now - Duration.FromMinutes(5); at < editions[1].Now + Duration.FromMinutes(5); at += Duration.FromSeconds(1))
        {
            Assert.Single(editions, e => e.Covers(at));
        }

        // What took its moment as this one was built may not have been saved yet.
        Assert.False(editions[1].Covers(editions[1].Now - Duration.FromSeconds(30)));
        Assert.True(editions[2].Covers(editions[1].Now - Duration.FromSeconds(30)));
    }

    [Fact]
    public void One_that_comes_at_midnight_is_named_after_the_day_that_begins()
    {
        var midnight = Instant.FromUtc(2026, 11, 23, 0, 0);
        var edition = Week with { From = midnight - Duration.FromDays(7) - Edition.Lag, Until = midnight - Edition.Lag, Now = midnight };
        var card = DigestCards.Posted(edition, new([], [new([new Element.Paragraph("x")])], [], true), Weekly.Usual, "UTC");
        Assert.Equal("Alliance: the week of 16 November", Say(card.Title!));
        Assert.Equal(new LocalDate(2026, 11, 23), edition.Today);
    }

    [Fact]
    public void Places_that_are_new_share_one_card_however_many_were_connected_one_by_one()
    {
        var links = Enumerable.Range(0, 60).Select(i => Hall with { Place = Hall.Place with { Channel = $"c{i}" } }).ToArray();
        Digest? digest = null;
        for (var i = 1; i <= links.Length; i++)
        {
            digest = DigestPlan.Of(digest, Alliance with { Links = links[..i] }, Now - Duration.FromDays(3) + Duration.FromMinutes(i));
        }

        // Others are one whose space it is, and one that is told at another time.
        var all = Alliance with { Links = [.. links[..58], links[58] with { Audience = "media" }, links[59] with { DigestAt = "5T10:00" }] };
        var readers = DigestPlan.Due(digest!, all, Now);
        Assert.Equal([1, 59, 60], readers.Select(r => (int)(r.From - (Now - Duration.FromDays(3))).TotalMinutes).Order());
        var issued = DigestPlan.Issued(DigestKinds.Digest.New(DigestKinds.Key("p"), digest!), all, readers.ToDictionary(r => r, _ => Card.Of("x")), Now);
        Assert.Equal([58, 1, 1], issued.Owes.Select(o => o.To.Count).OrderDescending());
        Assert.All(issued.State.Places, p => Assert.Equal((false, Now - Edition.Lag), (p.New, p.From)));
    }

    [Fact]
    public void Where_there_is_too_much_the_longest_are_cut_and_neither_principle_nor_hint_is_lost()
    {
        Element head = new Element.Paragraph(new Text.Strong("head")), line = new Element.Paragraph("line");
        Section[] sections =
        [
            new([head, line, line, head, line]), new([.. Enumerable.Repeat(line, 30)]), new([head, line]), new([line, line, line], Kept: true), new([head, line, line], Kept: true),
        ];
        for (var most = 10; most < 50; most++)
        {
            var fit = Fitting.Of(sections, most);
            Assert.True(fit.Sum(s => s.Count) + fit.Count - 1 <= most);
            Assert.All(fit, s => Assert.NotSame(head, s[^1]));
            Assert.Equal(sections[3..].Select(s => s.Body), fit.TakeLast(2));
        }

        Assert.Equal([5, 6, 2, 3, 3], Fitting.Of(sections, 23).Select(s => s.Count));
        Assert.Equal([5, 30, 2, 3, 3], Fitting.Of(sections, 47).Select(s => s.Count));
    }

    [Fact]
    public async Task In_a_busy_week_the_principle_and_the_hint_are_on_the_card()
    {
        Element[] busy = [new Element.Paragraph(new Text.Strong("busy")), .. Enumerable.Repeat(new Element.Paragraph("line"), 6)];
        var principles = PrincipleDigest.Of(Week, [.. Enumerable.Range(1, 9).Select(n => Principle(n, Now - Duration.FromDays(1)))]);
        var contents = Compose.Of(Week, [.. Enumerable.Repeat(new DigestPart { Body = busy, News = true }, 5), principles, await new PhasePart().Of(Week, Stop)]);
        var keys = new Reply.Show(DigestCards.Posted(Week, contents, Weekly.Usual, "UTC")).Keys();
        Assert.Superset(new HashSet<string> { "principle.digest.adopted", "principle.digest.more", "principle.digest.week", "phase.hint.source", "digest.more", "digest.footer" }, keys.ToHashSet());
    }

    [Fact]
    public void An_amended_decision_whose_objectors_are_asked_has_a_line_and_no_turnout()
    {
        var asking = Decision(7) with { Phase = Phase.Asking };
        var part = DecisionsPart.Of(Week, [new(asking, 0, 0, null)], [asking]);
        Assert.Empty(part.Body.OfType<Element.Bars>());
        Assert.Equal(["7: Adopt|Amended; those who objected are asked first"], part.Body.OfType<Element.Facts>().SelectMany(f => f.Lines).Select(l => $"{Say(l.Label)}|{Say(l.Value)}"));
        Assert.Equal((1, true), (part.Headlines[0].Count, part.News));
        var both = DecisionsPart.Of(Week, [new(asking, 0, 0, null), new(Decision(8) with { Phase = Phase.Open }, 1, 3, null)], []);
        Assert.Equal(3, Assert.Single(both.Body.OfType<Element.Bars>().SelectMany(b => b.Lines)).Total);
    }

    [Fact]
    public void A_review_comes_next_four_weeks_before_and_is_news_one_week_before()
    {
        foreach (var (days, next, news) in new[] { (0, true, true), (7, true, true), (8, true, false), (28, true, false), (29, false, false) })
        {
            var on = $"{Week.Today.PlusDays(days):uuuu-MM-dd}";
            var closed = Decision(3) with { Phase = Phase.Closed, ClosedAt = Now - Duration.FromDays(30), Statement = new("s", Anna, Now) { ReviewOn = on } };
            var principle = Principle(1, Now - Duration.FromDays(30)) with { ReviewOn = on };
            foreach (var part in new[] { DecisionsPart.Of(Week, [], [closed]), PrincipleDigest.Of(Week, [principle]) })
            {
                Assert.Equal((next ? 1 : 0, news), (part.Next.Count, part.News));
            }
        }
    }

    [Fact]
    public async Task What_is_asked_for_is_for_who_asks()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        Assert.True((await desk.Do(chamber.Say("north", "digest"))).Confidential);
        Assert.True((await desk.Do(chamber.Press("north", "digest", new() { ["p"] = Chamber.Id }))).Confidential);
        Assert.True((await desk.Do(chamber.Say("nobody", "digest"))).Confidential);
    }

    [Fact]
    public async Task Of_two_who_plan_at_once_the_later_partnership_counts()
    {
        var chamber = await new Chamber().Found();
        var (slow, fast) = (chamber.Process(), chamber.Process());
        await slow.Do(chamber.Say("north", "digest tue 10:00"));
        var raced = false;
        chamber.Documents.Writing = key =>
        {
            if (key.Id == "digest" && !raced)
            {
                // Before this plan is saved, somebody else sets another time and plans by that.
                raced = true;
                Assert.Equal(["digest.set"], fast.Do(chamber.Say("north", "digest thu 11:00")).GetAwaiter().GetResult().Keys());
            }
        };
        Assert.Equal(["digest.set"], (await slow.Do(chamber.Say("north", "digest wed 10:00"))).Keys());
        chamber.Documents.Writing = null;
        Assert.True(raced);
        var digest = DigestKinds.Digest.Read((await chamber.Documents.Find(DigestKinds.Key(Chamber.Id), Stop))!).State;
        Assert.Equal("4T11:00", Assert.Single(digest.Places).At);
    }

    private static Document<Digest> Planned(Partnership partnership, Instant now) =>
        Assert.IsType<Verdict<Digest>.Replace>(DigestPlan.Planned(null, "p", partnership, now)).Document;

    private static Decision Decision(int number) => new(number, "Adopt", Method.Majority(Threshold.Half), 50, Anna, null, Now - Duration.FromDays(3), Now + Duration.FromDays(2));

    private static Principle Principle(int number, Instant at) => new(number, [new(Turn.Adopted, number, at)]) { From = Catalogue.All[number].Id };

    private static string Say(Text text) => Texts.Plain(text, Reader.Of("en", "UTC"));
}
