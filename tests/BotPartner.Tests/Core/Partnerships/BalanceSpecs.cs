using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>The balance of a partnership, as facts and bars.</summary>
public sealed class BalanceSpecs
{
    [Fact]
    public void Constituencies_are_bars_of_the_whole_and_those_missing_are_named()
    {
        var elements = Balance.Of([Of("A", "government", "Europe"), Of("B", "government", null), Of("C", "media", "africa")]).ToArray();
        var bars = ((Element.Bars)elements[0]).Lines;
        Assert.Equal([("constituency.government", 2L, 3L), ("constituency.media", 1L, 3L)], bars.Select(b => (((Text.Said)b.Label).Key, b.Count, b.Total)));
        var facts = ((Element.Facts)elements[1]).Lines;
        Assert.Equal(["constituency.government", "constituency.media", "balance.missing"], facts.Select(f => ((Text.Said)f.Label).Key));
        Assert.Equal(Constituency.Ids.Count - 2, ((Text.Listed)facts[^1].Value).Items.Count);
    }

    [Fact]
    public void Regions_are_one_however_they_are_spelt_and_add_up_to_all_partners()
    {
        var partners = Enumerable.Range(0, 20).Select(i => Of($"P{i}", "media", i switch { < 3 => "Europe", < 5 => "EUROPE", < 8 => null, _ => $"Region {i}" })).ToArray();
        var bars = ((Element.Bars)Balance.Of(partners).Last()).Lines;
        Assert.Equal(("Europe", 5L), (((Text.Verbatim)bars[0].Label).Value, bars[0].Count));
        Assert.Equal(["balance.region.others", "balance.region.none"], bars.TakeLast(2).Select(b => ((Text.Said)b.Label).Key));
        Assert.Equal(20, bars.Sum(b => b.Count));
    }

    [Fact]
    public void Where_nobody_named_a_region_none_is_shown() => Assert.Equal(2, Balance.Of([Of("A", "media", null)]).Count());

    private static Partner Of(string name, string constituency, string? region) => new(name, constituency, region);
}
