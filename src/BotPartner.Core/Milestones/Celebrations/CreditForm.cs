using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>The form in which a partner says that it contributed, and what it is proud of.</summary>
public static class CreditForm
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "celebration.credit";

    /// <summary>The field that says whether it contributed.</summary>
    public const string Part = "part";

    /// <summary>Its answer for a partner that takes its credit back.</summary>
    public const string No = "no";

    /// <summary>The button that opens it.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="number">Of the celebration.</param>
    /// <param name="other">Whether it is for every partner to press.</param>
    public static Button Opener(string partnership, int number, bool other = false) =>
        new(Text.Say(other ? "celebration.contributed.button" : "celebration.credit.button"), Id, MilestoneForm.Args(partnership, number))
        {
            OpensForm = true,
            Tone = other ? ButtonTone.Plain : ButtonTone.Primary,
        };

    /// <summary>The form.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="celebration">Of what.</param>
    /// <param name="partner">The partner that it is about.</param>
    /// <param name="line">What stands in it.</param>
    /// <param name="confirmed">Whether it said before that it contributed, so that it can take that back.</param>
    /// <param name="held">What it held when it was first opened; null when that is now.</param>
    public static Form Of(string partnership, Celebration celebration, string partner, string line, bool confirmed, string? held = null)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        var args = MilestoneForm.Args(partnership, celebration.Number);
        args[Held.Arg] = held ?? Held.Of([Line(line)]);
        return new(
            Id,
            Text.Say("celebration.credit.title"),
            Text.Say("celebration.credit.submit"),
            [
                .. confirmed
                    ? [new Field.Choice(Part, Text.Say("celebration.credit.part"), [new("yes", Text.Say("celebration.credit.yes")), new(No, Text.Say("celebration.credit.no"))]) { Required = true, Value = "yes" }]
                    : Array.Empty<Field>(),
                Line(line),
            ])
        {
            Args = args,
            Opener = Opener(partnership, celebration.Number),
            Intro = Text.Say("celebration.credit.intro", ("title", celebration.Title), ("partner", partner)),
        };
    }

    /// <summary>The field for what it is proud of.</summary>
    public static Field.Words Line(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new("line", Text.Say("celebration.credit.line"))
        {
            Multiline = true,
            Value = line.Length == 0 ? null : MilestoneForm.Fitting(line),
            MaxLength = Math.Clamp(line.Length, Credit.MaxLine, 3000),
            Hint = Text.Say("celebration.credit.line.hint"),
        };
    }
}
