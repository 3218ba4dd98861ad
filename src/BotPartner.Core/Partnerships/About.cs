using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>What its founder said about a partnership.</summary>
/// <param name="Purpose">As it was typed.</param>
/// <param name="Phase">One of <see cref="Phases"/>.</param>
/// <param name="Constituencies">Those it wants to bring together, of <see cref="Constituency.Ids"/>; null for any.</param>
public sealed record About(string? Purpose, string? Phase, IReadOnlyList<string>? Constituencies)
{
    /// <summary>The longest purpose.</summary>
    public const int MaxPurpose = 300;

    /// <summary>The longest name or link of a conflict protocol.</summary>
    public const int MaxProtocol = 300;

    // No field of a form holds more.
    private const int LongestField = 3000;

    /// <summary>Nothing was said.</summary>
    public static readonly About Nothing = new(null, null, null);

    /// <summary>The languages that its partners work in, of <see cref="Texts.Languages"/>; null for any.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>The conflict protocol that its partners agreed on: a name or a link, as it was typed.</summary>
    public string? Protocol { get; init; }

    /// <summary>The phases of a partnership; each has a text <c>phase.{id}</c>.</summary>
    public static readonly IReadOnlyList<string> Phases = ["initiating", "planning", "action", "monitoring"];

    /// <summary>The constituencies that can be chosen for its partners.</summary>
    public static IReadOnlyList<string> Choice(Partnership partnership) => partnership.About?.Constituencies ?? Constituency.Ids;

    /// <summary>What was said; null if it is nothing.</summary>
    public static About? Some(About? about) => about == Nothing ? null : about;

    /// <summary>Said of words that are longer than that; null if they fit.</summary>
    public static Text? TooLong(string? words, int most) =>
        words?.Length > most ? Text.Say("setup.long", ("n", words.Length), ("max", most)) : null;

    /// <summary>The room of a field: what was typed too long stands in it whole, to be shortened there.</summary>
    public static int Room(int most, string? typed) => Math.Clamp(typed?.Length ?? 0, most, LongestField);

    /// <summary>Languages by their own names.</summary>
    public static Text Named(IReadOnlyList<string> languages) => new Text.Listed([.. languages.Select(l => Text.Say($"setup.language.{l}"))]);

    /// <summary>The language of a place that is connected by who reads this one: theirs, if the partners work in it.</summary>
    public string For(string language) => Languages is null || Languages.Contains(language) ? language : Languages[0];

    /// <summary>What is shown of it.</summary>
    public IEnumerable<Fact> Facts()
    {
        if (Purpose is not null)
        {
            yield return new(Text.Say("setup.purpose"), Purpose);
        }

        if (Phase is not null)
        {
            yield return new(Text.Say("setup.phase"), Text.Say($"phase.{Phase}"));
        }

        if (Languages is not null)
        {
            yield return new(Text.Say("setup.languages"), Named(Languages));
        }

        if (Protocol is not null)
        {
            yield return new(Text.Say("setup.protocol"), Protocol);
        }
    }
}

/// <summary>The questions that lead to a partnership: only its name must be answered.</summary>
/// <param name="Name">Of the partnership.</param>
/// <param name="About">What else was said.</param>
/// <param name="Language">Of the place.</param>
/// <param name="Zone">IANA zone of its deadlines, as typed.</param>
public sealed record Founding(string Name, About About, string? Language, string? Zone)
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 80;

    /// <summary>The zone as it is known; null if there is none of this name.</summary>
    public string? KnownZone => Zone is null ? null : Zones.Known(Zone);

    /// <summary>What was answered.</summary>
    public static Founding Of(IReadOnlyDictionary<string, string> values)
    {
        string? Said(string id) => values.GetValueOrDefault(id)?.Trim() is { Length: > 0 } said ? said : null;
        string[]? Among(string id, IReadOnlyList<string> known) => Said(id)?.Split(',').Intersect(known).ToArray() is { Length: > 0 } some ? some : null;
        return new(
            Said("name") ?? "",
            new(Said("purpose"), About.Phases.FirstOrDefault(x => x == Said("phase")), Among("constituencies", Constituency.Ids))
            {
                Languages = Among("languages", Texts.Languages),
                Protocol = Said("protocol"),
            },
            Texts.Languages.FirstOrDefault(l => l == Said("language")),
            Said("zone"));
    }

    /// <summary>The form with these answers in it.</summary>
    public Form Form() => new(
        FoundPartnership.FormId,
        Text.Say("setup.title"),
        Text.Say("setup.submit"),
        [
            new Field.Words("name", Text.Say("setup.name")) { Required = true, MaxLength = About.Room(MaxName, Name), Value = Name, Hint = Text.Say("setup.name.hint") },
            new Field.Words("purpose", Text.Say("setup.purpose")) { Multiline = true, MaxLength = About.Room(About.MaxPurpose, About.Purpose), Value = About.Purpose, Hint = Text.Say("setup.purpose.hint") },
            new Field.Choice("phase", Text.Say("setup.phase"), [.. About.Phases.Select(p => new Option(p, Text.Say($"phase.{p}")))]) { Value = About.Phase },
            new Field.Several("constituencies", Text.Say("setup.constituencies"), [.. Constituency.Ids.Select(c => new Option(c, Constituency.Label(c)))])
            {
                Value = About.Constituencies is { } groups ? string.Join(',', groups) : null, Hint = Text.Say("setup.constituencies.hint"),
            },
            new Field.Several("languages", Text.Say("setup.languages"), [.. Texts.Languages.Select(l => new Option(l, Text.Say($"setup.language.{l}")))])
            {
                Value = About.Languages is { } languages ? string.Join(',', languages) : null, Hint = Text.Say("setup.languages.hint"),
            },
            new Field.Words("protocol", Text.Say("setup.protocol")) { MaxLength = About.Room(About.MaxProtocol, About.Protocol), Value = About.Protocol, Hint = Text.Say("setup.protocol.hint") },
            new Field.Choice("language", Text.Say("setup.language"), [.. Texts.Languages.Select(l => new Option(l, Text.Say($"setup.language.{l}")))]) { Value = Language },
            new Field.Words("zone", Text.Say("setup.zone")) { MaxLength = Zones.Longest, Value = Zone, Hint = Text.Say("setup.zone.hint") },
        ])
    {
        Opener = FoundPartnership.Button,
    };

    /// <summary>What is wrong with the answers, by field.</summary>
    public IReadOnlyDictionary<string, Text> Errors()
    {
        var errors = new Dictionary<string, Text>();
        if (Name.Length is 0 or > MaxName)
        {
            errors["name"] = Text.Say("setup.name.length", ("max", MaxName));
        }

        if (About.TooLong(About.Purpose, About.MaxPurpose) is { } purpose)
        {
            errors["purpose"] = purpose;
        }

        if (About.TooLong(About.Protocol, About.MaxProtocol) is { } protocol)
        {
            errors["protocol"] = protocol;
        }

        if (Zone is not null && KnownZone is null)
        {
            errors["zone"] = Text.Say("setup.zone.wrong");
        }

        return errors;
    }
}
