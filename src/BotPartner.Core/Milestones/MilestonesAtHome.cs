using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>On the page of each person: what their partner answers for and is late or due soon; of a steward also what nobody owns,
/// or only partners for whom nobody speaks.</summary>
public sealed class MilestonesAtHome(MilestoneShelf shelf, OwnersPeople people, TimeProvider time) : IHomePart
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
        var soon = all.Late.Concat(all.Due.Where(m => m.Day <= today.PlusDays(Soon))).ToArray();
        var spoken = seat.Steward ? await people.Spoken(seat.Id, soon.SelectMany(m => m.Owners).Select(o => o.PartnerId), cancellation) : null;
        var own = soon.Where(m => Answers(seat, m, spoken)).ToArray();
        return own.Length == 0
            ? []
            :
            [
                new Element.Paragraph(Text.Say("home.milestones", ("n", own.Length))),
                new Element.Facts([.. own.Take(Shown).Select(m => new Fact(
                    Text.Say("milestones.line", ("n", m.Number), ("title", DecisionCards.Shortened(m.Title))), MilestoneCards.State(m, today, zone)))]),
            ];
    }

    private static bool Answers(Seat seat, Milestone milestone, IReadOnlySet<string>? spoken) =>
        (spoken is not null && milestone.Owners.All(o => !spoken.Contains(o.PartnerId)))
        || (seat.Member is { Standing: Standing.Admitted } member && milestone.Owners.Any(o => o.PartnerId == member.PartnerId));
}
