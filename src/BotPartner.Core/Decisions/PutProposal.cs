using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Puts a proposal to the partners: the one way to a decision, however it was written.</summary>
public sealed class PutProposal(DecisionNumbers numbers, OpenDecision open, Franchise franchise, Roster roster)
{
    /// <summary>What is wrong with it, by field.</summary>
    public async Task<IReadOnlyDictionary<string, Text>> Problems(Request request, Seat seat, Proposal proposal, CancellationToken cancellation)
    {
        var problems = proposal.Problems(request.At, Decent.Zone(seat.Partnership.TimeZone));
        if (problems.Count > 0)
        {
            return problems;
        }

        var terms = proposal.TermsIn(await Latest(seat, cancellation));
        return terms.Problem(await franchise.Of(seat.Id, terms, cancellation)) is { } problem
            ? new Dictionary<string, Text> { [terms.Anonymous ? "visibility" : terms.OfMembers ? "electors" : "method"] = problem }
            : problems;
    }

    /// <summary>Puts it, once for each id of a request. Who has no partners to ask is told so.</summary>
    public async Task<(int Number, Reply Reply)> Put(Request request, Seat seat, Proposal proposal, CancellationToken cancellation)
    {
        var partnership = await Latest(seat, cancellation);
        var terms = proposal.TermsIn(partnership);
        if ((await franchise.Of(seat.Id, terms, cancellation)).Count == 0)
        {
            return (0, terms.OfMembers ? Reply.Say(Text.Say("refusal.no-members")) : Reply.Say(Text.Say("refusal.no-partners"), seat.Steward ? [AddPartner.Button(seat.Id)] : []));
        }

        var put = await numbers.Create(seat, request, number => new Decision(
            number,
            proposal.Text,
            proposal.Method,
            proposal.QuorumPercent,
            request.Person,
            seat.Member is { Standing: Standing.Admitted } member ? member.PartnerName : null,
            request.At,
            proposal.Closes.From(request.At, Decent.Zone(seat.Partnership.TimeZone)))
        {
            Terms = terms,
            Matter = proposal.Matter,
            PutIn = request.Place.Kind == PlaceKind.Personal || partnership.IsSpace(request.Place) ? null : request.Place.Name,
        },
            cancellation);
        if (put.Document is not { } decision)
        {
            return (0, put.Refusal!.ToReply());
        }

        await open.Follow(decision.Key, cancellation);
        var done = Wording.Of(terms.OfMembers, "propose.done", ("n", decision.State.Number), ("until", decision.State.ClosesAt));
        return (decision.State.Number, Reply.Say(partnership.IsSpace(request.Place) ? new Text.Joined([done, " ", Text.Say("propose.space")]) : done));
    }

    /// <summary>What the partnership chose is not remembered: another process may have changed it, and it is frozen now.</summary>
    private async Task<Partnership> Latest(Seat seat, CancellationToken cancellation) => await roster.Latest(seat.Id, cancellation) ?? seat.Partnership;
}
