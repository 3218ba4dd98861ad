using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Which reminders of a round have gone out. Its document wakes itself for the next.</summary>
/// <param name="Number">Of the decision.</param>
/// <param name="Round">Which round.</param>
/// <param name="Done">Stage and zone, as <see cref="ReminderPlan.Mark"/> writes them.</param>
public sealed record Reminders(int Number, int Round, IReadOnlyList<string> Done)
{
    /// <summary>Where a stage in a zone is under way: the last delegate, in the order of their keys, whose reminder is owed or went out.</summary>
    public IReadOnlyDictionary<string, string>? Reached { get; init; }
}

/// <summary>A reminder that is due from one moment until another.</summary>
/// <param name="Slot">Wire name: one message a delegate.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Before when; later it would come with the next, or too late.</param>
public sealed record Stage(string Slot, Instant From, Instant Until);

/// <summary>When delegates are reminded. Pure.</summary>
public static class ReminderPlan
{
    /// <summary>A shorter round has no reminder at half time.</summary>
    public static readonly Duration HalfTimeFrom = Duration.FromHours(8);

    /// <summary>A shorter round has no reminder on its last day.</summary>
    public static readonly Duration LastDayFrom = Duration.FromDays(2);

    private static readonly Duration LastDay = Duration.FromDays(1);

    /// <summary>Half time until the last day begins, and the last day until the end. One that was given longer has another last day.</summary>
    public static IEnumerable<Stage> Stages(Decision decision)
    {
        var (since, closes) = (decision.Since, decision.ClosesAt);
        var lasts = closes - since;
        var day = lasts >= LastDayFrom ? closes - LastDay : closes;
        if (lasts >= HalfTimeFrom && since + (lasts / 2) < day)
        {
            yield return new("half", since + (lasts / 2), day);
        }

        if (day < closes)
        {
            yield return new($"day:{closes.ToUnixTimeSeconds()}", day, closes);
        }
    }

    /// <summary>When to look for the first time; null for a round too short to remind anybody.</summary>
    public static Instant? First(Decision decision) => Stages(decision).Select(s => (Instant?)s.From).FirstOrDefault();

    /// <summary>When a stage is due in a zone, at this moment or later; null if it is not any more.</summary>
    public static Instant? In(Stage stage, DateTimeZone zone, Instant now) =>
        Decent.Next(Instant.Max(stage.From, now), zone) is var at && at < stage.Until ? at : null;

    /// <summary>What is noted when a stage was done in a zone.</summary>
    public static string Mark(Stage stage, string zone) => $"{stage.Slot}|{zone}";
}
