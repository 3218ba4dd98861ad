using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Principles;

/// <summary>A principle that the partners adopted. Nothing of it but acknowledgements changes without a decision.</summary>
/// <param name="Number">Within the partnership, from 1; never given again.</param>
/// <param name="History">What decisions made of it, the first first.</param>
public sealed record Principle(int Number, IReadOnlyList<Passage> History)
{
    /// <summary>How long a title may be.</summary>
    public const int MaxTitle = 80;

    /// <summary>How long its text may be when it is put. What the partners made of it in a later round stays as it is.</summary>
    public const int MaxText = 1000;

    /// <summary>Of so many of its texts the words are kept.</summary>
    public const int MostKept = 20;

    /// <summary>Which principle of the catalogue it is, or was before it was revised; null for one of their own.</summary>
    public string? From { get; init; }

    /// <summary>What it is called, in the partners' own words; null for the catalogue's.</summary>
    public string? Title { get; init; }

    /// <summary>What it says, in the partners' own words; null for the catalogue's.</summary>
    public string? Words { get; init; }

    /// <summary>Counts its texts, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When it was adopted.</summary>
    public Instant AdoptedAt { get; init; }

    /// <summary>When it was given up; null while it holds.</summary>
    public Instant? RetiredAt { get; init; }

    /// <summary>The day to look at it again, <c>uuuu-MM-dd</c>; null for none.</summary>
    public string? ReviewOn { get; init; }

    /// <summary>Whether the places were reminded of that day.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Which partner acknowledged it last, by the partner's id.</summary>
    public IReadOnlyDictionary<string, Acknowledgement> Acknowledged { get; init; } = new Dictionary<string, Acknowledgement>();

    /// <summary>Counts the contents of its card.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>Whether its words are the catalogue's.</summary>
    [JsonIgnore]
    public bool OfCatalogue => Words is null;

    /// <summary>What it is called.</summary>
    [JsonIgnore]
    public Text Name => Title ?? (Text)new Text.Said($"principle.{From}");

    /// <summary>What it says.</summary>
    [JsonIgnore]
    public Text Saying => Words ?? (Text)new Text.Said($"principle.{From}.about");

    /// <summary>Where it is from.</summary>
    [JsonIgnore]
    public Text Source => Catalogue.Find(From) is not { } from ? Text.Say("principle.source.own")
        : OfCatalogue ? Catalogue.SourceText(from.Source) : Text.Say("principle.source.revised", ("source", Catalogue.SourceText(from.Source)));

    /// <summary>The decision by which it was adopted.</summary>
    [JsonIgnore]
    public int AdoptedBy => History.FirstOrDefault(h => h.Turn == Turn.Adopted)?.Decision ?? 0;

    /// <summary>The day to look at it again, while somebody is to be reminded of it.</summary>
    [JsonIgnore]
    public LocalDate? Review => RetiredAt is null && !Reviewed && ReviewOn is not null && LocalDatePattern.Iso.Parse(ReviewOn) is { Success: true, Value: var day } ? day : null;

    /// <summary>Whether a decision has been dealt with here.</summary>
    public bool Knows(int decision) => History.Any(h => h.Decision == decision);

    /// <summary>The acknowledgement of the present text by a partner, since it is one; null for none.</summary>
    public Acknowledgement? By(Acknowledger partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        return Acknowledged.GetValueOrDefault(partner.Id) is { } given && given.Version == Version && !(given.At < partner.Since) ? given : null;
    }

    /// <summary>With one more passage; of those long past only what happened is kept.</summary>
    public Principle Passing(Passage passage) => this with
    {
        History = [.. History.SkipLast(MostKept - 1).Select(h => h with { Words = null }), .. History.TakeLast(MostKept - 1), passage],
    };
}

/// <summary>What a decision made of a principle.</summary>
public enum Turn
{
    /// <summary>Adopted.</summary>
    Adopted,

    /// <summary>Adopted once more, as it was: nothing changed.</summary>
    Confirmed,

    /// <summary>Given another text.</summary>
    Revised,

    /// <summary>Given up.</summary>
    Retired,

    /// <summary>Nothing: it had been given up before, or given another text.</summary>
    Late,
}

/// <summary>One thing that a decision made of a principle.</summary>
/// <param name="Turn">What.</param>
/// <param name="Decision">Its number.</param>
/// <param name="At">When it was decided.</param>
public sealed record Passage(Turn Turn, int Decision, Instant At)
{
    /// <summary>What it was called from then on; null for the catalogue's words.</summary>
    public string? Title { get; init; }

    /// <summary>What it said from then on; null for the catalogue's words, or where they are kept no longer.</summary>
    public string? Words { get; init; }
}

/// <summary>A partner that can acknowledge.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Since">When it was added, the last time; null where that is not known.</param>
public sealed record Acknowledger(string Id, string Name, Instant? Since = null);

/// <summary>That a partner stands by a principle.</summary>
/// <param name="Partner">By name.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
/// <param name="Version">Of which text.</param>
public sealed record Acknowledgement(string Partner, Person By, Instant At, int Version);

/// <summary>The documents of this folder and what they are called.</summary>
public static class PrincipleKinds
{
    /// <summary>A principle.</summary>
    public static readonly Kind<Principle> Principle = new("principle", 1, CoreJson.Default.DocumentPrinciple);

    /// <summary>Where one is stored.</summary>
    public static Key Key(string partnership, int number) => new(partnership, $"principle:{number:000000}");
}
