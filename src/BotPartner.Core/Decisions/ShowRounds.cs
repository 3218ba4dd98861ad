using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Shows a round that is over: its text, its sum, and what was said to the text that followed.</summary>
public sealed class ShowRounds(Roster roster, Ballots ballots) : IFeature
{
    /// <summary>The wire name of the button.</summary>
    public const string Action = "decision.round";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(Action, async (pressed, ct) =>
        {
            var (seat, refusal) = await roster.ReaderOf(pressed, ct);
            if (seat is null)
            {
                return refusal!.ToReply();
            }

            var (number, round) = (BallotForm.NumberIn(pressed.Args), BallotForm.RoundIn(pressed.Args));
            return seat.Answer(await ballots.Decision(seat.Id, number, ct) is { } decision && round < decision.Round
                ? new Reply.Show(LifeCards.Past(seat.Id, decision, round))
                : Refusal.Of("refusal.no-decision", ("n", number)).ToReply());
        }),
    ];
}
