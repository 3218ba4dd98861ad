using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>The form that puts a proposal.</summary>
public static class ProposalForm
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "decision.propose";

    /// <summary>More mandates than this in one hand is no partnership of equals.</summary>
    public const int MostHeld = 10;

    // A button's arguments are bounded at 2,000 characters, and each of these may take six when it is escaped.
    private const int MostCarried = 250;

    private const int MostOptions = 3000;

    private const string AgainArg = "again";

    private static readonly string[] Everywhere = ["none", "quorum", "majority", "both"];
    private static readonly string[] Visibilities = [Visibility.Open, Visibility.Sealed, Visibility.Anonymous];
    private static readonly string[] Everybody = [Electors.Partners, Electors.Members];
    private const string NoMandates = "0";
    private static readonly string[] Caps = [NoMandates, "1", "2", "3"];
    private static readonly int[] Quorums = [25, 50, 60, 67, 75, 100];
    internal static readonly string[] Deadlines = ["PT1H", "P1D", "P3D", "P7D", "P14D", "P30D"];

    /// <summary>The button that opens it blank.</summary>
    public static Button Opener(string partnership) =>
        new(Text.Say("propose.button"), Id, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true, Tone = ButtonTone.Primary };

    /// <summary>What the button that opened the form carried of an unfinished proposal.</summary>
    public static Proposal Draft(IReadOnlyDictionary<string, string> args) => Read(args);

    /// <summary>The decision whose matter is put once more; 0 for none.</summary>
    internal static int AgainIn(IReadOnlyDictionary<string, string> args) => int.TryParse(args.GetValueOrDefault(AgainArg), out var number) && number > 0 ? number : 0;

    /// <summary>The form, holding a proposal.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="proposal">What it holds.</param>
    /// <param name="intro">Said above the fields, if anything.</param>
    /// <param name="again">The decision that changes by itself what this one is to change instead of it; 0 for none.</param>
    public static Form Of(string partnership, Proposal proposal, Text? intro = null, int again = 0) => new(
        Id,
        Text.Say("propose.title"),
        Text.Say("propose.submit"),
        [
            new Field.Words("text", Text.Say("propose.text"))
            {
                Required = true, Multiline = true, MaxLength = Proposal.MaxText, Hint = Text.Say("propose.text.hint"),
                Value = Fitting(proposal.Text),
            },
            new Field.Choice("method", Text.Say("propose.method"), Options(Methods.Offered, Methods.Wire(proposal.Method), Methods.Label)) { Required = true, Value = Methods.Wire(proposal.Method) },
            new Field.Words("options", Text.Say("propose.options"))
            {
                Multiline = true, MaxLength = MostOptions, Hint = Text.Say("propose.options.hint", ("max", Method.MostOptions)), Value = OptionsOf(proposal) is { Length: > 0 } typed ? typed : null,
            },
            new Field.Choice(
                "quorum",
                Text.Say("propose.quorum"),
                Options(Quorums.Select(q => q.ToString()), proposal.QuorumPercent.ToString(), q => Text.Say("propose.quorum.option", ("percent", int.Parse(q)))))
            {
                Required = true, Value = proposal.QuorumPercent.ToString(),
            },
            new Field.Choice("each", Text.Say("propose.each"), [.. Everywhere.Select(e => new Option(e, Text.Say($"propose.each.{e}")))]) { Required = true, Value = Each(proposal) },
            new Field.Choice("electors", Text.Say("propose.electors"), [.. Everybody.Select(e => new Option(e, Text.Say($"propose.electors.{e}")))])
            {
                Required = true, Value = proposal.Electors ?? Electors.Partners,
            },
            new Field.Choice("visibility", Text.Say("propose.visibility"), [.. Visibilities.Select(v => new Option(v, Text.Say($"propose.visibility.{v}")))])
            {
                Required = true, Value = proposal.Visibility ?? Visibility.Open,
            },
            new Field.Choice("mandates", Text.Say("propose.mandates"), Options(Caps, Cap(proposal), c => c == NoMandates ? Text.Say("propose.mandates.none") : Text.Say("propose.mandates.some", ("max", int.Parse(c)))))
            {
                Required = true, Value = Cap(proposal),
            },
            new Field.Choice("closes", Text.Say("propose.closes"), Options(Deadlines, proposal.Closes.ToString(), DeadlineLabel))
            {
                Required = true, Value = proposal.Closes.ToString(),
            },
        ])
    {
        Args = Again(new Dictionary<string, string> { ["p"] = partnership }, again),
        Opener = Opener(partnership, proposal) is var opener && again > 0 ? opener with { Args = Again(new(opener.Args), again) } : opener,
        Intro = intro,
    };

    /// <summary>What was filled in. An option that is none of the form's reads as the blank's.</summary>
    public static Proposal Read(IReadOnlyDictionary<string, string> values)
    {
        var blank = Proposal.Blank;
        var options = values.GetValueOrDefault("options", "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var method = Methods.Parse(values.GetValueOrDefault("method", ""), options) ?? blank.Method;
        var each = values.GetValueOrDefault("each");
        return new(
            values.GetValueOrDefault("text", "").Trim(),
            method with { EachConstituency = each is "majority" or "both" },
            int.TryParse(values.GetValueOrDefault("quorum"), out var quorum) && quorum is >= 1 and <= 100 ? quorum : blank.QuorumPercent,
            Deadline.Parse(values.GetValueOrDefault("closes", "")) ?? blank.Closes)
        {
            EachConstituency = each is "quorum" or "both",
            Visibility = values.GetValueOrDefault("visibility") is { } seen && seen != Visibility.Open && Visibilities.Contains(seen) ? seen : null,
            MandateCap = int.TryParse(values.GetValueOrDefault("mandates"), out var cap) && cap is > 0 and <= MostHeld ? cap : null,
            Electors = values.GetValueOrDefault("electors") == Electors.Members ? Electors.Members : null,
            Spare = method.Rule.TakesOptions || options.Length == 0 ? null : string.Join('\n', options),
        };
    }

    /// <summary>As much as the field can hold, no character cut in two.</summary>
    internal static string Fitting(string text) => text.Length <= Proposal.MaxText ? text
        : char.IsHighSurrogate(text[Proposal.MaxText - 1]) ? text[..(Proposal.MaxText - 1)] : text[..Proposal.MaxText];

    /// <summary>The button carries what was typed so far, unless that is more than a button can.</summary>
    private static Button Opener(string partnership, Proposal draft) => draft == Proposal.Blank || draft.Text.Length + OptionsOf(draft).Length > MostCarried
        ? Opener(partnership)
        : Opener(partnership) with
        {
            Args = new Dictionary<string, string>(Values(draft)) { ["p"] = partnership },
        };

    /// <summary>A proposal as the form's fields hold it.</summary>
    internal static IReadOnlyDictionary<string, string> Values(Proposal draft) => new Dictionary<string, string>
    {
        ["text"] = draft.Text,
        ["method"] = Methods.Wire(draft.Method),
        ["options"] = OptionsOf(draft),
        ["quorum"] = draft.QuorumPercent.ToString(),
        ["closes"] = draft.Closes.ToString(),
        ["each"] = Each(draft),
        ["visibility"] = draft.Visibility ?? Visibility.Open,
        ["mandates"] = Cap(draft),
        ["electors"] = draft.Electors ?? Electors.Partners,
    };

    private static Dictionary<string, string> Again(Dictionary<string, string> args, int number)
    {
        if (number > 0)
        {
            args[AgainArg] = number.ToString();
        }

        return args;
    }

    private static string OptionsOf(Proposal proposal) => proposal.Spare ?? string.Join('\n', proposal.Method.Options ?? []);

    private static string Cap(Proposal proposal) => proposal.MandateCap?.ToString() ?? NoMandates;

    private static string Each(Proposal proposal) => (proposal.EachConstituency, proposal.Method.EachConstituency) switch
    {
        (true, true) => "both",
        (true, false) => "quorum",
        (false, true) => "majority",
        _ => "none",
    };

    internal static Text DeadlineLabel(string wire) => Deadline.Parse(wire) switch
    {
        Deadline.In { Period: { HasTimeComponent: true } period } when period.ToDuration().TotalMinutes % 60 == 0 =>
            Text.Say("propose.closes.hours", ("n", (long)period.ToDuration().TotalHours)),
        Deadline.In { Period: { HasTimeComponent: true } period } => Text.Say("propose.closes.minutes", ("n", (long)period.ToDuration().TotalMinutes)),
        Deadline.In { Period: var period } => Text.Say("propose.closes.days", ("n", period.Days + (period.Weeks * 7))),
        Deadline.On { Day: var day, Time: var time } => Text.Say("propose.closes.day", ("day", Text.Say($"date.weekday.{(int)day}")), ("time", $"{time.Hour:00}:{time.Minute:00}")),
        Deadline.At { Local: var local } => $"{local.Year:0000}-{local.Month:00}-{local.Day:00} {local.Hour:00}:{local.Minute:00}",
        _ => wire,
    };

    internal static Option[] Options(IEnumerable<string> known, string chosen, Func<string, Text> label) =>
        [.. known.Append(chosen).Distinct().Select(o => new Option(o, label(o)))];
}
