using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;

namespace BotPartner.Core.Milestones;

/// <summary>What the digest says of milestones: how many are late, due soon and done this time, the picture of all, and what is due next.</summary>
public sealed class MilestonesPart(MilestoneShelf shelf) : IDigestPart
{
    private const int Soon = 14;
    private const int Shown = 5;

    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public async Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);

        // Its day is one of the partnership's calendar: what is late is late in all places.
        var today = edition.Now.InZone(Decent.Zone(edition.Partnership.TimeZone)).Date;
        var all = await MilestoneSums.Of(shelf.All(edition.PartnershipId, cancellation), today);
        var soon = all.Due.Where(m => m.Day <= today.PlusDays(Soon)).ToArray();
        var done = all.Done.Where(m => edition.Covers(m.Done!.At)).ToArray();
        if (all.Late.Count + soon.Length + done.Length == 0)
        {
            return DigestPart.Nothing;
        }

        var told = all.Late.Concat(done).ToArray();
        return new()
        {
            Headlines =
            [
                new(Text.Say("digest.milestones.done", ("n", done.Length)), done.Length),
                new(Text.Say("digest.milestones.due", ("n", soon.Length)), soon.Length),
                new(Text.Say("digest.milestones.late", ("n", all.Late.Count)), all.Late.Count),
            ],
            Body =
            [
                new Element.Paragraph(new Text.Strong(Text.Say("digest.milestones"))),
                all.Bars,
                .. told.Length == 0 ? [] : new Element[]
                {
                    new Element.Facts([.. told.Take(Shown).Select(m => new Fact(
                        Text.Say("milestones.line", ("n", m.Number), ("title", DecisionCards.Shortened(m.Title))),
                        Text.Say("milestones.line.state", ("state", MilestoneCards.State(m, today, edition.Zone.Id)), ("owners", MilestoneCards.Owners(m)))))]),
                },
                .. told.Length > Shown ? [new Element.Paragraph(Text.Say("digest.milestones.more", ("n", told.Length - Shown))) { Quiet = true }] : Array.Empty<Element>(),
            ],
            Next = [.. soon.Select(m => new Upcoming(
                m.Day, Text.Say("digest.milestones.next", ("n", m.Number), ("title", DecisionCards.Shortened(m.Title)), ("owners", MilestoneCards.Owners(m)))))],
            News = true,
        };
    }
}
