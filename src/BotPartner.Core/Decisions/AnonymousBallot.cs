using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>How a ballot comes into an urn: once, and never out again. Pure.</summary>
public static class AnonymousBallot
{
    /// <summary>Said to who votes a second time.</summary>
    public static Refusal Again(int number) => Refusal.Of("refusal.in-urn", ("n", number));

    /// <summary>The box with the ballot in its urn.</summary>
    /// <param name="current">As it stands.</param>
    /// <param name="voter">Whose ballot it is.</param>
    /// <param name="slip">What it says.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="boxes">How many boxes the round has.</param>
    /// <param name="method">What must have a reason.</param>
    /// <param name="now">When; only the card's next renewal tells it.</param>
    public static Verdict<Box> Into(Document<Box>? current, string voter, Slip slip, int number, int boxes, Method method, Instant now) => current switch
    {
        not { State.Urn: not null } => Refusal.Of("refusal.no-decision", ("n", number)),
        { State.Sealed: true } => Refusal.Of("refusal.closed", ("n", number)),
        { State: var box } when box.Voters.All(v => v.Id != voter) => new Refusal(Wording.Of(box.Voters.Any(v => v.Partner is not null), "refusal.not-in-electorate", ("n", number))),
        { State.Urn: var urn } when urn.TookPart.Contains(voter) => Again(number),
        { State: { Urn: var urn, Voters.Count: var voters } } when !urn.HasRoomFor(slip, boxes, voters, method.NeedsReason(slip.Choice)) =>
            Refusal.Of(method.NeedsReason(slip.Choice) ? "refusal.urn-full.reason" : "refusal.urn-full", ("n", number), ("max", Urn.Reserve(boxes, voters))),
        { State: var box } => current with
        {
            State = box with { Urn = box.Urn!.With(voter, slip) },
            Wake = current.Wake ?? CastBallot.NextRefresh(now),
        },
    };
}
