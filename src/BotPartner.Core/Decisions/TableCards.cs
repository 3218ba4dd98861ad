using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>The table by which options were ranked, pair by pair.</summary>
public static class TableCards
{
    /// <summary>The word in a button's arguments that asks for it.</summary>
    public const string Arg = "t";

    /// <summary>Whether there is one to be shown.</summary>
    public static bool Has(Decision decision) => decision is { Phase: Phase.Closed, Outcome.Working.Pairwise: not null, Outcome.Quorate: true };

    /// <summary>The button that shows it privately.</summary>
    public static Button Button(string partnership, int number) => new(
        Text.Say("decision.table.button"), "decision", new Dictionary<string, string>(BallotForm.Args(partnership, number)) { [Arg] = "1" });

    /// <summary>Each option with how many prefer it to each other one, and how many the other way round.</summary>
    public static Card Of(string partnership, Decision decision)
    {
        var options = decision.Method.Options!;
        var table = decision.Outcome!.Working!.Pairwise!;
        return new(
            Text.Say("decision.title", ("n", decision.Number)),
            Text.Say("decision.table.summary", ("n", decision.Number)),
            [
                new Element.Paragraph(new Text.Strong(DecisionCards.ResultOf(decision))),
                new Element.Paragraph(Text.Say("decision.table.how")),
                new Element.Facts([.. options.Select((o, row) => new Fact(SumCards.Numbered(row + 1, o), Row(table, row)))]),
                .. WorkingWords.Of(decision).Select(line => new Element.Paragraph(line) { Quiet = true }),
                new Element.Buttons([LifeCards.Show(partnership, decision.Number)]),
            ]);
    }

    private static Text.Listed Row(IReadOnlyList<IReadOnlyList<Weight>> table, int row) => new([.. Enumerable.Range(0, table.Count)
        .Where(column => column != row)
        .Select(column => Text.Say("decision.table.pair", ("place", column + 1), ("for", table[row][column].ToString()), ("against", table[column][row].ToString())))]);
}
