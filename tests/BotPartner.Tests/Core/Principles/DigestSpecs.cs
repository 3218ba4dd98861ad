using BotPartner.Core.Chat;
using BotPartner.Core.Digests;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using NodaTime;

namespace BotPartner.Tests.Core.Principles;

/// <summary>What a week's digest says of principles.</summary>
public sealed class DigestSpecs
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public void A_partnership_without_principles_says_nothing()
    {
        var part = PrincipleDigest.Of(Edition(Now), []);
        Assert.Equal((0, 0, 0, false), (part.Headlines.Count, part.Body.Count, part.Next.Count, part.News));
    }

    [Fact]
    public void That_of_the_week_is_no_news_and_each_has_its_turn()
    {
        Principle[] all = [One(1), One(2), One(3) with { RetiredAt = Now - Duration.FromDays(100) }, One(4)];
        var weeks = Enumerable.Range(0, 6).Select(w => PrincipleDigest.Of(Edition(Now + Duration.FromDays(7 * w)), all)).ToArray();
        Assert.All(weeks, w => Assert.False(w.News));
        var told = weeks.Select(w => ((Text.Number)Assert.IsType<Text.Said>(w.Body.OfType<Element.Paragraph>().Single().Text).Args["n"]).Value).ToArray();
        Assert.Equal([1, 2, 4], told[..3].Order());
        Assert.Equal(told[..3], told[3..]);

        // The same on all days of a week, also before the beginning.
        var days = Enumerable.Range(0, 7).Select(d => PrincipleOfTheWeek.Of(all, new LocalDate(2026, 11, 23).PlusDays(d))!.Number);
        Assert.Single(days.Distinct());
        Assert.NotNull(PrincipleOfTheWeek.Of(all, new(1999, 12, 31)));
    }

    [Fact]
    public void What_was_decided_in_its_time_is_news_and_reviews_come_next()
    {
        var before = Now - Duration.FromDays(8);
        Principle[] all =
        [
            One(1) with { ReviewOn = "2026-12-20" },
            One(2) with { ReviewOn = "2026-12-22" },
            One(3) with { ReviewOn = "2026-12-01", Reviewed = true },
            new Principle(4, [new(Turn.Adopted, 4, before), new(Turn.Revised, 9, Now)]) { From = "gkp.values", ReviewOn = "2026-11-23" },
            new Principle(5, [new(Turn.Adopted, 5, before), new(Turn.Retired, 8, Now - Duration.FromDays(1))]) { From = "gkp.balance", RetiredAt = Now - Duration.FromDays(1), ReviewOn = "2026-12-01" },
            new Principle(6, [new(Turn.Adopted, 6, Now - Duration.FromDays(7)), new(Turn.Confirmed, 7, Now)]) { From = "ilo.capacity" },
        ];
        var part = PrincipleDigest.Of(Edition(Now), all);
        Assert.True(part.News);
        Assert.Equal(
            ["principle.digest.retired", "principle.digest.revised", "principle.digest.week"],
            part.Body.OfType<Element.Paragraph>().Select(p => ((Text.Said)p.Text).Key));
        Assert.Equal([new(2026, 12, 20), new(2026, 11, 23)], part.Next.Select(n => n.On));
        Assert.Empty(part.Body.OfType<Element.Buttons>());
    }

    private static Principle One(int number) => new(number, [new(Turn.Adopted, number, Now - Duration.FromDays(400))]) { From = Catalogue.All[number].Id };

    private static Edition Edition(Instant until) =>
        new("p", new Partnership("Alliance", "UTC", [], [], default), Audience.All, until - Duration.FromDays(7), until, DateTimeZone.Utc);
}
