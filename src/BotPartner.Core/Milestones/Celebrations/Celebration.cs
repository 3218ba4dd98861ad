using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>What the partners completed together: one for each milestone, whatever becomes of that.</summary>
/// <param name="Number">The milestone's.</param>
/// <param name="Title">What was completed.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
public sealed record Celebration(int Number, string Title, Person By, Instant At)
{
    /// <summary>The kinds of kudos, by their wire names, in the order of the buttons.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["clap", "heart", "party"];

    /// <summary>The partner whose member said so; null for a steward of none.</summary>
    public string? ByPartner { get; init; }

    /// <summary>How we wanted to know; null if that was not said.</summary>
    public string? Indicator { get; init; }

    /// <summary>How it was measured; null if that was not said.</summary>
    public string? Measured { get; init; }

    /// <summary>The decision that it follows from; null for none.</summary>
    public int? Decision { get; init; }

    /// <summary>Whether it was the first that the partnership completed.</summary>
    public bool First { get; init; }

    /// <summary>Whether the milestone is not done after all: it comes back when that is done again.</summary>
    public bool TakenBack { get; init; }

    /// <summary>Who contributed, and who was invited to say so.</summary>
    public IReadOnlyList<Credit> Credits { get; init; } = [];

    /// <summary>Kinds of kudos to how many gave them, as the card says it.</summary>
    public IReadOnlyDictionary<string, int> Kudos { get; init; } = new Dictionary<string, int>();

    /// <summary>The <see cref="Milestone.Revision"/> that it says.</summary>
    public int Applied { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Revision { get; init; }

    /// <summary>The partners that confirmed that they contributed, the first first.</summary>
    [JsonIgnore]
    public IEnumerable<Credit> Confirmed => Credits.Where(c => c.By is not null).OrderBy(c => c.At).ThenBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>The owners that did not say it yet.</summary>
    [JsonIgnore]
    public IEnumerable<Credit> Awaited => Credits.Where(c => c.By is null);
}

/// <summary>A partner's part in what was completed.</summary>
/// <param name="PartnerId">Its id.</param>
/// <param name="Name">Its name: stays when it is a partner no longer.</param>
public sealed record Credit(string PartnerId, string Name)
{
    /// <summary>How long the line may be that a partner is proud of.</summary>
    public const int MaxLine = 280;

    /// <summary>Whether it answered for the milestone.</summary>
    public bool Owner { get; init; }

    /// <summary>Whether its people were written to.</summary>
    public bool Invited { get; init; }

    /// <summary>Who confirmed it, for the partner; null while nobody did.</summary>
    public Person? By { get; init; }

    /// <summary>When.</summary>
    public Instant? At { get; init; }

    /// <summary>What it is proud of; null for nothing said.</summary>
    public string? Line { get; init; }
}

/// <summary>Which milestone was the first to be completed.</summary>
/// <param name="Number">Of the milestone.</param>
public sealed record FirstStep(int Number);
