using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>decide TEXT</c>: puts a proposal to the partners at once; without a text, or from a button, the form leads there.</summary>
public sealed class ProposeDecision(Roster roster, ProposalWords words, PutProposal put) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("decide", Typed) { Order = 80 },
        new Route.Press(ProposalForm.Id, async (pressed, ct) =>
            await Proposing(roster, pressed, ct) is var (seat, refusal) && seat is not null
                ? seat.Answer(new Reply.Open(ProposalForm.Of(seat.Id, ProposalForm.Draft(pressed.Args), again: ProposalForm.AgainIn(pressed.Args))))
                : refusal!.ToReply())
        { Shortcut = Shortcut.Global },
    ];

    /// <summary>The seat of somebody who may put a proposal; others are refused.</summary>
    internal static async Task<(Seat? Seat, Refusal? Refusal)> Proposing(Roster roster, Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is { Belongs: false } ? (null, Refusal.Of("refusal.stranger")) : (seat, refusal);
    }

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await Proposing(roster, said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var (proposal, unclear) = words.Parse(rest);
        if (rest.Length == 0)
        {
            return seat.Answer(new Reply.Open(ProposalForm.Of(seat.Id, Proposal.Blank)));
        }

        if (unclear.Count > 0)
        {
            return seat.Answer(new Reply.Open(ProposalForm.Of(
                seat.Id, proposal, Text.Say("propose.unclear", ("parts", new Text.Listed([.. unclear.Select(u => new Text.Verbatim(u))]))))));
        }

        var problems = await put.Problems(said, seat, proposal, cancellation);
        return seat.Answer(problems.Count > 0
            ? new Reply.Correct(ProposalForm.Of(seat.Id, proposal), problems)
            : (await put.Put(said, seat, proposal, cancellation)).Reply);
    }
}
