using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>On the page of each person: the decisions that are open, and which of them wait for their vote.</summary>
public sealed class DecisionsAtHome(Register register) : IHomePart
{
    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Element>> Of(Seat seat, CancellationToken cancellation)
    {
        var open = (await register.Read(seat, Filter.Open, null, null, cancellation)).Lines;
        var waiting = open.Count(Waits);
        return open.Count == 0
            ? [new Element.Paragraph(Text.Say("home.decisions.none"))]
            :
            [
                new Element.Paragraph(waiting == 0 ? Text.Say("home.decisions.cast") : Text.Say("home.decisions", ("n", waiting))),
                new Element.Facts([.. open.OrderBy(l => Waits(l) ? 0 : 1).Select(RegisterCards.Line)]),
            ];
    }

    private static bool Waits(Line line) => line.Cast is Cast.NotYet or Cast.Divided;
}
