using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>How a digest looks.</summary>
public static class DigestCards
{
    private const int NextShown = 6;
    private const int HeadlinesShown = 8;

    // Platforms take some fifty pieces a message; a section may become several.
    private const int MostElements = 24;

    private static readonly Duration Shortest = Duration.FromDays(6);
    private static readonly Duration Longest = Duration.FromDays(8);

    /// <summary>As it comes to a place by itself.</summary>
    public static Card Posted(Edition edition, Contents contents, Weekly weekly, string zone)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(weekly);
        return contents.News
            ? Whole(edition, contents, [new Element.Paragraph(Text.Say("digest.footer", ("when", weekly.Label), ("zone", zone))) { Quiet = true }])
            : Card.Of(Quiet(edition));
    }

    /// <summary>As somebody asked for it.</summary>
    /// <param name="edition">Of when.</param>
    /// <param name="contents">What there is to say.</param>
    /// <param name="when">When it comes by itself to where it was asked for; null where it comes to no such place.</param>
    /// <param name="buttons">What can be done.</param>
    public static Card Asked(Edition edition, Contents contents, Text? when, IReadOnlyList<Button> buttons)
    {
        ArgumentNullException.ThrowIfNull(contents);
        Element[] end =
        [
            .. when is null ? Array.Empty<Element>() : [new Element.Paragraph(when) { Quiet = true }],
            .. buttons.Count == 0 ? Array.Empty<Element>() : [new Element.Buttons(buttons)],
        ];
        return contents.News ? Whole(edition, contents, end) : Card.Of(Quiet(edition), end);
    }

    /// <summary>A day without its year.</summary>
    public static Text Day(LocalDate day) => Text.Say("date.day", ("day", day.Day), ("month", new Text.Said($"date.month.{day.Month}")));

    /// <summary>A day with its weekday.</summary>
    public static Text Weekday(LocalDate day) => Text.Say("date.day.weekday", ("weekday", Weekly.Weekday(day.DayOfWeek)), ("day", Day(day)));

    private static Card Whole(Edition edition, Contents contents, IReadOnlyList<Element> end)
    {
        var told = Fitting.Of(contents.Sections, MostElements);
        return new(
            Title(edition),
            contents.Headlines.Count == 0
                ? Text.Say("digest.summary", ("partnership", edition.Partnership.Name))
                : Text.Say("digest.summary.numbers", ("partnership", edition.Partnership.Name), ("numbers", Numbers(contents.Headlines, strong: false))),
            [
                .. contents.Headlines.Count == 0 ? Array.Empty<Element>() : [new Element.Paragraph(Numbers(contents.Headlines, strong: true)), new Element.Divider()],
                .. told.SelectMany((s, i) => i == 0 ? s : [new Element.Divider(), .. s]),
                .. told.Sum(s => s.Count) < contents.Sections.Sum(s => s.Body.Count) ? [new Element.Paragraph(Text.Say("digest.more")) { Quiet = true }] : Array.Empty<Element>(),
                .. Next(contents.Next),
                .. end,
            ]);
    }

    private static Text Title(Edition edition)
    {
        // As if its time ended now: one that comes at midnight is named after the day that begins.
        var lasts = edition.Until - edition.From;
        var from = (edition.Now - lasts).InZone(edition.Zone).Date;
        return Text.Say(
            lasts >= Shortest && lasts <= Longest ? "digest.week" : "digest.since",
            ("partnership", edition.Partnership.Name), ("day", Day(from)));
    }

    private static Text Quiet(Edition edition) => Text.Say("digest.quiet", ("partnership", new Text.Strong(edition.Partnership.Name)));

    private static Text Numbers(IReadOnlyList<Headline> headlines, bool strong) => new Text.Joined(
        [.. headlines.Take(HeadlinesShown).Select((h, i) => Text.Say(
            i == 0 ? "digest.headline" : "digest.headline.further", ("n", strong ? new Text.Strong((Text)(long)h.Count) : (long)h.Count), ("label", h.Label)))]);

    private static IEnumerable<Element> Next(IReadOnlyList<Upcoming> next) => next.Count == 0
        ? []
        :
        [
            new Element.Divider(),
            new Element.Paragraph(new Text.Strong(Text.Say("digest.next"))),
            new Element.Facts([.. next.Take(NextShown).Select(n => new Fact(Weekday(n.On), n.What))]),
            .. next.Count > NextShown ? [new Element.Paragraph(Text.Say("digest.next.more", ("n", next.Count - NextShown))) { Quiet = true }] : Array.Empty<Element>(),
        ];
}
