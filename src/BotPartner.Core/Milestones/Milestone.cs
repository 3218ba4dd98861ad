using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Milestones;

/// <summary>Something that the partners promised to reach by a day.</summary>
/// <param name="Number">What it is called by; given once.</param>
/// <param name="Title">What shall be reached.</param>
/// <param name="On">The day, as ISO writes it, on the calendar of the partnership's zone.</param>
/// <param name="AddedBy">Who added it.</param>
/// <param name="Added">When.</param>
public sealed record Milestone(int Number, string Title, string On, Person AddedBy, Instant Added)
{
    /// <summary>How long a title may be.</summary>
    public const int MaxTitle = 120;

    /// <summary>How long an indicator may be.</summary>
    public const int MaxIndicator = 500;

    /// <summary>How long it may be said how it was measured.</summary>
    public const int MaxMeasured = 500;

    /// <summary>How many years ahead a day may be.</summary>
    public const int MostYears = 20;

    /// <summary>How we will know that it is reached; null if that was not said.</summary>
    public string? Indicator { get; init; }

    /// <summary>The partners that answer for it; none where the stewards do.</summary>
    public IReadOnlyList<MilestoneOwner> Owners { get; init; } = [];

    /// <summary>The decision that it follows from; null for none.</summary>
    public int? Decision { get; init; }

    /// <summary>That it was reached; null while it was not.</summary>
    public Completion? Done { get; init; }

    /// <summary>That it is not pursued any more; null while it is.</summary>
    public Completion? Dropped { get; init; }

    /// <summary>Grows with every change that people make.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>When its day was last set: what would have been reminded of before is not.</summary>
    public Instant Planned { get; init; }

    /// <summary>Who was reminded of what, as <see cref="OwnerReminders.Mark"/> writes it.</summary>
    public IReadOnlyList<string> Reminded { get; init; } = [];

    /// <summary>The day.</summary>
    [JsonIgnore]
    public LocalDate Day => LocalDatePattern.Iso.Parse(On).Value;

    /// <summary>Whether it is still to be reached.</summary>
    [JsonIgnore]
    public bool Open => Done is null && Dropped is null;

    /// <summary>Whether its day is over and it is still to be reached.</summary>
    public bool Late(LocalDate today) => Open && Day < today;
}

/// <summary>A partner that answers for a milestone.</summary>
/// <param name="PartnerId">Its id.</param>
/// <param name="Name">Its name: stays when it is a partner no longer.</param>
public sealed record MilestoneOwner(string PartnerId, string Name);

/// <summary>That somebody ended a milestone.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record Completion(Person By, Instant At)
{
    /// <summary>The partner that they spoke for; null for none.</summary>
    public string? Partner { get; init; }

    /// <summary>How it was measured; null if that was not said.</summary>
    public string? Measured { get; init; }
}

/// <summary>The documents of milestones and what they are called.</summary>
public static class MilestoneKinds
{
    /// <summary>A milestone.</summary>
    public static readonly Kind<Milestone> Milestone = new("milestone", 1, CoreJson.Default.DocumentMilestone);

    /// <summary>What was completed, with who contributed.</summary>
    public static readonly Kind<Celebration> Celebration = new("celebration", 1, CoreJson.Default.DocumentCelebration);

    /// <summary>A part of the kudos for a celebration.</summary>
    public static readonly Kind<KudosBox> Kudos = new("kudos", 1, CoreJson.Default.DocumentKudosBox);

    /// <summary>Which milestone was the first to be completed: one a partition.</summary>
    public static readonly Kind<FirstStep> FirstStep = new("first-step", 1, CoreJson.Default.DocumentFirstStep);

    /// <summary>Where a milestone is stored.</summary>
    public static Key Key(string partnership, int number) => new(partnership, $"milestone:{number:000000}");

    /// <summary>Where the celebration of a milestone is stored: there is but one.</summary>
    public static Key CelebrationKey(string partnership, int number) => new(partnership, $"celebration:{number:000000}");

    /// <summary>Where a part of its kudos is stored.</summary>
    public static Key KudosKey(string partnership, int number, int box) => new(partnership, $"{KudosPrefix(number)}{box:00}");

    /// <summary>How the keys of its kudos begin.</summary>
    public static string KudosPrefix(int number) => $"celebration:{number:000000}:kudos:";

    /// <summary>Where it is stored which was the first.</summary>
    public static Key FirstStepKey(string partnership) => new(partnership, "first-step");

    /// <summary>The number in a key of any of them.</summary>
    public static int NumberOf(Key key) => int.Parse(key.Id.Split(':')[1]);
}
