using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>vote 12 for</c>, <c>vote 12 object WHY</c>: what the buttons do, typed.</summary>
public sealed class VoteInWords(Roster roster, BallotWords words, CastBallot cast, Ballots ballots) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new Route.Command("vote", Typed) { Order = 90, ForPlace = false }];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.VoterOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var (number, typed) = Numbered.Split(rest);
        if (number == 0)
        {
            return seat.Answer(Refusal.Of("refusal.vote-words").ToReply());
        }

        // Words say no round: what was typed before a round opened was not about its text.
        var decision = await ballots.Decision(seat.Id, number, cancellation);
        return decision is { Phase: Phase.Asking } or { Round: > 1 } && (decision.Phase == Phase.Asking || said.At < decision.Since)
            ? seat.Answer(LateBallot.Answer(seat.Id, number, decision.Round - 1, decision, Kept(typed, decision))) with { Confidential = true }
            : typed.Length == 0 ? await cast.Ask(said, BallotForm.Args(seat.Id, number, decision?.Round ?? 1), cancellation)
            : await cast.Cast(said, BallotForm.Args(seat.Id, number, decision?.Round ?? 1), m => words.Read(Ground(typed).Typed, m)?.Content ?? "", new(Reason(Ground(typed).Typed, decision), Ground(typed).Principle), cancellation);
    }

    /// <summary>All that was typed, for who has to type it again.</summary>
    private IReadOnlyList<Element> Kept(string typed, Decision decision)
    {
        var (ballot, principle) = Ground(typed);
        return KeptWords.Of(decision.Method, words.Read(ballot, decision.Method)?.Content, Grounds.Of(Reason(ballot, decision), principle));
    }

    /// <summary>What follows the choice. What is no choice is kept as a reason, for the form that asks again.</summary>
    private string? Reason(string typed, Decision? decision) =>
        decision is null || typed.Length == 0 ? null : words.Read(typed, decision.Method) is { } read ? read.Reason : typed;

    /// <summary>What was typed without <c>| principle NAME</c> at its end, and that name.</summary>
    private (string Typed, string? Principle) Ground(string typed)
    {
        var bar = typed.LastIndexOf('|');
        return bar >= 0 && words.Principle(typed[(bar + 1)..]) is { } principle ? (typed[..bar].TrimEnd(), principle) : (typed, null);
    }
}
