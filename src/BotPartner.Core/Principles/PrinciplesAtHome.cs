using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>On the page of each person: the principle of the week.</summary>
public sealed class PrinciplesAtHome(PrincipleShelf shelf, TimeProvider time) : IHomePart
{
    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Element>> Of(Seat seat, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seat);
        var today = time.Now().InZone(Decent.Zone(seat.Person.TimeZone ?? seat.Partnership.TimeZone)).Date;
        return PrincipleOfTheWeek.Of(await shelf.Adopted(seat.Id, cancellation), today) is not { } week
            ? []
            : [new Element.Paragraph(Text.Say("principle.digest.week", ("n", week.Number), ("title", week.Name))), new Element.Quote(week.Saying) { By = week.Source }];
    }
}
