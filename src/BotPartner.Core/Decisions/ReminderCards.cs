using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>What delegates are reminded with.</summary>
public static class ReminderCards
{
    /// <summary>The reminder: what is asked, until when, why it comes, from where, and how to turn it off.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="decision">Which.</param>
    /// <param name="halfTime">Whether half of the time is over, and not the last day begun.</param>
    /// <param name="divided">Whether the delegates spoke and do not agree yet.</param>
    public static Card Reminder(string partnership, string name, Decision decision, bool halfTime, bool divided = false)
    {
        var members = decision.Terms.OfMembers;
        var off = ChangeReminders.Button(partnership, on: false);
        var vote = VoteCards.Buttons(partnership, decision);
        return new(
            Text.Say("reminder.title", ("n", decision.Number)),
            Wording.Of(members, divided ? "reminder.divided.summary" : "reminder.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)), ("until", decision.ClosesAt)),
            [
                new Element.Paragraph(Wording.Of(members, divided ? "reminder.divided" : halfTime ? "reminder.half" : "reminder.day", ("n", decision.Number), ("until", decision.ClosesAt))),
                new Element.Quote(decision.Text) { By = decision.ProposerPartner ?? decision.Proposer.Name },
                new Element.Paragraph(decision.PutIn is { } place
                    ? Wording.Of(members, "reminder.why.place", ("partnership", name), ("place", place))
                    : Wording.Of(members, "reminder.why", ("partnership", name))) { Quiet = true },
                new Element.Buttons([.. vote, off]),
            ]);
    }
}
