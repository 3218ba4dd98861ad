using System.Text.Json.Serialization;

namespace BotPartner.Core.Tensions;

/// <summary>The stages of the conflict protocol, in the order in which they follow one another.</summary>
public enum Stage
{
    /// <summary>The other side says that it has heard.</summary>
    Acknowledge,

    /// <summary>The two sides talk to each other.</summary>
    Talk,

    /// <summary>The focal points of both partners meet.</summary>
    FocalPoints,

    /// <summary>A facilitator who belongs to neither side guides a dialogue.</summary>
    Facilitated,

    /// <summary>The other partners decide.</summary>
    Committee,

    /// <summary>Somebody from outside mediates, as the partnership agreed.</summary>
    Mediation,
}

/// <summary>A stage of a partnership's ladder.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Days">How many working days it lasts at first.</param>
public sealed record Rung(Stage Stage, int Days)
{
    /// <summary>The most days that a stage may be given.</summary>
    public const int MaxDays = 60;

    /// <summary>What the partnership says to its people at this stage, in its own words; null for the catalogue's talking guide.</summary>
    public string? Guide { get; init; }
}

/// <summary>A partnership's conflict protocol: agreed beforehand, and the same for all of its tensions that are raised while it holds.</summary>
/// <param name="Rungs">Its stages, the first one first. Some may be left out, the order is always the same.</param>
public sealed record Ladder(IReadOnlyList<Rung> Rungs)
{
    /// <summary>The most characters of a guide.</summary>
    public const int MaxGuide = 2000;

    /// <summary>Hear, talk, let the focal points meet, a facilitator, the committee, a mediator.</summary>
    public static Ladder Default { get; } = new([new(Stage.Acknowledge, 2), new(Stage.Talk, 5), new(Stage.FocalPoints, 5), new(Stage.Facilitated, 10), new(Stage.Committee, 10), new(Stage.Mediation, 10)]);

    /// <summary>Who mediates from outside, and how they are reached, in the partnership's own words; null for nobody yet.</summary>
    public string? Mediator { get; init; }

    /// <summary>Whether tensions can be carried along it: talking to each other is never left out.</summary>
    [JsonIgnore]
    public bool Holds => Rungs.Any(r => r.Stage == Stage.Talk)
        && Rungs.All(r => r.Days is >= 1 and <= Rung.MaxDays && !(r.Guide?.Length > MaxGuide))
        && Rungs.Zip(Rungs.Skip(1)).All(p => p.First.Stage < p.Second.Stage);

    /// <summary>The first stage.</summary>
    [JsonIgnore]
    public Stage First => Rungs[0].Stage;

    /// <summary>The rung of a stage that a tension is at: the ladder that it was raised on has it.</summary>
    public Rung At(Stage stage) => Rungs.First(r => r.Stage == stage);

    /// <summary>The stage after this one; null for the last.</summary>
    public Stage? Above(Stage stage) => Rungs.Where(r => r.Stage > stage).Select(r => (Stage?)r.Stage).FirstOrDefault();

    /// <summary>The stage before this one; null for the first.</summary>
    public Stage? Below(Stage stage) => Rungs.Where(r => r.Stage < stage).Select(r => (Stage?)r.Stage).LastOrDefault();
}
