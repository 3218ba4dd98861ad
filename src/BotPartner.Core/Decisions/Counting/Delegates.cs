namespace BotPartner.Core.Decisions;

/// <summary>Which ballot is the partner's when several of its delegates speak.</summary>
public static class Delegates
{
    /// <summary>The latest ballot stands.</summary>
    public const string LastSpeaks = "lastSpeaks";

    /// <summary>
    /// Those who have spoken must say the same; until they do, the partner has no ballot (and a mandate it gave stands). One
    /// delegate speaking alone agrees with nobody's opposite, and so speaks for the partner.
    /// </summary>
    public const string MustAgree = "mustAgree";

    /// <summary>The partner's ballot, or null.</summary>
    /// <param name="rule">One of the two; anything else is <see cref="LastSpeaks"/>.</param>
    /// <param name="ballots">The latest of each delegate, in any order.</param>
    /// <remarks>Of two at the same moment the one of the account that sorts last stands: any rule will do that is the same on every machine.</remarks>
    public static Ballot? Agreed(string? rule, IReadOnlyCollection<Ballot> ballots) =>
        rule == MustAgree && ballots.Select(b => b.Choice).Distinct().Count() > 1
            ? null
            : ballots.OrderBy(b => b.At).ThenBy(b => b.By.Key, StringComparer.Ordinal).LastOrDefault();
}
