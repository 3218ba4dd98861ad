using System.Text.Json.Serialization;

namespace BotPartner.Core.Tensions;

/// <summary>What a partnership agreed beforehand about its tensions. A tension is raised under it as it is then, and keeps that.</summary>
/// <param name="Ladder">The stages.</param>
/// <param name="Time">The days and hours that their limits run in.</param>
/// <param name="KeepDays">How many days the text of an ended tension is kept.</param>
public sealed record Agreed(Ladder Ladder, WorkingTime Time, int KeepDays)
{
    /// <summary>The text of an ended tension is kept at least so many days: so long it can be taken up again.</summary>
    public const int KeptLeast = 14;

    /// <summary>And at most so many.</summary>
    public const int KeptMost = 3650;

    /// <summary>And so many where nothing else was agreed.</summary>
    public const int KeptUsually = 90;

    /// <summary>The most characters of who mediates.</summary>
    public const int MaxMediator = 300;

    /// <summary>Where nothing else was agreed.</summary>
    public static Agreed Default { get; } = new(Ladder.Default, WorkingTime.Default, KeptUsually);

    /// <summary>Whether tensions can be raised under it.</summary>
    [JsonIgnore]
    public bool Holds => Ladder.Holds && Time.Works && KeepDays is >= KeptLeast and <= KeptMost && !(Ladder.Mediator?.Length > MaxMediator);
}
