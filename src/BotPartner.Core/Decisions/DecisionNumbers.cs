using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Gives each decision the next number, without gaps, and one number to a request however often it arrives.</summary>
public sealed class DecisionNumbers(IDocuments documents, Change change)
{
    /// <summary>How many decisions back a repeated request is recognised.</summary>
    private const int LookBack = 50;

    /// <summary>Creates the decision under the first free number.</summary>
    public async Task<Changed<Decision>> Create(Seat seat, Request request, Func<int, Decision> of, CancellationToken cancellation)
    {
        var partnership = await change.Load(Partnerships.Kinds.Partnership, Partnerships.Kinds.PartnershipKey(seat.Id), cancellation);
        var hint = partnership!.State.LastDecision;
        var mark = Change.Mark(request);
        var number = hint;
        foreach (var entry in await documents.List(
            seat.Id, DecisionKinds.Decision.Name, DecisionKinds.Key(seat.Id, Math.Max(0, hint - LookBack)).Id, LookBack * 4, cancellation))
        {
            var earlier = DecisionKinds.Decision.Read(entry);
            if (earlier.Seen.Contains(mark))
            {
                return new(earlier, Repeated: true);
            }

            number = earlier.State.Number;
        }

        while (true)
        {
            number++;
            var key = DecisionKinds.Key(seat.Id, number);
            var made = await change.Run(
                DecisionKinds.Decision,
                key,
                request,
                current => current is null
                    ? DecisionKinds.Decision.New(key, of(number)) with { Wake = request.At }
                    : new Verdict<Decision>.Leave(),
                cancellation);
            if (made.Refusal is not null || made.Repeated || made.Document?.Seen.Contains(mark) == true)
            {
                await Remember(seat.Id, number, cancellation);
                return made;
            }
        }
    }

    private Task Remember(string partnership, int number, CancellationToken cancellation) => change.Run(
        Partnerships.Kinds.Partnership,
        Partnerships.Kinds.PartnershipKey(partnership),
        null,
        current => current is null || current.State.LastDecision >= number
            ? new Verdict<Partnership>.Leave()
            : current with { State = current.State with { LastDecision = number } },
        cancellation);
}
