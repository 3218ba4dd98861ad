using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>The form that amends a decision, holding its text.</summary>
public static class AmendForm
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "decision.amend";

    private static readonly string[] Deadlines = ["P1D", "P3D", "P7D", "P14D", "P30D"];

    /// <summary>The button that opens it.</summary>
    public static Button Opener(string partnership, int number) => new(Text.Say("amend.button"), Id, BallotForm.Args(partnership, number)) { OpensForm = true };

    /// <summary>How long the next round lasts if nothing else is said: as long as this one was to.</summary>
    public static Deadline Lasts(Decision decision) => decision.Amendment is { } amendment && Deadline.Parse(amendment.Closes) is { } said
        ? said
        : Amending.As(decision.Since, decision.ClosesAt);

    /// <summary>The form.</summary>
    public static Form Of(string partnership, Decision decision, string text, Deadline closes, Text? intro = null) => new(
        Id,
        Text.Say("amend.title", ("n", decision.Number)),
        Text.Say("amend.submit"),
        [
            new Field.Words("text", Text.Say("amend.text"))
            {
                Required = true, Multiline = true, MaxLength = Proposal.MaxText, Value = ProposalForm.Fitting(text), Hint = Text.Say("amend.text.hint"),
            },
            new Field.Choice("closes", Text.Say("amend.closes"), ProposalForm.Options(Deadlines, closes.ToString(), ProposalForm.DeadlineLabel))
            {
                Required = true, Value = closes.ToString(),
            },
        ])
    {
        Args = BallotForm.Args(partnership, decision.Number),
        Opener = Opener(partnership, decision.Number),
        Intro = intro,
    };

    /// <summary>What is wrong with it, by field.</summary>
    public static IReadOnlyDictionary<string, Text> Problems(Decision decision, string text, Deadline closes, Instant now, DateTimeZone zone)
    {
        var problems = new Dictionary<string, Text>((Proposal.Blank with { Text = text, Closes = closes }).Problems(now, zone));
        if (problems.Count == 0 && text == decision.Text && decision.Phase is not Phase.Closed)
        {
            problems["text"] = Text.Say("amend.same");
        }

        return problems;
    }
}
