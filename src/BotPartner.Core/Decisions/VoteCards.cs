using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>How people vote from a card, and what they are told of their vote.</summary>
public static class VoteCards
{
    private const int MostButtons = 6;
    private const int LongestButton = 30;

    /// <summary>What a delegate can press to vote in this round: a button a choice, where they are few and short, and the form.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="decision">Which.</param>
    /// <param name="beside">How many other buttons the card has.</param>
    public static IReadOnlyList<Button> Buttons(string partnership, Decision decision, int beside = 1)
    {
        var method = decision.Method;

        // Anonymous, a ballot is final: that is not a matter of one press, but for who abstains where the form cannot say so.
        var pressed = !decision.Terms.Anonymous && method.Choices.Count + 1 + beside <= MostButtons && (method.Options ?? []).All(o => o.Length <= LongestButton) && !(method.Rule.TakesOptions && method.Choices.Count == 1);
        return pressed
            ? [.. method.Choices.Select(c => Choose(partnership, decision, c)), BallotForm.Opener(partnership, decision.Number, null, decision.Round)]
            :
            [
                BallotForm.Opener(partnership, decision.Number, null, decision.Round, only: true),
                .. method.Choices.Where(c => c == Choice.Abstain && (method.Rule.TakesOptions || !decision.Terms.Anonymous)).Select(c => Choose(partnership, decision, c)),
            ];
    }

    /// <summary>Told to who cast a ballot.</summary>
    public static Text Confirmation(Method method, int number, string partner, Ballot ballot, Ballot? earlier, bool members = false) => earlier switch
    {
        { } stands when stands.At > ballot.At => Wording.Of(members, "ballot.newer", ("n", number), ("choice", method.Label(stands.Choice)), ("partner", partner)),
        { } replaced when replaced.Speaker != ballot.Speaker && replaced.Choice != ballot.Choice => Text.Say(
            "ballot.replaced-other",
            ("n", number), ("choice", method.Label(ballot.Choice)), ("partner", partner), ("earlier", method.Label(replaced.Choice)), ("by", replaced.By.Name)),
        { } changed when changed.Choice != ballot.Choice => Wording.Of(
            members, "ballot.changed", ("n", number), ("choice", method.Label(ballot.Choice)), ("partner", partner), ("earlier", method.Label(changed.Choice))),
        _ => Wording.Of(members, "ballot.recorded", ("n", number), ("choice", method.Label(ballot.Choice)), ("partner", partner)),
    };

    /// <summary>Told to the delegate whose ballot another delegate of the same partner replaced.</summary>
    public static Card Replaced(Method method, int number, string partner, Ballot earlier, Ballot now) => Card.Of(Text.Say(
        "ballot.replaced-yours",
        ("n", number), ("partner", partner), ("by", now.By.Name), ("choice", method.Label(now.Choice)), ("earlier", method.Label(earlier.Choice))));

    private static Button Choose(string partnership, Decision decision, string choice) => decision.Method.NeedsReason(choice)
        ? BallotForm.Opener(partnership, decision.Number, choice, decision.Round)
        : new(
            Approval.Parse(choice) is null ? Text.Say($"choice.{choice}.button") : decision.Method.Label(choice),
            CastBallot.Action,
            new Dictionary<string, string>(BallotForm.Args(partnership, decision.Number, decision.Round)) { ["c"] = choice });
}
