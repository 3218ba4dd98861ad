using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>On the page of each person: what their partner answers for and is late or due soon; of a steward who speaks for none, what nobody owns.</summary>
public sealed class MilestonesAtHome(MilestoneShelf shelf, TimeProvider time) : IHomePart
{
    private const int Soon = 28;
    private const int Shown = 5;

    /// <inheritdoc/>
    public int Order => 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Element>> Of(Seat seat, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var zone = seat.Partnership.TimeZone;
        var today = time.Now().InZone(Decent.Zone(zone)).Date;
        var all = await MilestoneSums.Of(shelf.All(seat.Id, cancellation), today);
        var own = all.Late.Concat(all.Due.Where(m => m.Day <= today.PlusDays(Soon))).Where(m => Answers(seat, m)).ToArray();
        return own.Length == 0
            ? []
            :
            [
                new Element.Paragraph(Text.Say("home.milestones", ("n", own.Length))),
                new Element.Facts([.. own.Take(Shown).Select(m => new Fact(
                    Text.Say("milestones.line", ("n", m.Number), ("title", DecisionCards.Shortened(m.Title))), MilestoneCards.State(m, today, zone)))]),
            ];
    }

    private static bool Answers(Seat seat, Milestone milestone) => milestone.Owners.Count == 0
        ? seat.Steward
        : seat.Member is { Standing: Standing.Admitted } member && milestone.Owners.Any(o => o.PartnerId == member.PartnerId);
}
