using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>The register as it is shown, and how people ask for parts of it.</summary>
public static class RegisterCards
{
    private const int MostButtons = 6;
    private const string Action = "decisions";

    /// <summary>Which decisions are asked for in these words; null if that is not understood.</summary>
    public static Filter? Asked(Texts texts, string typed)
    {
        bool Is(string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed));
        return string.IsNullOrWhiteSpace(typed) ? Filter.All
            : Is("decisions.words.open") ? Filter.Open
            : Is("decisions.words.closed") ? Filter.Closed
            : Is("decisions.words.mine") ? Filter.Mine
            : null;
    }

    /// <summary>The filter of a wire name; all for none.</summary>
    public static Filter Named(string? name) => name switch { "open" => Filter.Open, "closed" => Filter.Closed, "mine" => Filter.Mine, _ => Filter.All };

    /// <summary>A page.</summary>
    /// <param name="seat">Who reads.</param>
    /// <param name="filter">What was asked for.</param>
    /// <param name="page">What was found.</param>
    /// <param name="further">Whether it is not the first page.</param>
    public static Reply Page(Seat seat, Filter filter, Page page, bool further)
    {
        var name = filter switch { Filter.Open => ".open", Filter.Closed => ".closed", Filter.Mine => ".mine", _ => "" };
        Button[] turn =
        [
            .. page.Newer is { } newer ? [Turn(seat.Id, name, "a", newer, "decisions.newer")] : Array.Empty<Button>(),
            .. page.Older is { } older ? [Turn(seat.Id, name, "b", older, "decisions.older")] : Array.Empty<Button>(),
        ];
        if (page.Lines.Count == 0)
        {
            return Reply.Say(Text.Say(further ? "decisions.none.further" : $"decisions.none{name}"), [.. turn, ProposalForm.Opener(seat.Id)]);
        }

        return new Reply.Show(new(
            Text.Say($"decisions.title{name}", ("partnership", seat.Partnership.Name)),
            Text.Say("decisions.summary", ("n", page.Lines.Count)),
            [
                new Element.Facts([.. page.Lines.Select(Line)]),
                new Element.Buttons(
                [
                    .. turn,
                    .. page.Lines.Take(MostButtons - 1 - turn.Length).Select(l => LifeCards.Show(seat.Id, l.Decision.Number)),
                    ProposalForm.Opener(seat.Id),
                ]),
            ]));
    }

    private static Button Turn(string partnership, string name, string arg, int number, string label) => new(
        Text.Say(label), Action, new Dictionary<string, string> { ["p"] = partnership, ["f"] = name.TrimStart('.'), [arg] = number.ToString() });

    /// <summary>A decision in a line, with where the reader's vote stands.</summary>
    internal static Fact Line(Line line)
    {
        var state = StateOf(line.Decision);
        return new(
            Text.Say("decisions.line", ("n", line.Decision.Number), ("text", DecisionCards.Shortened(line.Decision.Text))),
            line.Cast switch
            {
                null => state,
                Cast.Divided => Text.Say("decisions.divided", ("state", state)),
                Cast.Done => Wording.Of(line.Decision.Terms.OfMembers, "decisions.voted", ("state", state)),
                _ => Wording.Of(line.Decision.Terms.OfMembers, "decisions.not-voted", ("state", state)),
            });
    }

    private static Text StateOf(Decision decision) => decision.Phase switch
    {
        Phase.Closed => Text.Say("decisions.closed.line", ("result", DecisionCards.ResultOf(decision)), ("when", decision.ClosedAt!.Value)),
        Phase.Withdrawn => Text.Say("decisions.withdrawn", ("person", decision.Withdrawal!.By.Name)),
        Phase.Asking => Text.Say("decisions.asking"),
        _ => Wording.Of(decision.Terms.OfMembers, "decisions.open", ("cast", decision.Cast), ("of", decision.Electorate), ("until", decision.ClosesAt)),
    };
}
