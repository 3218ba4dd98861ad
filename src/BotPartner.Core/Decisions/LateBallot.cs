using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What is said to a vote that comes when its box is sealed. Pure.</summary>
public static class LateBallot
{
    /// <summary>The answer: what has become of the round it was meant for.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="round">That the vote was meant for.</param>
    /// <param name="decision">As it stands.</param>
    /// <param name="kept">What was said with it; see <see cref="KeptWords"/>.</param>
    public static Reply Answer(string partnership, int number, int round, Decision? decision, IReadOnlyList<Element> kept)
    {
        var key = decision is { Phase: Phase.Withdrawn } or { Withdrawal: not null } ? "refusal.withdrawn"
            : decision is { Phase: Phase.Asking } or { Amendment: not null } ? "refusal.being-amended"
            : decision is not null && round < decision.Round ? "refusal.older-round"
            : "refusal.closed";
        return new Reply.Show(Card.Of(Text.Say(key, ("n", number)), [.. kept, new Element.Buttons([LifeCards.Show(partnership, number)])]));
    }
}

/// <summary>What is said to who wants to change a vote that is not running. Pure.</summary>
public static class NotRunning
{
    /// <summary>The answer: where the decision stands, and how to see it.</summary>
    public static Reply Answer(string partnership, Decision decision) => Reply.Say(
        Text.Say(
            decision.Phase switch
            {
                Phase.Withdrawn => "refusal.withdrawn",
                Phase.Asking => "refusal.being-amended",
                Phase.Closing when decision.Withdrawal is not null => "refusal.withdrawn",
                Phase.Closing when decision.Amendment is not null => "refusal.being-amended",
                _ => "refusal.already-closed",
            },
            ("n", decision.Number)),
        LifeCards.Show(partnership, decision.Number));
}
