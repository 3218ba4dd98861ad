using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>How a place reads and whose it is, as asked for.</summary>
/// <param name="Language">One of <see cref="Texts.Languages"/>.</param>
/// <param name="Zone">As typed; null for the partnership's.</param>
/// <param name="Audience">For whom it is.</param>
public sealed record PlaceForm(string Language, string? Zone, Audience Audience)
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string Id = "place";

    /// <summary>The zone as it is known; null if there is none of this name.</summary>
    public string? KnownZone => Zone is null ? null : Zones.Known(Zone);

    /// <summary>What holds for a place now.</summary>
    public static PlaceForm Of(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new(link.Language, link.TimeZone, new(link.Audience));
    }

    /// <summary>What was answered; what was left open, or as it was when the form opened, stays as it is, but for a zone that was taken out,
    /// which then is the partnership's.</summary>
    public static PlaceForm Read(Request.Submitted form, Link link)
    {
        ArgumentNullException.ThrowIfNull(form);
        string? Changed(Field field) => form.Values.GetValueOrDefault(field.Id)?.Trim() is var said && Held.Kept(form.Args, field, said) ? null : said ?? "";
        return new(
            Texts.Languages.FirstOrDefault(l => l == Changed(Asked("language"))) ?? link.Language,
            Changed(Asked("zone")) is { } zone ? zone.Length > 0 ? zone : null : link.TimeZone,
            Audience.Of(Changed(Asked("audience")) ?? "") ?? new(link.Audience));

        static Field Asked(string id) => new Field.Words(id, Text.Say("place.title"));
    }

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("place.button"), Id, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>What is shown of a place.</summary>
    public static IEnumerable<Fact> Facts(Partnership partnership, Link link) =>
    [
        new(Text.Say("place.audience"), new Audience(link.Audience).Label),
        new(Text.Say("place.language"), Text.Say($"setup.language.{link.Language}")),
        new(Text.Say("place.zone"), link.TimeZone ?? partnership.TimeZone),
        new(Text.Say("place.digest"), link.NoDigest ? Text.Say("place.digest.off") : link.Digest.Label),
    ];

    /// <summary>The form as it opens.</summary>
    public Form Form(string partnership, IReadOnlyList<string> constituencies, Text? intro = null) =>
        Form(partnership, constituencies, Held.Of(Form(partnership, constituencies, null, null).Fields), intro);

    /// <summary>The form with these answers in it.</summary>
    /// <param name="partnership">Of which the place is.</param>
    /// <param name="constituencies">Those that can be chosen.</param>
    /// <param name="held">What the form held when it was opened first; null for one that did not say so.</param>
    /// <param name="intro">Said above the fields.</param>
    public Form Form(string partnership, IReadOnlyList<string> constituencies, string? held, Text? intro = null) => new(
        Id,
        Text.Say("place.title"),
        Text.Say("place.submit"),
        [
            new Field.Choice("audience", Text.Say("place.audience"), [Option(Audience.All), .. constituencies.Union(Audience.Constituency is { } c ? [c] : []).Select(x => Option(new(x)))])
            {
                Required = true, Value = Audience.Id, Hint = Text.Say("place.audience.hint"),
            },
            new Field.Choice("language", Text.Say("place.language"), [.. Texts.Languages.Select(l => new Option(l, Text.Say($"setup.language.{l}")))]) { Required = true, Value = Language },
            new Field.Words("zone", Text.Say("place.zone")) { MaxLength = Zones.Longest, Value = Zone, Hint = Text.Say("place.zone.hint") },
        ])
    {
        Args = held is null ? new Dictionary<string, string> { ["p"] = partnership } : new() { ["p"] = partnership, [Held.Arg] = held },
        Opener = Button(partnership),
        Intro = intro,
    };

    /// <summary>What is wrong with the answers, by field.</summary>
    public IReadOnlyDictionary<string, Text> Errors() =>
        Zone is not null && KnownZone is null ? new Dictionary<string, Text> { ["zone"] = Text.Say("setup.zone.wrong") } : [];

    /// <summary>The place with this. A zone that is the one it has is not chosen anew, so that it goes on following the partnership's.</summary>
    public Link In(Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link with
        {
            Language = Language,
            TimeZone = KnownZone,
            OwnZone = KnownZone is not null && (link.OwnZone || KnownZone != link.TimeZone),
            Audience = Audience.Constituency,
        };
    }

    private static Option Option(Audience audience) => new(audience.Id, audience.Label);
}

/// <summary>Time zones by their names.</summary>
public static class Zones
{
    /// <summary>The longest that is typed.</summary>
    public const int Longest = 50;

    /// <summary>The zone of this name, whatever the case it is typed in; null if there is none.</summary>
    public static string? Known(string typed) =>
        DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => string.Equals(id, typed.Trim(), StringComparison.OrdinalIgnoreCase));
}
