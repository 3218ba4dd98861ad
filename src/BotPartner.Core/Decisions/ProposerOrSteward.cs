using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Lets those who put a decision, and the stewards, do what changes it; others are told who can.</summary>
public sealed class ProposerOrSteward(Change change, Roster roster)
{
    /// <summary>The seat and the decision, or what to answer instead.</summary>
    public async Task<(Seat? Seat, Document<Decision>? Decision, Reply? Refused)> Find(Request request, int number, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null)
        {
            return (null, null, refusal!.ToReply());
        }

        if (!seat.Belongs)
        {
            return (seat, null, seat.Answer(Refusal.Of("refusal.stranger").ToReply()));
        }

        if (number <= 0 && request is Request.Said)
        {
            return (seat, null, seat.Answer(Refusal.Of("refusal.which-decision").ToReply()));
        }

        var found = await change.Load(DecisionKinds.Decision, DecisionKinds.Key(seat.Id, number), cancellation);
        if (found is null)
        {
            return (seat, null, seat.Answer(Refusal.Of("refusal.no-decision", ("n", number)).ToReply()));
        }

        if (found.State.Proposer.Key == request.Person.Key)
        {
            return (seat, found, null);
        }

        return seat.Steward ? (seat, found, null) : (seat, null, seat.Answer(Refusal.Of("refusal.not-yours", ("n", number)).ToReply()));
    }
}
