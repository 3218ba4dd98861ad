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
    /// <param name="reason">What was typed with it, and is said again so that it is not lost.</param>
    public static Reply Answer(string partnership, int number, int round, Decision? decision, string? reason)
    {
        if (decision is { Phase: Phase.Withdrawn } or { Withdrawal: not null })
        {
            return Refusal.Of("refusal.withdrawn", ("n", number)).ToReply();
        }

        var key = decision is { Phase: Phase.Asking } or { Amendment: not null } ? "refusal.being-amended"
            : decision is not null && round < decision.Round ? "refusal.older-round"
            : null;
        return key is null
            ? Refusal.Of("refusal.closed", ("n", number)).ToReply()
            : new Reply.Show(Card.Of(
                Text.Say(key, ("n", number)),
                [
                    .. reason is null ? [] : new Element[] { new Element.Quote(reason) { By = Text.Say("ballot.reason") } },
                    new Element.Buttons([LifeCards.Show(partnership, number)]),
                ]));
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
