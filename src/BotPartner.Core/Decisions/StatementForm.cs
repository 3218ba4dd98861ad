using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>The form that states what was agreed and when to look at it again.</summary>
public static class StatementForm
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "decision.outcome";

    /// <summary>How long a statement may be.</summary>
    public const int MaxText = 2000;

    private static readonly (string Wire, int Months)[] Reviews = [("1m", 1), ("3m", 3), ("6m", 6), ("12m", 12), ("24m", 24)];

    /// <summary>The button that opens it.</summary>
    public static Button Opener(string partnership, int number) => new(Text.Say("statement.button"), Id, BallotForm.Args(partnership, number)) { OpensForm = true };

    /// <summary>The form.</summary>
    public static Form Of(string partnership, int number, string? text, string? review)
    {
        Option[] options =
        [
            new("none", Text.Say("statement.review.none")),
            .. Reviews.Select(r => new Option(r.Wire, Text.Say("statement.review.months", ("n", r.Months)))),
            .. review is not null && review != "none" && Reviews.All(r => r.Wire != review) ? [new Option(review, review)] : Array.Empty<Option>(),
        ];
        return new(
            Id,
            Text.Say("statement.title", ("n", number)),
            Text.Say("statement.submit"),
            [
                new Field.Words("text", Text.Say("statement.text")) { Required = true, Multiline = true, MaxLength = MaxText, Value = text, Hint = Text.Say("statement.text.hint") },
                new Field.Choice("review", Text.Say("statement.review"), options) { Required = true, Value = review ?? "none" },
            ])
        {
            Args = BallotForm.Args(partnership, number),
            Opener = Opener(partnership, number),
        };
    }
}
