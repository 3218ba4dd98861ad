using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Tests.Core.Partnerships;

public sealed class PartnerWordsSpecs
{
    private static readonly PartnerWords Words = new(Texts.Load(), new Constituency(Texts.Load()));

    [Theory]
    [InlineData("Green Futures as civil society", "Green Futures", "civil-society", null)]
    [InlineData("Green Futures as NGO in West Africa", "Green Futures", "civil-society", "West Africa")]
    [InlineData("Ville de Dakar comme gouvernement dans Sahel", "Ville de Dakar", "government", "Sahel")]
    [InlineData("Red Andina como sociedad civil en América Latina", "Red Andina", "civil-society", "América Latina")]
    [InlineData("Act as One as business", "Act as One", "business", null)]
    [InlineData("Women in Energy as société civile", "Women in Energy", "civil-society", null)]
    [InlineData("Women in Energy AS Media IN Asia", "Women in Energy", "media", "Asia")]
    [InlineData("<b>*AC/DC*_</b> & @channel as academia", "<b>*AC/DC*_</b> & @channel", "academia", null)]
    public void Name_constituency_and_region_are_told_apart(string typed, string name, string constituency, string? region) =>
        Assert.Equal((name, constituency, region), Words.Parse(typed));

    [Theory]
    [InlineData("Green Futures")]
    [InlineData("Green Futures as friends")]
    [InlineData("")]
    public void What_names_no_constituency_is_kept_as_the_name(string typed) => Assert.Equal((typed, null, null), Words.Parse(typed));

    [Fact]
    public void Spellings_that_differ_in_case_accents_or_blanks_are_one_partner() =>
        Assert.Equal(Partner.IdOf("Société  Générale"), Partner.IdOf(" societe generale "));
}
