using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>vote 12 for</c>, <c>vote 12 object WHY</c>: what the buttons do, typed.</summary>
public sealed class VoteInWords(Roster roster, BallotWords words, CastBallot cast) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new Route.Command("vote", Typed) { Order = 90 }];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        return words.Parse(rest) is var (number, choice, reason)
            ? await cast.Cast(said, BallotForm.Args(seat.Id, number), choice, reason, cancellation)
            : seat.Answer(Refusal.Of("refusal.vote-words").ToReply());
    }
}
