using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>The forms that add a milestone, change one and say that one is done.</summary>
public static class MilestoneForm
{
    /// <summary>Wire name of the form that adds one, and of the button that opens it.</summary>
    public const string AddId = "milestone.add";

    /// <summary>Wire name of the form that changes one, and of the button that opens it.</summary>
    public const string EditId = "milestone.edit";

    /// <summary>Wire name of the form that says that one is done, and of the button that opens it.</summary>
    public const string DoneId = "milestone.done";

    private const int MostOptions = 100;
    private const int MostTyped = 3000;

    /// <summary>What every button of a milestone carries.</summary>
    public static Dictionary<string, string> Args(string partnership, int number) => new() { ["p"] = partnership, ["n"] = number.ToString() };

    /// <summary>The button that opens the form for a new one.</summary>
    public static Button AddOpener(string partnership) =>
        new(Text.Say("milestone.add.button"), AddId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>The button that opens the form that changes one.</summary>
    public static Button EditOpener(string partnership, int number) => new(Text.Say("milestone.edit.button"), EditId, Args(partnership, number)) { OpensForm = true };

    /// <summary>The button that opens the form that says that one is done.</summary>
    public static Button DoneOpener(string partnership, int number) =>
        new(Text.Say("milestone.done.button"), DoneId, Args(partnership, number)) { OpensForm = true, Tone = ButtonTone.Primary };

    /// <summary>The form for a new one.</summary>
    public static Form Add(string partnership, Drafted draft, IReadOnlyList<(string Id, Partner State)> partners) =>
        new(AddId, Text.Say("milestone.add.title"), Text.Say("milestone.add.submit"), Fields(draft, partners, done: false))
        {
            Args = new Dictionary<string, string> { ["p"] = partnership },
            Opener = AddOpener(partnership),
            Intro = Text.Say("milestone.add.intro"),
        };

    /// <summary>The form that changes one.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="number">Of the milestone.</param>
    /// <param name="draft">What stands in it.</param>
    /// <param name="partners">The partners there are.</param>
    /// <param name="done">Whether it is done, so that it can be said how it was measured.</param>
    /// <param name="held">What it held when it was first opened; null when that is now.</param>
    public static Form Edit(string partnership, int number, Drafted draft, IReadOnlyList<(string Id, Partner State)> partners, bool done, string? held = null)
    {
        var fields = Fields(draft, partners, done);
        var args = Args(partnership, number);
        args[Held.Arg] = held ?? Held.Of(fields);
        return new(EditId, Text.Say("milestone.edit.title", ("n", number)), Text.Say("milestone.edit.submit"), fields) { Args = args, Opener = EditOpener(partnership, number) };
    }

    /// <summary>The form that says that one is done.</summary>
    public static Form Done(string partnership, Milestone milestone, string measured) => new(
        DoneId,
        Text.Say("milestone.done.title", ("n", milestone.Number)),
        Text.Say("milestone.done.submit"),
        [Long("measured", "milestone.measured", measured, Milestone.MaxMeasured) with { Hint = Text.Say("milestone.measured.hint") }])
    {
        Args = Args(partnership, milestone.Number),
        Opener = DoneOpener(partnership, milestone.Number),
        Intro = milestone.Indicator is { } indicator
            ? Text.Say("milestone.done.intro.indicator", ("title", milestone.Title), ("indicator", indicator))
            : Text.Say("milestone.done.intro", ("title", milestone.Title)),
    };

    /// <summary>As much as a field takes, no character cut in half.</summary>
    public static string Fitting(string text, int most = MostTyped)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    /// <summary>The fields. One that holds more than it may takes as much as it holds: nothing that was typed is lost, and it is said what is too long.</summary>
    public static IReadOnlyList<Field> Fields(Drafted draft, IReadOnlyList<(string Id, Partner State)> partners, bool done)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(partners);
        var known = partners.Select(p => p.Id).ToHashSet();
        return
        [
            new Field.Words("title", Text.Say("milestone.title")) { Required = true, Value = Some(draft.Title), MaxLength = Room(draft.Title, Milestone.MaxTitle) },
            new Field.Words("on", Text.Say("milestone.on")) { Required = true, Value = Some(draft.On), MaxLength = Room(draft.On, 60), Hint = Text.Say("milestone.on.hint") },
            .. partners.Count == 0 ? []
                : new Field[]
                {
                    partners.Count <= MostOptions
                        ? new Field.Several("owners", Text.Say("milestone.owners"), [.. partners.OrderBy(p => p.State.Name, StringComparer.OrdinalIgnoreCase).Select(p => new Option(p.Id, p.State.Name))])
                        { Value = Some(string.Join(',', draft.Owners.Split(',').Where(known.Contains))), Hint = Text.Say("milestone.owners.hint") }
                        : new Field.Words("owners", Text.Say("milestone.owners"))
                        {
                            Value = Some(string.Join(", ", draft.Owners.Split(',').Select(o => partners.FirstOrDefault(p => p.Id == o).State?.Name ?? o.Trim()))),
                            MaxLength = MostTyped,
                            Hint = Text.Say("milestone.owners.typed.hint"),
                        },
                },
            Long("indicator", "milestone.indicator", draft.Indicator, Milestone.MaxIndicator) with { Hint = Text.Say("milestone.indicator.hint") },
            new Field.Words("decision", Text.Say("milestone.decision")) { Value = Some(draft.Decision), MaxLength = Room(draft.Decision, 10), Hint = Text.Say("milestone.decision.hint") },
            .. done ? [Long("measured", "milestone.measured", draft.Measured, Milestone.MaxMeasured)] : Array.Empty<Field>(),
        ];
    }

    private static Field.Words Long(string id, string label, string value, int most) =>
        new(id, Text.Say(label)) { Multiline = true, Value = Some(value), MaxLength = Room(value, most) };

    private static string? Some(string value) => value.Length == 0 ? null : Fitting(value);

    private static int Room(string value, int most) => Math.Clamp(value.Length, most, MostTyped);
}
