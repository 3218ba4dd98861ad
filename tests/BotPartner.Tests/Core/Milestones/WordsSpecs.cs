using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Languages;
using BotPartner.Core.Milestones;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>Days and milestones as people type them.</summary>
public sealed class WordsSpecs
{
    private static readonly LocalDate Today = new(2026, 3, 2);
    private readonly DayWords days = new(Promises.Texts, new TimeWords(Promises.Texts));

    [Theory]
    [InlineData("2027-03-01", "2027-03-01")]
    [InlineData("in 3 weeks", "2026-03-23")]
    [InlineData("dans 6m", "2026-09-02")]
    [InlineData("friday", "2026-03-06")]
    [InlineData("lunes", "2026-03-02")]
    [InlineData("1 March 2027", "2027-03-01")]
    [InlineData("March 1st, 2027", "2027-03-01")]
    [InlineData("1er mars", "2027-03-01")]
    [InlineData("2 mars", "2026-03-02")]
    [InlineData("15 de agosto de 2026", "2026-08-15")]
    [InlineData("29 February", "2028-02-29")]
    [InlineData("31 april 2027", null)]
    [InlineData("2027-02-30", null)]
    [InlineData("soon", null)]
    [InlineData("the first of never", null)]
    [InlineData("", null)]
    public void Days_are_read_in_every_language(string typed, string? day) =>
        Assert.Equal(day, days.Read(typed, Today) is { } read ? LocalDatePattern.Iso.Format(read) : null);

    [Theory]
    [InlineData("2027-03-01", "1 March 2027", "1er mars 2027", "1 de marzo de 2027")]
    [InlineData("2027-03-02", "2 March 2027", "2 mars 2027", "2 de marzo de 2027")]
    [InlineData("2027-03-31", "31 March 2027", "31 mars 2027", "31 de marzo de 2027")]
    public void Days_are_written_as_each_language_writes_them(string day, params string[] written)
    {
        var on = LocalDatePattern.Iso.Parse(day).Value;
        foreach (var (language, text) in new[] { "en", "fr", "es" }.Zip(written))
        {
            var reader = Reader.Of(language, "UTC");
            Assert.Equal(text, Promises.Texts.Plain(Days.Say(on), reader));
            Assert.StartsWith(Promises.Texts.Plain(DigestCards.Day(on), reader), text, StringComparison.Ordinal);
            Assert.Contains(language == "es" ? "de marzo" : $" {text[..^5]}", Promises.Texts.Plain(on.AtMidnight().InUtc().ToInstant(), reader), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Wells dug by 2027-03-01", "Wells dug", "2027-03-01", "", "", "")]
    [InlineData("Report by the owners by 1 March 2027 owner Dakar City, Rivières | indicator 40 wells, counted | decision 12", "Report by the owners", "1 March 2027", "Dakar City, Rivières", "40 wells, counted", "12")]
    [InlineData("Puits creusés pour le 1er mars 2027 porteur Dakar | indicateur 40 puits", "Puits creusés", "1er mars 2027", "Dakar", "40 puits", "")]
    [InlineData("Pozos para el 1 de marzo de 2027 a cargo de Dakar | indicador: 40", "Pozos", "1 de marzo de 2027", "Dakar", "40", "")]
    [InlineData("Stand by me", "Stand by me", "", "", "", "")]
    [InlineData("A | B by friday", "A | B", "friday", "", "", "")]
    [InlineData("| indicator x", "", "", "", "x", "")]
    [InlineData("by 2027-03-01", "by 2027-03-01", "", "", "", "")]
    public void Milestones_are_read_in_every_language(string typed, string title, string on, string owners, string indicator, string decision) =>
        Assert.Equal(new Drafted(title, on, owners, indicator, decision), new MilestoneWords(Promises.Texts, days).Parse(typed, Today));
}
