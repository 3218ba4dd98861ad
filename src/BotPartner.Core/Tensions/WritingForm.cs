using BotPartner.Core.Chat;

namespace BotPartner.Core.Tensions;

/// <summary>The form for all that a side writes once a tension is raised: one question, what it is for, and who will read it.</summary>
public static class WritingForm
{
    /// <summary>Its field.</summary>
    public const string Words = "words";

    private static readonly string[] Written = [Moves.Hear, Moves.Propose, Moves.Decline, Moves.Release, Moves.Lesson];
    private static readonly string[] Needed = [Moves.Propose, Moves.Release, Moves.Lesson];

    /// <summary>The form of a move; null for one that nothing is written with.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="tension">Which tension.</param>
    /// <param name="side">Who writes.</param>
    /// <param name="args">What the button carried that opens it.</param>
    /// <param name="typed">What stands in it; null for what there is to begin with.</param>
    public static Form? Of(string partnership, Tension tension, Side side, IReadOnlyDictionary<string, string> args, string? typed)
    {
        ArgumentNullException.ThrowIfNull(tension);
        ArgumentNullException.ThrowIfNull(args);
        if (args.GetValueOrDefault("m") is not { } move || !Written.Contains(move))
        {
            return null;
        }

        return new(
            TensionButtons.Write,
            Text.Say($"tension.form.{move}.title"),
            Text.Say("tension.form.submit"),
            [new Field.Words(Words, Text.Say($"tension.form.{move}.words")) { Multiline = true, Required = Needed.Contains(move), MaxLength = Saying.MaxWords, Value = Fit(typed ?? Begin(tension, move)), Hint = Text.Say($"tension.form.{move}.hint") }])
        {
            Args = new Dictionary<string, string>(args) { ["p"] = partnership, ["t"] = tension.Code },
            Opener = TensionButtons.Button(TensionButtons.Write, move, partnership, tension, side) with { OpensForm = true },
            Intro = Text.Say($"tension.form.{move}.intro", ("other", TensionCards.Who(tension, side == Side.Raiser ? Side.Other : Side.Raiser))),
        };
    }

    /// <summary>What is wrong with what was written; null if nothing is.</summary>
    public static Text? Problem(string move, string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Length == 0 && Needed.Contains(move) ? Text.Say("tension.form.empty")
            : words.Length > Saying.MaxWords ? Text.Say("tension.form.long", ("length", words.Length), ("max", Saying.MaxWords))
            : null;
    }

    /// <summary>As much as the field holds.</summary>
    internal static string? Fit(string? words, int max = Saying.MaxWords) =>
        words is null || words.Length <= max ? words : words[..(char.IsHighSurrogate(words[max - 1]) ? max - 1 : max)];

    /// <summary>A draft that there is already is changed, and not written anew.</summary>
    private static string? Begin(Tension tension, string move) => move switch
    {
        Moves.Release => tension.Released?.Words,
        Moves.Lesson => tension.Lesson?.Words,
        _ => null,
    };
}
