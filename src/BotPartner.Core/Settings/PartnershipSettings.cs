using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Settings;

/// <summary>All that stewards set for their partnership: each line says what it is called, what holds, and what can be answered.</summary>
public static class PartnershipSettings
{
    private const int MaxCap = 4;
    private static readonly string[] Rules = [Delegates.LastSpeaks, Delegates.MustAgree];

    /// <summary>In the order of the form.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new(
            "name",
            v => new Field.Words("name", Text.Say("setup.name")) { Required = true, MaxLength = About.Room(Founding.MaxName, v), Value = v },
            p => p.Name,
            _ => null,
            (_, v) => v.Length is 0 or > Founding.MaxName ? Wrong("setup.name.length", ("max", Founding.MaxName)) : Set(p => p with { Name = v })),
        new(
            "purpose",
            v => new Field.Words("purpose", Text.Say("setup.purpose")) { Multiline = true, MaxLength = About.Room(About.MaxPurpose, v), Value = v, Hint = Text.Say("setup.purpose.hint") },
            p => p.About?.Purpose,
            p => p.About?.Purpose is { } purpose ? new Text.Verbatim(purpose) : null,
            (w, v) => About.TooLong(v, About.MaxPurpose) is { } why ? new Read.Wrong(why) : Set(p => p.Saying(a => a with { Purpose = Some(w, v) }))),
        new(
            "phase",
            v => new Field.Choice("phase", Text.Say("setup.phase"), [.. About.Phases.Select(x => new Option(x, Text.Say($"phase.{x}")))]) { Value = v },
            p => p.About?.Phase,
            p => p.About?.Phase is { } phase ? Text.Say($"phase.{phase}") : null,
            (w, v) => w.Nothing(v) ? Set(p => p.Saying(a => a with { Phase = null }))
                : w.One(v, About.Phases, x => $"phase.{x}") is { } phase ? Set(p => p.Saying(a => a with { Phase = phase }))
                : Wrong("settings.phase.wrong", ("typed", v))),
        new(
            "constituencies",
            v => new Field.Several("constituencies", Text.Say("setup.constituencies"), [.. Constituency.Ids.Select(c => new Option(c, Constituency.Label(c)))]) { Value = v, Hint = Text.Say("setup.constituencies.hint") },
            p => Joined(p.About?.Constituencies),
            p => p.About?.Constituencies is { } groups ? new Text.Listed([.. groups.Select(Constituency.Label)]) : null,
            (w, v) => w.Nothing(v) ? Set(p => p.Saying(a => a with { Constituencies = null }))
                : w.Constituencies(v) is var (groups, unknown) && groups is { Count: > 0 } ? Set(p => p.Saying(a => a with { Constituencies = groups }))
                : Wrong("settings.constituencies.wrong", ("typed", unknown ?? v))),
        new(
            "languages",
            v => new Field.Several("languages", Text.Say("setup.languages"), [.. Texts.Languages.Select(l => new Option(l, Text.Say($"setup.language.{l}")))]) { Value = v, Hint = Text.Say("setup.languages.hint") },
            p => Joined(p.About?.Languages),
            p => p.About?.Languages is { } languages ? About.Named(languages) : null,
            (w, v) => w.Nothing(v) ? Set(p => p.Saying(a => a with { Languages = null }))
                : w.Languages(v) is var (languages, unknown) && languages is { Count: > 0 } ? Set(p => p.Saying(a => a with { Languages = languages }))
                : Wrong("settings.languages.wrong", ("typed", unknown ?? v))),
        new(
            "zone",
            v => new Field.Words("zone", Text.Say("setup.zone")) { MaxLength = Zones.Longest, Required = true, Value = v, Hint = Text.Say("setup.zone.hint") },
            p => p.TimeZone,
            p => p.TimeZone,
            (_, v) => Zones.Known(v) is { } zone ? Set(p => p.TimeZone == zone ? p : p.In(zone)) : Wrong("setup.zone.wrong")),
        new(
            "protocol",
            v => new Field.Words("protocol", Text.Say("setup.protocol")) { MaxLength = About.Room(About.MaxProtocol, v), Value = v, Hint = Text.Say("setup.protocol.hint") },
            p => p.About?.Protocol,
            p => p.About?.Protocol is { } protocol ? new Text.Verbatim(protocol) : null,
            (w, v) => About.TooLong(v, About.MaxProtocol) is { } why ? new Read.Wrong(why) : Set(p => p.Saying(a => a with { Protocol = Some(w, v) }))),
        new(
            "keep",
            v => new Field.Words("keep", Text.Say("settings.keep")) { MaxLength = MaxCap, Value = v, Hint = Text.Say("settings.keep.hint") },
            p => p.KeepDays?.ToString(CultureInfo.InvariantCulture),
            p => Text.Say("settings.keep.value", ("n", p.Kept)),
            (w, v) => w.Nothing(v) ? Set(p => p with { KeepDays = null })
                : w.Days(v) is >= Partnership.KeptLeast and <= Partnership.KeptMost and var days ? Set(p => p with { KeepDays = days == Partnership.KeptUsually ? null : days })
                : Wrong("settings.keep.range", ("min", Partnership.KeptLeast), ("max", Partnership.KeptMost))),
        new(
            "delegates",
            v => new Field.Choice("delegates", Text.Say("settings.delegates"), [.. Rules.Select(r => new Option(r, Text.Say($"settings.delegates.{r}")))]) { Required = true, Value = v },
            p => Rule(p.Delegates),
            p => Text.Say($"settings.delegates.{Rule(p.Delegates)}"),
            (w, v) => v == Delegates.MustAgree || w.Is(v, "settings.words.must-agree") ? Set(p => p with { Delegates = Delegates.MustAgree })
                : v.Length == 0 || v == Delegates.LastSpeaks || w.Is(v, "settings.words.last-speaks") ? Set(p => p with { Delegates = null })
                : Wrong("settings.unclear", ("typed", v))),
        new(
            "cap",
            v => new Field.Words("cap", Text.Say("settings.cap")) { MaxLength = MaxCap, Value = v, Hint = Text.Say("settings.cap.hint") },
            p => p.WeightCap?.ToString(CultureInfo.InvariantCulture),
            p => p.WeightCap is { } cap ? Text.Say("settings.cap.value", ("percent", cap)) : Text.Say("settings.cap.none"),
            (w, v) => w.Nothing(v) ? Set(p => p with { WeightCap = null })
                : Percent(v) is { } cap ? Set(p => p with { WeightCap = cap })
                : Wrong("terms.percent")),
    ];

    private static string? Some(SettingWords words, string typed) => words.Nothing(typed) ? null : typed;

    private static string? Joined(IReadOnlyList<string>? ids) => ids is null ? null : string.Join(',', ids);

    private static string Rule(string? delegates) => delegates == Delegates.MustAgree ? Delegates.MustAgree : Delegates.LastSpeaks;

    private static int? Percent(string typed) => int.TryParse(typed.TrimEnd('%', ' '), out var percent) && percent is >= 1 and <= 100 ? percent : null;

    private static Read.Set Set(Func<Partnership, Partnership> to) => new(to);

    private static Read.Wrong Wrong(string key, params ReadOnlySpan<(string Name, Text Value)> args) => new(Text.Say(key, args));
}
