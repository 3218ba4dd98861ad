using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>One of the forms by which stewards change what was agreed; each is also the wire name of the button that opens it.</summary>
/// <param name="Id">Which: <see cref="Stages"/>, <see cref="Calendar"/> or <see cref="Own"/>.</param>
/// <param name="Stage">Whose guide it is about; null for the others.</param>
public sealed record ProtocolForm(string Id, Stage? Stage)
{
    /// <summary>The stages, who mediates, and how long text is kept.</summary>
    public const string Stages = "protocol.stages";

    /// <summary>Working days, hours and holidays.</summary>
    public const string Calendar = "protocol.calendar";

    /// <summary>The partnership's own words for a stage.</summary>
    public const string Own = "protocol.own";

    /// <summary>What it asks.</summary>
    public IReadOnlyList<AgreedField> Fields => Id switch
    {
        Stages => AgreedFields.Stages,
        Calendar => AgreedFields.Calendar,
        _ => [AgreedFields.Guide(Stage ?? Tensions.Stage.Talk)],
    };

    /// <summary>The button that opens it.</summary>
    public static Button Opener(string partnership, string id, Stage? stage) =>
        new(Text.Say($"{id}.button"), id, Args(partnership, stage)) { OpensForm = true };

    /// <summary>The form in which a field is asked.</summary>
    public static ProtocolForm Of(AgreedField field) => new(AgreedFields.Stages.Contains(field) ? Stages : Calendar, null);

    /// <summary>The form that a button or an answer means.</summary>
    public static ProtocolForm Of(string id, IReadOnlyDictionary<string, string> args) =>
        new(id, id == Own ? Tensions.Stages.Of(args.GetValueOrDefault(TalkingGuide.StageArg)) ?? Tensions.Stage.Talk : null);

    /// <summary>As it opens, holding what holds.</summary>
    public Form Open(string partnership, Agreed agreed, Text? intro = null) => Holding(partnership, f => f.Value(agreed), Held.Of(Fields.Select(f => f.Ask(f.Value(agreed)))), intro);

    /// <summary>The form with these answers in it.</summary>
    /// <param name="partnership">Of which it is.</param>
    /// <param name="value">What stands in each field.</param>
    /// <param name="held">What they held when it was opened first; null for a form that did not say so.</param>
    /// <param name="intro">Said above the fields.</param>
    public Form Holding(string partnership, Func<AgreedField, string?> value, string? held, Text? intro)
    {
        var args = Args(partnership, Stage);
        if (held is not null)
        {
            args[Held.Arg] = held;
        }

        return new(Id, Text.Say($"{Id}.title"), Text.Say($"{Id}.submit"), [.. Fields.Select(f => f.Ask(value(f)))])
        {
            Args = args,
            Opener = Opener(partnership, Id, Stage),
            Intro = intro ?? Intro,
        };
    }

    private Text Intro => Stage is { } stage ? Text.Say($"{Id}.intro", ("stage", stage.Label())) : Text.Say($"{Id}.intro");

    private static Dictionary<string, string> Args(string partnership, Stage? stage) =>
        stage is { } of ? new() { ["p"] = partnership, [TalkingGuide.StageArg] = of.Id() } : new() { ["p"] = partnership };
}
