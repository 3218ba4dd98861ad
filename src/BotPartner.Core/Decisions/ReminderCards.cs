using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>What delegates are reminded with.</summary>
public static class ReminderCards
{
    /// <summary>The reminder: what is asked, until when, why it comes, from where, and how to turn it off.</summary>
    public static Card Reminder(string partnership, string name, Decision decision, bool halfTime)
    {
        var off = ChangeReminders.Button(partnership, on: false);
        var vote = VoteCards.Buttons(partnership, decision);
        return new(
            Text.Say("reminder.title", ("n", decision.Number)),
            Text.Say("reminder.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)), ("until", decision.ClosesAt)),
            [
                new Element.Paragraph(Text.Say(halfTime ? "reminder.half" : "reminder.day", ("n", decision.Number), ("until", decision.ClosesAt))),
                new Element.Quote(decision.Text) { By = decision.ProposerPartner ?? decision.Proposer.Name },
                new Element.Paragraph(decision.PutIn is { } place
                    ? Text.Say("reminder.why.place", ("partnership", name), ("place", place))
                    : Text.Say("reminder.why", ("partnership", name))) { Quiet = true },
                new Element.Buttons([.. vote, off]),
            ]);
    }
}
