using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>On the page of each person: the decisions that are open, and which of them wait for their vote.</summary>
public sealed class DecisionsAtHome(Register register) : IHomePart
{
    private const int Shown = 8;

    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Element>> Of(Seat seat, CancellationToken cancellation)
    {
        var open = await register.Open(seat, cancellation);
        var waiting = open.Count(l => l.Waits);
        return open.Count == 0
            ? [new Element.Paragraph(Text.Say("home.decisions.none"))]
            :
            [
                new Element.Paragraph(waiting == 0 ? Text.Say("home.decisions.cast") : Text.Say("home.decisions", ("n", waiting))),
                new Element.Facts([.. open.Take(Shown).Select(RegisterCards.Line)]),
                .. open.Count > Shown ? [new Element.Paragraph(Text.Say("home.decisions.more", ("n", open.Count - Shown))) { Quiet = true }] : Array.Empty<Element>(),
            ];
    }
}
