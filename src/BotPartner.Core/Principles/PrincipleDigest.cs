using BotPartner.Core.Chat;
using BotPartner.Core.Digests;

namespace BotPartner.Core.Principles;

/// <summary>What a week's digest says of principles: which were adopted, revised or given up, that of the week, and which are to be reviewed soon.</summary>
public sealed class PrincipleDigest(PrincipleShelf shelf) : IDigestPart
{
    private const int Ahead = 28;
    private const int Soon = 7;
    private const int Shown = 3;

    /// <inheritdoc/>
    public int Order => 60;

    /// <inheritdoc/>
    public async Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return Of(edition, await shelf.All(edition.PartnershipId, cancellation));
    }

    /// <summary>The same, of these principles. Pure.</summary>
    public static DigestPart Of(Edition edition, IReadOnlyList<Principle> all)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(all);
        Text[] news =
        [
            .. from principle in all
               from passage in principle.History
               where passage.Turn is Turn.Adopted or Turn.Revised or Turn.Retired && edition.Covers(passage.At)
               orderby passage.At
               select Text.Say($"principle.digest.{PrincipleCards.Wire(passage.Turn)}", ("n", principle.Number), ("title", principle.Name)),
        ];
        var week = PrincipleOfTheWeek.Of([.. all.Where(p => p.RetiredAt is null)], edition.Today);
        return new()
        {
            Body =
            [
                .. news.TakeLast(Shown).Select(n => new Element.Paragraph(n)),
                .. news.Length > Shown ? [new Element.Paragraph(Text.Say("principle.digest.more", ("n", news.Length - Shown))) { Quiet = true }] : Array.Empty<Element>(),
                .. week is null ? [] : new Element[] { new Element.Paragraph(Text.Say("principle.digest.week", ("n", week.Number), ("title", week.Name))), new Element.Quote(week.Saying) { By = week.Source } },
            ],
            Next = [.. all.Where(p => p.Review is { } day && day >= edition.Today && day <= edition.Today.PlusDays(Ahead)).Select(p => new Upcoming(p.Review!.Value, Text.Say("principle.digest.review", ("n", p.Number), ("title", p.Name))))],
            News = news.Length > 0 || all.Any(p => p.Review is { } day && day >= edition.Today && day <= edition.Today.PlusDays(Soon)),
            Kept = true,
        };
    }
}
