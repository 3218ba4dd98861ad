using BotPartner.Core.Chat;
using BotPartner.Core.Digests;

namespace BotPartner.Core.Milestones;

/// <summary>What the digest says of celebrations: what was completed this time, by whom, and the kudos for it.</summary>
public sealed class CelebrationsPart(MilestoneShelf shelf) : IDigestPart
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public int Order => 40;

    /// <inheritdoc/>
    public async Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var told = new List<Celebration>();
        await foreach (var celebration in shelf.Celebrations(edition.PartnershipId, cancellation))
        {
            if (edition.Covers(celebration.At))
            {
                told.Add(celebration);
            }
        }

        if (told.Count == 0)
        {
            return DigestPart.Nothing;
        }

        var kudos = told.Sum(c => c.Kudos.Values.Sum());
        return new()
        {
            Headlines = [new(Text.Say("digest.celebrations.kudos", ("n", kudos)), kudos)],
            Body =
            [
                new Element.Paragraph(new Text.Strong(Text.Say("digest.celebrations"))),
                .. told.OrderByDescending(c => c.At).ThenByDescending(c => c.Number).Take(Shown).Select(c => new Element.Paragraph(Line(c))),
                .. told.Count > Shown ? [new Element.Paragraph(Text.Say("digest.celebrations.more", ("n", told.Count - Shown))) { Quiet = true }] : Array.Empty<Element>(),
            ],
            News = true,
        };
    }

    private static Text Line(Celebration celebration)
    {
        var names = celebration.Confirmed.Select(c => c.Name).ToArray();
        var who = names.Length > 0 ? MilestoneCards.Named(names) : new Text.Verbatim(celebration.ByPartner ?? celebration.By.Name);
        var line = Text.Say(celebration.First ? "digest.celebrations.line.first" : "digest.celebrations.line", ("title", new Text.Strong(celebration.Title)), ("who", who));
        return celebration.Kudos.Values.Any(k => k > 0) ? new Text.Joined([line, " ", CelebrationCards.Kudos(celebration)]) : line;
    }
}
