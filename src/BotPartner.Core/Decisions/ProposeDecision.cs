using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary><c>decide TEXT</c> or the form: puts a proposal to the partners.</summary>
public sealed class ProposeDecision(Roster roster, ProposalWords words, DecisionNumbers numbers, OpenDecision open) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("decide", Typed) { Order = 80 },
        new Route.Press(ProposalForm.Id, async (pressed, ct) =>
            await Proposing(pressed, ct) is var (seat, refusal) && seat is not null
                ? seat.Answer(new Reply.Open(ProposalForm.Of(seat.Id, ProposalForm.Draft(pressed.Args))))
                : refusal!.ToReply()),
        new Route.Submit(ProposalForm.Id, async (form, ct) =>
            await Proposing(form, ct) is var (seat, refusal) && seat is not null
                ? await Put(form, seat, ProposalForm.Read(form.Values), ct)
                : refusal!.ToReply()),
    ];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await Proposing(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var (proposal, unclear) = words.Parse(rest);
        if (rest.Length == 0)
        {
            return seat.Answer(new Reply.Open(ProposalForm.Of(seat.Id, Proposal.Blank)));
        }

        return unclear.Count > 0
            ? seat.Answer(new Reply.Open(ProposalForm.Of(
                seat.Id, proposal, Text.Say("propose.unclear", ("parts", new Text.Listed([.. unclear.Select(u => new Text.Verbatim(u))]))))))
            : await Put(said, seat, proposal, cancellation);
    }

    private async Task<Reply> Put(Request request, Seat seat, Proposal proposal, CancellationToken cancellation)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(seat.Partnership.TimeZone) ?? DateTimeZone.Utc;
        var problems = proposal.Problems(request.At, zone);
        if (problems.Count > 0)
        {
            return seat.Answer(new Reply.Correct(ProposalForm.Of(seat.Id, proposal), problems));
        }

        if (!await open.HasVoters(seat.Id, cancellation))
        {
            return seat.Answer(Reply.Say(Text.Say("refusal.no-partners"), seat.Steward ? [AddPartner.Button(seat.Id)] : []));
        }

        var put = await numbers.Create(seat, request, number => new Decision(
            number,
            proposal.Text,
            proposal.Method,
            proposal.QuorumPercent,
            request.Person,
            seat.Member is { Standing: Standing.Admitted } member ? member.PartnerName : null,
            request.At,
            proposal.Closes.From(request.At, zone)),
            cancellation);
        if (put.Document is not { } decision)
        {
            return seat.Answer(put.Refusal!.ToReply());
        }

        await open.Follow(decision.Key, cancellation);
        return seat.Answer(Reply.Say(Text.Say("propose.done", ("n", decision.State.Number), ("until", decision.State.ClosesAt))));
    }

    private async Task<(Seat? Seat, Refusal? Refusal)> Proposing(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is { Belongs: false } ? (null, Refusal.Of("refusal.stranger")) : (seat, refusal);
    }
}
