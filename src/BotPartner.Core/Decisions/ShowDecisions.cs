using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>decisions [open|closed]</c>: the register's latest; <c>decision 12</c>: one card.</summary>
public sealed class ShowDecisions(IDocuments documents, Roster roster, Ballots ballots, Texts texts) : IFeature
{
    private const int Shown = 10;
    private const int Buttons = 5;
    private const int LookBack = 200;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("decisions", List) { Order = 100 },
        new Route.Command("decision", (said, rest, ct) => Show(said, int.TryParse(rest.TrimStart('#'), out var n) ? n : 0, ct)) { Order = 110 },
        new Route.Press("decisions", (pressed, ct) => List(pressed, "", ct)),
        new Route.Press("decision", (pressed, ct) => Show(pressed, BallotForm.NumberIn(pressed.Args), ct)),
    ];

    private async Task<Reply> List(Request request, string filter, CancellationToken cancellation)
    {
        var (seat, refusal) = await Reading(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var after = DecisionKinds.Key(seat.Id, Math.Max(0, seat.Partnership.LastDecision - LookBack)).Id;
        var entries = await documents.List(seat.Id, DecisionKinds.Decision.Name, after, LookBack * 2, cancellation);
        var only = Filter(filter);
        var found = entries.Select(e => DecisionKinds.Decision.Read(e).State)
            .Where(d => only is null || (d.Phase == Phase.Closed) == only)
            .Reverse().Take(Shown).ToArray();
        return seat.Answer(found.Length == 0
            ? Reply.Say(Text.Say("decisions.none"), ProposalForm.Opener(seat.Id))
            : new Reply.Show(new Card(
                Text.Say("decisions.title", ("partnership", seat.Partnership.Name)),
                Text.Say("decisions.summary", ("n", found.Length)),
                [
                    new Element.Facts([.. found.Select(Line)]),
                    new Element.Buttons([.. found.Take(Buttons).Select(d => new Button(
                        Text.Say("decisions.show", ("n", d.Number)), "decision", BallotForm.Args(seat.Id, d.Number))), ProposalForm.Opener(seat.Id)]),
                ])));
    }

    private async Task<Reply> Show(Request request, int number, CancellationToken cancellation)
    {
        var (seat, refusal) = await Reading(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var entry = await documents.Find(DecisionKinds.Key(seat.Id, number), cancellation);
        if (entry is null)
        {
            return seat.Answer(Refusal.Of("refusal.no-decision", ("n", number)).ToReply());
        }

        var decision = DecisionKinds.Decision.Read(entry).State;
        var voices = Ballots.Voices(await ballots.Of(seat.Id, number, cancellation));
        if (decision.Phase == Phase.Closed)
        {
            return seat.Answer(new Reply.Show(DecisionCards.Closed(decision, voices)));
        }

        var card = DecisionCards.Live(seat.Id, decision, voices);
        return seat.Answer(new Reply.Show(seat.Steward || decision.Proposer.Key == request.Person.Key
            ? card with { Elements = [.. card.Elements, new Element.Buttons([Close(seat.Id, number)])] }
            : card));
    }

    /// <summary>What a connected place or a member of the partnership may read; a stranger elsewhere may not.</summary>
    private async Task<(Seat? Seat, Refusal? Refusal)> Reading(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is null || seat.Belongs || seat.Partnership.Links.Any(l => l.Place.Key == request.Place.Key)
            ? (seat, refusal)
            : (null, Refusal.Of("refusal.stranger"));
    }

    private bool? Filter(string word)
    {
        bool Is(string key) => word.Length > 0 && Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(word));
        return Is("decisions.words.open") ? false : Is("decisions.words.closed") ? true : null;
    }

    private static Fact Line(Decision decision) => new(
        Text.Say("decisions.line", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text))),
        decision.Phase == Phase.Closed
            ? DecisionCards.ResultOf(decision)
            : Text.Say("decisions.open", ("cast", decision.Cast), ("of", decision.Electorate), ("until", decision.ClosesAt)));

    private static Button Close(string partnership, int number) =>
        new(Text.Say("close.button"), CloseDecision.Action, BallotForm.Args(partnership, number)) { Tone = ButtonTone.Danger };
}
