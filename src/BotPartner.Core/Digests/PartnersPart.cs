using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Digests;

/// <summary>Which partners are new or left, and how the constituencies are balanced since.</summary>
public sealed class PartnersPart(IDocuments documents) : IDigestPart
{
    private const int Page = 500;

    /// <inheritdoc/>
    public int Order => 50;

    /// <inheritdoc/>
    public async Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var all = new List<Partner>();
        await foreach (var entry in documents.All(edition.PartnershipId, Kinds.Partner.Name, Page, cancellation))
        {
            all.Add(Kinds.Partner.Read(entry).State);
        }

        return Of(edition, all);
    }

    /// <summary>What these partners, the removed ones among them, make of it. Pure.</summary>
    public static DigestPart Of(Edition edition, IReadOnlyCollection<Partner> all)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var there = all.Where(p => p.Removed is null).ToArray();
        var come = Names(there.Where(p => edition.Covers(p.Since)));
        var gone = Names(all.Where(p => edition.Covers(p.Removed)));
        if (come.Length + gone.Length == 0)
        {
            return DigestPart.Nothing;
        }

        return new()
        {
            News = true,
            Headlines = [new(Text.Say("digest.partners.new", ("n", come.Length)), come.Length)],
            Body =
            [
                new Element.Paragraph(new Text.Strong(Text.Say("digest.partners"))),
                new Element.Facts(
                [
                    .. come.Length > 0 ? [new Fact(Text.Say("digest.partners.come"), PartnershipCards.Names(come))] : Array.Empty<Fact>(),
                    .. gone.Length > 0 ? [new Fact(Text.Say("digest.partners.gone"), PartnershipCards.Names(gone))] : Array.Empty<Fact>(),
                ]),
                .. there.Length > 0 ? Balance.Of(there).Take(1) : [],
            ],
        };
    }

    private static string[] Names(IEnumerable<Partner> partners) => [.. partners.Select(p => p.Name).Order(StringComparer.OrdinalIgnoreCase)];
}
