using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Notes in what is voted into that somebody's right has just ended, for as long as some process may not know it yet.</summary>
public static class BarredSpeakers
{
    /// <summary>As long as some process may remember that they had the right, and longer than that.</summary>
    public static readonly Duration Remembered = Duration.FromSeconds(10);

    /// <summary>With one more; what means nothing any more is left out.</summary>
    /// <param name="barred">As noted so far: a member's id, or an account's hash, and until when.</param>
    /// <param name="who">The same.</param>
    /// <param name="now">This moment.</param>
    public static IReadOnlyDictionary<string, Instant> With(IReadOnlyDictionary<string, Instant>? barred, string who, Instant now)
    {
        var next = (barred ?? new Dictionary<string, Instant>()).Where(b => b.Value > now).ToDictionary();
        next[who] = now + Remembered;
        return next;
    }

    /// <summary>Whether a member is barred, or the account that they speak by.</summary>
    public static bool Holds(IReadOnlyDictionary<string, Instant>? barred, Member member, Person account, Instant now)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(account);
        return barred is not null && (Has(member.Id) || Has(Key.Hash(account.Key)));

        bool Has(string who) => barred.TryGetValue(who, out var until) && now < until;
    }
}
