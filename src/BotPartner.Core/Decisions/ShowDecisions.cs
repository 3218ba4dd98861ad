using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>decisions [open|closed|mine]</c>: the register; <c>decision 12</c>: one card.</summary>
public sealed class ShowDecisions(Register register, Roster roster, Ballots ballots, Texts texts) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("decisions", Typed) { Order = 100 },
        new Route.Command("decision", (said, rest, ct) => Numbered.Split(rest) is var (n, more) && Asks(more) ? Show(said, n, ct, table: true) : Show(said, n, ct)) { Order = 110 },
        new Route.Press("decisions", Turned) { Shortcut = Shortcut.Global },
        new Route.Press("decision", (pressed, ct) => Show(pressed, BallotForm.NumberIn(pressed.Args), ct, pressed.Args.ContainsKey(TableCards.Arg))),
    ];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation) => RegisterCards.Asked(texts, rest) is { } filter
        ? await List(said, filter, null, null, cancellation)
        : Reply.Say(Text.Say("decisions.unknown", ("typed", rest)));

    private Task<Reply> Turned(Request.Pressed pressed, CancellationToken cancellation)
    {
        int? Number(string arg) => int.TryParse(pressed.Args.GetValueOrDefault(arg), out var n) && n >= 0 ? n : null;
        return List(pressed, RegisterCards.Named(pressed.Args.GetValueOrDefault("f")), Number("b"), Number("a"), cancellation);
    }

    private async Task<Reply> List(Request request, Filter filter, int? below, int? above, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.ReaderOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        // Whether a partner has voted is the partner's to know while votes are hidden.
        var page = await register.Read(seat, filter, below, above, cancellation);
        return seat.Answer(RegisterCards.Page(seat, filter, page, further: (below ?? above) is not null)) with
        { Confidential = page.Lines.Any(l => l.Cast is not null && l.Decision.Hidden) };
    }

    private async Task<Reply> Show(Request request, int number, CancellationToken cancellation, bool table = false)
    {
        var (seat, refusal) = await roster.ReaderOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (await ballots.Decision(seat.Id, number, cancellation) is not { } decision)
        {
            return seat.Answer(Refusal.Of("refusal.no-decision", ("n", number)).ToReply());
        }

        if (table)
        {
            return seat.Answer(TableCards.Has(decision)
                ? new Reply.Show(TableCards.Of(seat.Id, decision))
                : Reply.Say(Text.Say(decision.Method.Id == Method.RankId ? "refusal.table-later" : "refusal.no-table", ("n", number)), LifeCards.Show(seat.Id, number)));
        }

        var card = decision.Phase switch
        {
            Phase.Withdrawn => LifeCards.Withdrawn(decision),
            Phase.Asking => LifeCards.Asking(seat.Id, decision, await ballots.Asked(seat.Id, decision, cancellation)),
            Phase.Closed => DecisionCards.Closed(
                decision, await ballots.Voices(seat.Id, decision, cancellation), seat.Id, await ballots.Urn(seat.Id, decision, decision.Round, cancellation)),
            _ => DecisionCards.Live(seat.Id, decision, await ballots.Voices(seat.Id, decision, cancellation)),
        };
        return seat.Answer(new Reply.Show((seat.Steward || decision.Proposer.Key == request.Person.Key) && decision.Phase != Phase.Withdrawn
            ? card with { Elements = [.. card.Elements, new Element.Buttons([ManageDecision.Opener(seat.Id, number)])] }
            : card));
    }

    private bool Asks(string typed) => Texts.Languages.SelectMany(l => texts.Raw("decision.words.table", l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed));
}
