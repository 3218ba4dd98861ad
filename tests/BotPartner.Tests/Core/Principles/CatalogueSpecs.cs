using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Principles;

namespace BotPartner.Tests.Core.Principles;

/// <summary>The catalogue is data: all that others found good, in three languages.</summary>
public sealed class CatalogueSpecs
{
    private static readonly Texts Texts = Texts.Load();

    [Fact]
    public void It_holds_every_principle_of_every_source()
    {
        Assert.Equal([("gkp", 4), ("ilo", 14), ("unsdg", 4), ("tpi", 5), ("gmi", 5), ("partos", 5)], Catalogue.Sources.Select(s => (s, Catalogue.All.Count(c => c.Source == s))));
        Assert.Distinct(Catalogue.All.Select(c => c.Id));
        Assert.All(Catalogue.All, c => Assert.StartsWith(c.Source + ".", c.Id, StringComparison.Ordinal));
        Assert.Superset(
            new[] { "gkp.identity", "ilo.voluntary", "unsdg.safety", "tpi.co-creation", "gmi.no-free-riders", "partos.power" }.ToHashSet(),
            Catalogue.All.Select(c => c.Id).ToHashSet());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public void Each_has_a_title_of_its_own_and_two_sentences_in_every_language(string language)
    {
        Assert.All(Catalogue.All, c =>
        {
            Assert.InRange(Texts.Raw($"principle.{c.Id}", language).Length, 8, 60);
            var about = Texts.Raw($"principle.{c.Id}.about", language);
            Assert.InRange(about.Length, 60, 300);
            Assert.Equal(2, Regex.Count(about, @"[.](?: |$)", RegexOptions.None, TimeSpan.FromSeconds(1)));
        });
        Assert.All(Catalogue.Sources, s => Assert.NotEmpty(Texts.Raw($"principle.source.{s}", language)));
        Assert.Distinct(Catalogue.All.Select(c => Words.Fold(Texts.Raw($"principle.{c.Id}", language))));
        if (language != "en")
        {
            Assert.All(Catalogue.All, c => Assert.NotEqual(Texts.Raw($"principle.{c.Id}.about", "en"), Texts.Raw($"principle.{c.Id}.about", language)));
        }
    }

    [Fact]
    public void No_title_means_two_of_them_in_different_languages() => Assert.All(
        Catalogue.All.SelectMany(c => Texts.Languages.Select(l => (c.Id, Title: Words.Fold(Texts.Raw($"principle.{c.Id}", l))))).GroupBy(t => t.Title),
        g => Assert.Single(g.Select(t => t.Id).Distinct()));
}
