using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Partnerships;

/// <summary>What its founder said about a partnership.</summary>
/// <param name="Purpose">As it was typed.</param>
/// <param name="Phase">One of <see cref="Phases"/>.</param>
/// <param name="Constituencies">Those it wants to bring together, of <see cref="Constituency.Ids"/>; null for any.</param>
public sealed record About(string? Purpose, string? Phase, IReadOnlyList<string>? Constituencies)
{
    /// <summary>The phases of a partnership; each has a text <c>phase.{id}</c>.</summary>
    public static readonly IReadOnlyList<string> Phases = ["initiating", "planning", "action", "monitoring"];

    /// <summary>The constituencies that can be chosen for its partners.</summary>
    public static IReadOnlyList<string> Choice(Partnership partnership) => partnership.About?.Constituencies ?? Constituency.Ids;

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

    private const int MaxPurpose = 300;

    /// <summary>The zone as it is known; null if there is none of this name.</summary>
    public string? KnownZone => Zone is null ? null : Zones.Known(Zone);

    /// <summary>What was answered.</summary>
    public static Founding Of(IReadOnlyDictionary<string, string> values)
    {
        string? Said(string id) => values.GetValueOrDefault(id)?.Trim() is { Length: > 0 } said ? said : null;
        var groups = Said("constituencies")?.Split(',').Intersect(Constituency.Ids).ToArray();
        return new(
            Said("name") ?? "",
            new(Said("purpose") is { } p ? p[..Math.Min(p.Length, MaxPurpose)] : null, About.Phases.FirstOrDefault(x => x == Said("phase")), groups is { Length: > 0 } ? groups : null),
            Texts.Languages.FirstOrDefault(l => l == Said("language")),
            Said("zone"));
    }

    /// <summary>The form with these answers in it.</summary>
    public Form Form() => new(
        FoundPartnership.FormId,
        Text.Say("setup.title"),
        Text.Say("setup.submit"),
        [
            new Field.Words("name", Text.Say("setup.name")) { Required = true, MaxLength = MaxName, Value = Name, Hint = Text.Say("setup.name.hint") },
            new Field.Words("purpose", Text.Say("setup.purpose")) { Multiline = true, MaxLength = MaxPurpose, Value = About.Purpose, Hint = Text.Say("setup.purpose.hint") },
            new Field.Choice("phase", Text.Say("setup.phase"), [.. About.Phases.Select(p => new Option(p, Text.Say($"phase.{p}")))]) { Value = About.Phase },
            new Field.Several("constituencies", Text.Say("setup.constituencies"), [.. Constituency.Ids.Select(c => new Option(c, Constituency.Label(c)))])
            {
                Value = About.Constituencies is { } groups ? string.Join(',', groups) : null, Hint = Text.Say("setup.constituencies.hint"),
            },
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

        if (Zone is not null && KnownZone is null)
        {
            errors["zone"] = Text.Say("setup.zone.wrong");
        }

        return errors;
    }
}
