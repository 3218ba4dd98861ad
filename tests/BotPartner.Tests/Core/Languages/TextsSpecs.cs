using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Tests.Core.Languages;

public sealed class TextsSpecs
{
    private static readonly Texts Texts = Texts.Load();

    [Theory]
    [InlineData("en", 1, "in 1 day")]
    [InlineData("en", 0, "in 0 days")]
    [InlineData("fr", 0, "dans 0 jour")]
    [InlineData("fr", 2, "dans 2 jours")]
    [InlineData("es", 0, "en 0 días")]
    [InlineData("es", 12345, "en 12\u202f345 días")]
    [InlineData("en", 12345, "in 12,345 days")]
    public void Plurals_follow_the_language(string language, long n, string expected) =>
        Assert.Equal(expected, Texts.Plain(Text.Say("propose.closes.days", ("n", n)), Reader.Of(language, null)));

    [Theory]
    [InlineData("en", "UTC", "Saturday 21 November 2026, 12:05 (UTC)")]
    [InlineData("fr", "Africa/Dakar", "samedi 21 novembre 2026 à 12:05 (Africa/Dakar)")]
    [InlineData("es", "America/Lima", "sábado 21 de noviembre de 2026, 07:05 (America/Lima)")]
    [InlineData("fr-CA", "Nowhere/Land", "samedi 21 novembre 2026 à 12:05 (UTC)")]
    [InlineData("de", null, "Saturday 21 November 2026, 12:05 (UTC)")]
    public void Moments_are_said_in_the_readers_zone_and_language(string language, string? zone, string expected) =>
        Assert.Equal(expected, Texts.Plain(Instant.FromUtc(2026, 11, 21, 12, 5), Reader.Of(language, zone)));

    [Fact]
    public void What_people_wrote_is_told_apart_from_the_bots_own_words()
    {
        var runs = Texts.Runs(Text.Say("welcome.by", ("person", "{n} <b>")), Reader.Of("en", null));
        Assert.Equal([("{n} <b>", RunKind.Verbatim), (" added me here.", RunKind.Own)], runs.Select(r => (r.Value, r.Kind)));
    }

    [Theory]
    [InlineData("en", "A, B and C")]
    [InlineData("fr", "A, B et C")]
    [InlineData("es", "A, B y C")]
    public void Lists_are_joined_as_the_language_does(string language, string expected) =>
        Assert.Equal(expected, Texts.Plain(new Text.Listed(["A", "B", "C"]), Reader.Of(language, null)));

    [Theory]
    [InlineData("{n")]
    [InlineData("a } b")]
    [InlineData("{n, select, a {b}}")]
    [InlineData("{n, plural, other {b}}")]
    [InlineData("{n, plural, few {b} other {c}}")]
    public void A_malformed_entry_is_refused(string entry) => Assert.Throws<FormatException>(() => Pattern.Parse(entry));
}
