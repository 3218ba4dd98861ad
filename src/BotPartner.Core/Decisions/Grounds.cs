namespace BotPartner.Core.Decisions;

/// <summary>What is said beside a choice.</summary>
/// <param name="Reason">Why, word by word.</param>
/// <param name="Principle">The shared principle that is at stake, as it was named.</param>
public sealed record Grounds(string? Reason, string? Principle = null)
{
    /// <summary>How long a reason may be.</summary>
    public const int MaxReason = 1500;

    /// <summary>How long the name of a principle may be.</summary>
    public const int MaxPrinciple = 200;

    /// <summary>As it was typed, without what surrounds it; nothing where only spaces were.</summary>
    public static Grounds Of(string? reason, string? principle) => new(Trimmed(reason), Trimmed(principle));

    private static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
