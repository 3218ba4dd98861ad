using BotPartner.Core.Chat;

namespace BotPartner.Core.Partnerships;

/// <summary>How a partnership is balanced: who is in it from each constituency and region, and who is missing. Facts; what follows is for people to say.</summary>
public static class Balance
{
    private const int RegionsShown = 7;

    /// <summary>Bars and facts of these partners, of whom there is at least one.</summary>
    public static IEnumerable<Element> Of(IReadOnlyList<Partner> partners, IReadOnlyList<string>? wanted = null)
    {
        var groups = partners.GroupBy(p => p.Constituency).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        yield return new Element.Bars([.. groups.Select(g => new Bar(Constituency.Label(g.Key), g.Count(), partners.Count))]);
        yield return new Element.Facts([.. groups.Select(g => new Fact(Constituency.Label(g.Key), Who(g))), .. Missing(groups.Select(g => g.Key), wanted ?? Constituency.Ids)]);
        if (partners.Any(p => p.Region is not null))
        {
            yield return new Element.Divider();
            yield return new Element.Paragraph(Text.Say("balance.regions"));
            yield return new Element.Bars([.. Regions(partners)]);
        }
    }

    private static Text Who(IEnumerable<Partner> partners) =>
        PartnershipCards.Names([.. partners.Select(p => p.Weight is null ? p.Name : $"{p.Name} ({p.Weight})")]);

    private static IEnumerable<Fact> Missing(IEnumerable<string> there, IEnumerable<string> wanted) => wanted.Except(there).ToArray() is { Length: > 0 } missing
        ? [new(Text.Say("balance.missing"), new Text.Listed([.. missing.Select(Constituency.Label)]))]
        : [];

    /// <summary>The regions with most partners, then the others together, then those that named none: together all of them.</summary>
    private static IEnumerable<Bar> Regions(IReadOnlyList<Partner> partners)
    {
        var regions = partners.Where(p => p.Region is not null).GroupBy(p => Words.Fold(p.Region!))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        foreach (var region in regions.Take(RegionsShown))
        {
            yield return new(region.First().Region!, region.Count(), partners.Count);
        }

        if (regions.Skip(RegionsShown).Sum(r => r.Count()) is > 0 and var others)
        {
            yield return new(Text.Say("balance.region.others"), others, partners.Count);
        }

        if (partners.Count(p => p.Region is null) is > 0 and var none)
        {
            yield return new(Text.Say("balance.region.none"), none, partners.Count);
        }
    }
}
