using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.Core.Digests;

/// <summary>How digests are planned, built and owed, and what they tell of decisions and tensions.</summary>
public sealed class DigestSpecs
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly Person Anna = new("north", "realm", "anna", "Anna");
    private static readonly Partnership Alliance = new("Alliance", "UTC", [Anna], [], Now) { About = new(null, "action", null) };
    private static readonly Edition Week = new("p", Alliance, Audience.All, Now - Duration.FromDays(7), Now, DateTimeZone.Utc);
    private static readonly Texts Texts = Texts.Load();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partnership_that_is_older_than_digests_has_them_from_when_somebody_asks()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Tick();
        Assert.Equal(0, await chamber.Count("digest"));
        Assert.Contains("digest.quiet", (await desk.Do(chamber.Say("north", "digest"))).Keys());
        Assert.Equal(1, await chamber.Count("digest"));
        chamber.Time.Advance(TimeSpan.FromDays(7));
        await Task.WhenAll(chamber.Process().Tick(), chamber.Process().Tick(), desk.Tick());
        Assert.Single(chamber.Sent);
        chamber.Time.Advance(TimeSpan.FromDays(35));
        await desk.Tick();
        Assert.Equal(2, chamber.Sent.Count);
        chamber.Time.Advance(TimeSpan.FromDays(7));
        await desk.Tick();
        Assert.Equal(3, chamber.Sent.Count);
    }

    [Fact]
    public async Task Who_dies_before_it_is_saved_owes_nothing_and_who_comes_next_owes_it_once()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "digest mon 10:00"));
        chamber.Time.Advance(TimeSpan.FromDays(14));
        chamber.Documents.Writing = key => throw new StoreUnavailableException($"died at {key.Id}");
        await Assert.ThrowsAnyAsync<Exception>(desk.Tick);
        chamber.Documents.Writing = null;
        Assert.Empty(chamber.Sent);
        await Task.WhenAll(chamber.Process().Tick(), chamber.Process().Tick());
        Assert.Single(chamber.Sent);
    }

    [Fact]
    public async Task When_it_comes_is_set_by_who_may_and_shown_with_the_settings()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        Assert.Equal(["refusal.place"], (await desk.Do(chamber.Say("south", "digest off"))).Keys());
        Assert.Equal(["digest.when"], (await desk.Do(chamber.Say("north", "digest sometimes"))).Keys());
        Assert.Equal(["digest.is-off"], (await desk.Do(chamber.Say("north", "digest off"))).Keys());
        Assert.Equal(["digest.set"], (await desk.Do(chamber.Say("north", "digest jeudi 8h"))).Keys());
        var partnership = Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), Stop))!);
        Assert.Equal(("4T08:00", false), (partnership.State.Links[0].DigestAt, partnership.State.Links[0].NoDigest));
        Assert.NotNull(partnership.Wake);
        await desk.Tick();
        Assert.Null(Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), Stop))!).Wake);
        var form = new Dictionary<string, string> { ["p"] = Chamber.Id };
        Assert.Equal(["digest.when.time.wrong"], (await desk.Do(chamber.Submit("north", "digest.when", form, new() { ["day"] = "2", ["time"] = "noon" }))).Keys());
        Assert.Equal(["digest.set"], (await desk.Do(chamber.Submit("north", "digest.when", form, new() { ["day"] = "2", ["time"] = "7.45" }))).Keys());
        var settings = Assert.IsType<Reply.Show>(await desk.Do(chamber.Say("north", "settings"))).Card;
        Assert.Contains(settings.Elements.OfType<Element.Facts>().SelectMany(f => f.Lines), l => Say(l.Value) == "Tuesday 07:45");
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("nobody", "digest"))).Keys());
    }

    [Fact]
    public void Of_a_sealed_vote_and_of_persons_nothing_but_the_turnout_is_told()
    {
        var voices = new[] { Voice("a", "media", "for"), Voice("b", "media", null), Voice("c", "business", null) };
        var open = Open(1);
        Assert.Equal(["b", "c"], DecisionsPart.Standing(open, voices).Awaited!.Select(v => v.Id));
        Assert.Null(DecisionsPart.Standing(open with { Visibility = Visibility.Sealed }, voices).Awaited);
        Assert.Null(DecisionsPart.Standing(open with { Visibility = Visibility.Anonymous }, voices).Awaited);
        Assert.Null(DecisionsPart.Standing(open with { Electors = Electors.Members }, voices).Awaited);
        Assert.Equal((1, 3), DecisionsPart.Standing(open, voices) is var s ? (s.Cast, s.Of) : default);
        Assert.Equal(["1: still to vote|b and c"], Facts(DecisionsPart.Of(Week, [DecisionsPart.Standing(open, voices)], [open])));
        Assert.Equal(
            ["1: still to vote in your group|b"], Facts(DecisionsPart.Of(Week with { Audience = new("media") }, [DecisionsPart.Standing(open, voices)], [open])));
    }

    [Fact]
    public void A_week_has_what_was_closed_in_it_and_what_comes_sorted()
    {
        var closed = Open(3) with { Phase = Phase.Closed, ClosedAt = Now - Duration.FromDays(2), Outcome = Outcome(), Statement = new("s", Anna, Now) { ReviewOn = "2026-11-25" } };
        var before = closed with { Number = 2, ClosedAt = Now - Duration.FromDays(7), Statement = new("s", Anna, Now) { ReviewOn = "2026-11-01" } };
        var part = DecisionsPart.Of(Week, [], [before, closed]);
        Assert.True(part.News);
        Assert.Equal([0, 1], part.Headlines.Select(h => h.Count));
        Assert.Equal(["3: Adopt|Adopted."], Facts(part));
        Assert.Equal([new LocalDate(2026, 11, 25)], part.Next.Select(n => n.On));
        Assert.False(DecisionsPart.Of(Week, [], [before]).News);
        Assert.True(DecisionsPart.Of(Week, [], [before with { Statement = closed.Statement }]).News);

        var contents = Compose.Of(Week, [new() { Next = [new(new(2026, 12, 9), "late"), new(new(2026, 11, 22), "past")] }, part, new() { Headlines = [new("none", 0)] }]);
        Assert.Equal(["Decision 3 is to be reviewed: Adopt", "late"], contents.Next.Select(n => Say(n.What)));
        Assert.Equal([1], contents.Headlines.Select(h => h.Count));
    }

    [Fact]
    public void Tensions_are_numbers_from_three_upward()
    {
        Assert.Same(DigestPart.Nothing, TensionsPart.Of(new(2, 2, 2)));
        Assert.True(TensionsPart.Of(new(3, 0, 0)).News);
        Assert.False(TensionsPart.Of(new(2, 3, 3)).News);
        Assert.Equal("5 have ended so far.", Paragraphs(TensionsPart.Of(new(2, 4, 5)))[^1]);
        Assert.Equal("4 are being worked on. 6 have ended so far, 3 resolved by both sides.", Paragraphs(TensionsPart.Of(new(4, 3, 6)))[^1]);
    }

    [Fact]
    public async Task The_phase_has_another_hint_each_week_and_the_same_for_all()
    {
        var hints = new List<string>();
        for (var week = 0; week < PhasePart.Hints; week++)
        {
            hints.Add(Paragraphs(await new PhasePart().Of(Week with { Until = Now + Duration.FromDays(7 * week) }, Stop))[1]);
        }

        Assert.Equal(PhasePart.Hints, hints.Distinct().Count());
        Assert.Equal(hints[0], Paragraphs(await new PhasePart().Of(Week with { Until = Now + Duration.FromDays(6), Audience = new("media") }, Stop))[1]);
        Assert.Same(DigestPart.Nothing, await new PhasePart().Of(Week with { Partnership = Alliance with { About = null } }, Stop));
    }

    [Fact]
    public void Partners_are_told_when_some_came_or_left()
    {
        var (old, come) = (new Partner("Old", "media", null), new Partner("New", "business", null) { Since = Now });
        Assert.Same(DigestPart.Nothing, PartnersPart.Of(Week, [old, come with { Since = Week.From }]));
        var part = PartnersPart.Of(Week, [old, come, old with { Name = "Gone", Removed = Now - Duration.FromDays(1) }]);
        Assert.Equal(["Joined|New", "Left|Gone"], Facts(part));
        Assert.Equal([1L, 1L], part.Body.OfType<Element.Bars>().Single().Lines.Select(b => b.Count));
    }

    [Fact]
    public void A_place_that_is_gone_is_passed_over_and_one_that_comes_much_too_late_waits_for_a_decent_hour()
    {
        var link = new Link(new("north", "realm", "hall", PlaceKind.Channel), "en");
        var there = Alliance with { Links = [link] };
        var planned = Assert.IsType<Verdict<Digest>.Replace>(DigestPlan.Planned(null, "p", there, Now + Duration.FromMinutes(1))).Document;
        Assert.Equal(Now + Duration.FromDays(7), planned.Wake);
        Assert.IsType<Verdict<Digest>.Leave>(DigestPlan.Planned(planned, "p", there, Now + Duration.FromHours(1)));
        var night = Now + Duration.FromDays(7) + Duration.FromHours(14);
        var readers = Assert.Single(DigestPlan.Due(planned.State, there, night));
        var built = new Dictionary<Readers, Card> { [readers] = Card.Of("x") };
        var issued = DigestPlan.Issued(planned, there, built, night);
        Assert.Equal(Now + Duration.FromDays(8), Assert.Single(Assert.Single(issued.Owes).To).NotBefore);
        Assert.Equal(Now + Duration.FromDays(14), issued.Wake);
        Assert.Null(Assert.Single(DigestPlan.Issued(planned, there, built, Now + Duration.FromDays(7)).Owes).To[0].NotBefore);

        // What was not built stays due; a place that cannot be reached has nothing built for it.
        Assert.Equal(planned.Wake, DigestPlan.Issued(planned, there, new Dictionary<Readers, Card>(), night).Wake);
        var gone = there with { Links = [link with { Gone = true }] };
        Assert.Empty(DigestPlan.Due(planned.State, gone, night));
        var passed = DigestPlan.Issued(planned, gone, new Dictionary<Readers, Card>(), night);
        Assert.Equal((0, Now + Duration.FromDays(14)), (passed.Owes.Count, passed.Wake));
        Assert.Null(DigestPlan.Issued(planned, there with { Links = [] }, built, night).Wake);
    }

    [Fact]
    public void Before_the_first_one_the_day_that_is_chosen_is_the_next_such_day()
    {
        var link = new Link(new("north", "realm", "hall", PlaceKind.Channel), "en");
        var there = Alliance with { Links = [link] };
        var planned = DigestPlan.Of(null, there, Now + Duration.FromMinutes(1));
        var friday = DigestPlan.Of(planned, there with { Links = [link with { DigestAt = "5T17:30" }] }, Now + Duration.FromHours(1));
        Assert.Equal((Instant.FromUtc(2026, 11, 27, 17, 30), Now + Duration.FromMinutes(1)), (friday.Places[0].Due, friday.Places[0].From));
    }

    private static Decision Open(int number) =>
        new(number, "Adopt", Method.Majority(Threshold.Half), 50, Anna, null, Now - Duration.FromDays(3), Now + Duration.FromDays(2)) { Phase = Phase.Open, Electorate = 3 };

    private static Outcome Outcome() => Count.Of(Method.Majority(Threshold.Half), 50, 1, [BotPartner.Core.Decisions.Choice.For]);

    private static Voice Voice(string id, string constituency, string? said) => new(new(id, id, constituency), said is null ? null : new Ballot(said, null, Anna, Now));

    private static string Say(Text text) => Texts.Plain(text, Reader.Of("en", "UTC"));

    private static string[] Facts(DigestPart part) => [.. part.Body.OfType<Element.Facts>().SelectMany(f => f.Lines).Select(l => $"{Say(l.Label)}|{Say(l.Value)}")];

    private static string[] Paragraphs(DigestPart part) => [.. part.Body.OfType<Element.Paragraph>().Select(p => Say(p.Text))];
}
