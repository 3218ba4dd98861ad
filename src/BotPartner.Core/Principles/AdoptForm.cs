using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Core.Principles;

/// <summary>The forms by which a principle is adopted, revised or retired; each leads to a decision.</summary>
public static class AdoptForm
{
    /// <summary>Wire name of the form that adopts one, and of the button that opens it.</summary>
    public const string Id = "principle.adopt";

    /// <summary>The choice of none of the catalogue.</summary>
    public const string Own = "own";

    /// <summary>What a field takes: more than may be put, so that nothing that was typed is cut off before its author hears of it.</summary>
    public const int MaxTyped = 3000;

    /// <summary>The choice of no review.</summary>
    public const string NoReview = "none";

    private static readonly string[] Offered = [.. Methods.Offered.Where(m => Methods.Parse(m, []) is { Rule.TakesOptions: false })];
    private static readonly (string Wire, int Months)[] Reviews = [("6m", 6), ("12m", 12), ("24m", 24)];

    /// <summary>The button that opens it.</summary>
    public static Button Opener(string partnership) => new(Text.Say("principle.adopt.button"), Id, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>The form that adopts one.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="adopted">Those that hold: none is offered twice.</param>
    /// <param name="filled">What it holds.</param>
    /// <param name="intro">Said above the fields, if anything.</param>
    public static Form Of(string partnership, IReadOnlyList<Principle> adopted, Filled? filled, Text? intro = null)
    {
        ArgumentNullException.ThrowIfNull(adopted);
        filled ??= Filled.Of(Own, "", "", Proposal.Blank, null);
        Option[] which =
        [
            new(Own, Text.Say("principle.adopt.own")),
            .. Catalogue.All.Where(c => adopted.All(a => !a.OfCatalogue || a.From != c.Id)).Select(c => new Option(c.Id, c.Title)),
        ];
        return new(
            Id,
            Text.Say("principle.adopt.title"),
            Text.Say("principle.adopt.submit"),
            [
                new Field.Choice("which", Text.Say("principle.adopt.which"), which) { Required = true, Value = which.Any(w => w.Value == filled.Which) ? filled.Which : Own, Hint = Text.Say("principle.adopt.which.hint") },
                new Field.Words("title", Text.Say("principle.field.title")) { MaxLength = MaxTyped, Value = Fit(filled.Title, MaxTyped) },
                new Field.Words("text", Text.Say("principle.field.text")) { Multiline = true, MaxLength = MaxTyped, Value = Fit(filled.Text, MaxTyped), Hint = Text.Say("principle.field.text.hint") },
                .. Terms(filled),
                Review(filled),
            ])
        {
            Args = With(Opener(partnership).Args, filled.Hidden),
            Opener = Opener(partnership) with { Args = With(Opener(partnership).Args, filled.Carried) },
            Intro = intro ?? Text.Say("principle.adopt.intro"),
        };
    }

    /// <summary>The form that revises or retires one.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="number">Which.</param>
    /// <param name="act">What is to become of it.</param>
    /// <param name="filled">What it holds.</param>
    /// <param name="intro">Said above the fields, if anything.</param>
    public static Form Of(string partnership, int number, Act act, Filled filled, Text? intro = null)
    {
        ArgumentNullException.ThrowIfNull(filled);
        var opener = ChangePrinciple.Opener(partnership, number, act);
        return new(
            opener.Action,
            Text.Say($"{opener.Action}.title", ("n", number)),
            Text.Say($"{opener.Action}.submit"),
            act == Act.Revise
                ? [
                    new Field.Words("title", Text.Say("principle.field.title")) { Required = true, MaxLength = MaxTyped, Value = Fit(filled.Title, MaxTyped) },
                    new Field.Words("text", Text.Say("principle.field.text")) { Required = true, Multiline = true, MaxLength = MaxTyped, Value = Fit(filled.Text, MaxTyped), Hint = Text.Say("principle.field.text.hint") },
                    .. Terms(filled),
                    Review(filled),
                ]
                : [new Field.Words("text", Text.Say("principle.retire.why")) { Multiline = true, MaxLength = MaxTyped, Value = Fit(filled.Text, MaxTyped) }, .. Terms(filled)])
        {
            Args = With(opener.Args, filled.Hidden),
            Opener = opener with { Args = With(opener.Args, filled.Carried) },
            Intro = intro ?? Text.Say($"{opener.Action}.intro", ("n", number)),
        };
    }

    /// <summary>As much as a field can hold, no character cut in two; null for nothing.</summary>
    internal static string? Fit(string text, int most) => text.Length == 0 ? null : text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> args, IEnumerable<KeyValuePair<string, string>> more)
    {
        var all = new Dictionary<string, string>(args);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }

    private static Field[] Terms(Filled filled)
    {
        var terms = filled.Terms;
        return
        [
            new Field.Choice("method", Text.Say("propose.method"), ProposalForm.Options(Offered, Methods.Wire(terms.Method), Methods.Label)) { Required = true, Value = Methods.Wire(terms.Method) },
            new Field.Choice("closes", Text.Say("propose.closes"), ProposalForm.Options(ProposalForm.Deadlines, terms.Closes.ToString(), ProposalForm.DeadlineLabel)) { Required = true, Value = terms.Closes.ToString() },
        ];
    }

    private static Field.Choice Review(Filled filled) => new(
        "review",
        Text.Say("statement.review"),
        [
            new(NoReview, Text.Say("statement.review.none")),
            .. Reviews.Select(r => new Option(r.Wire, Text.Say("statement.review.months", ("n", r.Months)))),
            .. filled.Review is { Length: <= PrincipleMatter.MaxReview } typed && Reviews.All(r => r.Wire != typed) ? [new Option(typed, typed)] : Array.Empty<Option>(),
        ])
    {
        Required = true,
        Value = filled.Review is { Length: <= PrincipleMatter.MaxReview } review ? review : NoReview,
    };
}
