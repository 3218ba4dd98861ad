using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Tensions;

/// <summary>What is said to people at a stage: a short guide for the minute before they talk.</summary>
public static class TalkingGuide
{
    /// <summary>The button that shows one.</summary>
    public const string Action = "protocol.guide";

    /// <summary>The argument that says of which stage.</summary>
    public const string StageArg = "s";

    /// <summary>The partnership's own words for a stage; else the catalogue's, in lines.</summary>
    public static Text Of(Agreed agreed, Stage stage) => Own(agreed, stage) is { } own ? new Text.Verbatim(own) : Text.Say($"talking.{stage.Id()}");

    /// <summary>The partnership's own words for a stage; null where the catalogue's hold.</summary>
    public static string? Own(Agreed agreed, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(agreed);
        return agreed.Ladder.Rungs.FirstOrDefault(r => r.Stage == stage)?.Guide;
    }

    /// <summary>The guide of a stage set off as it should be: words of the partnership as such.</summary>
    public static Element Element(Agreed agreed, Stage stage) =>
        Own(agreed, stage) is null ? new Element.Paragraph(Of(agreed, stage)) : new Element.Quote(Of(agreed, stage));

    /// <summary>The guide of a stage by itself, leading on to those before and after. A stage that is left out has none: then the first one's.</summary>
    public static Card Page(Seat seat, Agreed agreed, Stage? wanted)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(agreed);
        var ladder = agreed.Ladder;
        var rung = ladder.Rungs.FirstOrDefault(r => r.Stage == wanted) ?? ladder.Rungs[0];
        var stage = rung.Stage;
        var place = ladder.Rungs.Count(r => r.Stage <= stage);
        return new(
            Text.Say("talking.title", ("stage", stage.Label())),
            Text.Say("talking.summary", ("stage", stage.Label()), ("partnership", seat.Partnership.Name)),
            [
                new Element.Paragraph(Text.Say("talking.where", ("stage", new Text.Strong(stage.Label())), ("i", place), ("of", ladder.Rungs.Count), ("n", rung.Days), ("who", Text.Say($"protocol.who.{stage.Id()}")))),
                Element(agreed, stage),
                new Element.Buttons(
                [
                    .. ladder.Below(stage) is { } below ? [Button("talking.before.button", seat.Id, below)] : Array.Empty<Button>(),
                    .. ladder.Above(stage) is { } above ? [Button("talking.after.button", seat.Id, above)] : Array.Empty<Button>(),
                    new(Text.Say("talking.all.button"), ProtocolCards.Action, new Dictionary<string, string> { ["p"] = seat.Id }),
                    .. Rights.May(seat, Deed.ChangeSettings) ? [ProtocolForm.Opener(seat.Id, ProtocolForm.Own, stage)] : Array.Empty<Button>(),
                ]),
            ]);
    }

    /// <summary>The button that shows the guide of a stage.</summary>
    public static Button Button(string label, string partnership, Stage stage) =>
        new(Text.Say(label), Action, new Dictionary<string, string> { ["p"] = partnership, [StageArg] = stage.Id() });
}
