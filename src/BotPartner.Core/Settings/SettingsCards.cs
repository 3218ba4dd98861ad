using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Settings;

/// <summary>What holds in a place and in its partnership, and the form that stewards change it by.</summary>
public static class SettingsCards
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "settings";

    // Before, the form of this name asked how the partnership votes and nothing else: what it did not ask stays as it is.
    private const string Version = "2";
    private static readonly string[] First = ["delegates", "cap"];

    /// <summary>What holds now.</summary>
    /// <param name="seat">Who reads it.</param>
    /// <param name="here">The place that they read it in, if it is connected.</param>
    public static Card Card(Seat seat, Here? here) => new(
        Text.Say("settings.card.title", ("partnership", seat.Partnership.Name)),
        Text.Say("settings.summary", ("partnership", seat.Partnership.Name)),
        [
            .. here is null ? Array.Empty<Element>() :
            [
                new Element.Paragraph(new Text.Strong(Text.Say("place.title"))),
                new Element.Facts([.. PlaceForm.Facts(seat.Partnership, here.Link)]),
                new Element.Divider(),
                new Element.Paragraph(new Text.Strong(Text.Say("settings.all"))),
            ],
            new Element.Facts([.. PartnershipSettings.All.Select(s => (s.Label, Value: s.Shown(seat.Partnership))).Where(f => f.Value is not null).Select(f => new Fact(f.Label, f.Value!))]),
            new Element.Paragraph(Text.Say("settings.frozen")) { Quiet = true },
            new Element.Paragraph(Text.Say("settings.protocol.steps")) { Quiet = true },
            .. Buttons(seat, here) is { Length: > 0 } buttons ? [new Element.Buttons(buttons)] : Array.Empty<Element>(),
        ]);

    /// <summary>The form, holding what is.</summary>
    public static Form Form(string partnership, Func<Setting, string?> value, Text? intro = null) => Form(partnership, value, Held.Of(PartnershipSettings.All.Select(s => s.Ask(value(s)))), intro);

    /// <summary>The form, holding what was typed.</summary>
    /// <param name="partnership">Of which it is.</param>
    /// <param name="value">What stands in each field.</param>
    /// <param name="held">What they held when it was opened first; null for a form that did not say so.</param>
    /// <param name="intro">Said above the fields.</param>
    public static Form Form(string partnership, Func<Setting, string?> value, string? held, Text? intro) => new(
        FormId,
        Text.Say("settings.title"),
        Text.Say("settings.submit"),
        [.. PartnershipSettings.All.Select(s => s.Ask(value(s)))])
    {
        Args = held is null ? new Dictionary<string, string> { ["p"] = partnership, ["v"] = Version } : new() { ["p"] = partnership, ["v"] = Version, [Held.Arg] = held },
        Opener = Opener(partnership),
        Intro = intro ?? Text.Say("settings.frozen"),
    };

    /// <summary>What a form asked.</summary>
    public static IEnumerable<Setting> Asked(IReadOnlyDictionary<string, string> args) =>
        PartnershipSettings.All.Where(s => args.GetValueOrDefault("v") == Version || First.Contains(s.Id));

    private static Button Opener(string partnership) =>
        new(Text.Say("settings.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    private static Button[] Buttons(Seat seat, Here? here) =>
    [
        .. here?.May == true ? [PlaceForm.Button(seat.Id)] : Array.Empty<Button>(),
        .. Rights.May(seat, Deed.ChangeSettings) ? [Opener(seat.Id)] : Array.Empty<Button>(),
    ];
}
