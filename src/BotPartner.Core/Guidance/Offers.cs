using System.Collections.Frozen;
using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Guidance;

/// <summary>Which command serves whom, where, and which part of it. What somebody may is asked of <see cref="Rights"/> and of what the
/// commands themselves ask; a command that is shown is not refused for who types it, or where.</summary>
public static class Offers
{
    private const string All = "";
    private const string? No = null;

    private static readonly FrozenDictionary<string, Func<Standpoint, string?>> Table = new Dictionary<string, Func<Standpoint, string?>>
    {
        ["setup"] = s => s.Unconnected ? All : No,
        ["connect"] = s => s.Unconnected ? "code" : s.May(Deed.Connect) ? "give" : No,
        ["partners"] = s => s.Seat is not null ? All : No,
        ["partner.add"] = With(Deed.ChangePartners),
        ["partner.remove"] = With(Deed.ChangePartners),
        ["partner.weight"] = With(Deed.ChangePartners),
        ["join"] = s => s.Speaks ? No : s.Seat is not null ? All : "code",
        ["invite"] = With(Deed.Invite),
        ["link"] = s => s.Speaks ? All : s.Removed ? No : "code",
        ["unlink"] = s => s.Speaks && s.Seat!.Member is { LinkedTo: not null } or { Accounts.Count: > 0 } ? All : No,
        ["admit"] = With(Deed.Admit),
        ["delegate"] = With(Deed.NameDelegate),
        ["role"] = s => s.May(Deed.NameSteward) ? All : s.May(Deed.NameDelegate) ? "focal" : s.Seat is not null ? "who" : No,
        ["member.remove"] = With(Deed.RemoveMember),
        ["leave"] = s => s.Speaks && s.May(Deed.Leave) ? All : No,
        ["decide"] = s => s.Belongs ? All : No,
        ["vote"] = s => s.Votes ? All : s.Speaks ? "member" : No,
        ["mandate"] = s => s.Votes ? All : No,
        ["decisions"] = s => s.Belongs || s.Here is not null ? All : No,
        ["decision"] = s => s.Belongs || s.Here is not null ? All : No,
        ["record"] = s => s.Belongs ? All : No,
        ["export.decisions"] = s => s.Belongs ? All : No,
        ["close"] = s => s.Belongs ? All : No,
        ["amend"] = s => s.Belongs ? All : No,
        ["extend"] = s => s.Belongs ? All : No,
        ["withdraw"] = s => s.Belongs ? All : No,
        ["outcome"] = s => s.Belongs ? All : No,
        ["tension.raise"] = s => s.Speaks ? All : No,
        ["tensions"] = s => s.Belongs || s.Seat?.Facilitator == true ? All : No,
        ["principles"] = s => s.Belongs || s.Here is not null ? All : No,
        ["principle"] = s => s.Belongs || s.Here is not null ? All : No,
        ["principle.adopt"] = s => s.Belongs ? All : No,
        ["principle.revise"] = s => s.Belongs ? All : No,
        ["principle.retire"] = s => s.Belongs ? All : No,
        ["principle.acknowledge"] = s => s.Speaks ? All : No,
        ["milestones"] = s => s.Belongs ? All : No,
        ["milestone"] = s => s.Belongs ? All : No,
        ["milestone.add"] = s => s.Belongs ? All : No,
        ["milestone.done"] = s => s.Belongs ? All : No,
        ["celebrations"] = s => s.Belongs ? All : No,
        ["export.celebrations"] = s => s.Belongs ? All : No,
        ["kudos"] = s => s.Belongs ? All : No,
        ["language"] = s => s.Here?.May == true ? All : No,
        ["timezone"] = s => (s.May(Deed.ChangeSettings), s.Here?.May == true) switch { (true, true) => All, (true, _) => "all", (_, true) => "here", _ => No },
        ["audience"] = s => s.Here is null ? No : s.Here.MayGiveAway ? All : "whose",
        ["settings"] = s => s.May(Deed.ChangeSettings) ? All : s.Belongs ? "read" : No,
        ["protocol"] = s => s.May(Deed.ChangeSettings) ? All : s.Belongs || s.Seat?.Facilitator == true ? "read" : No,
        ["digest"] = s => s.Here?.May == true ? All : s.Belongs || s.Seat?.Facilitator == true ? "read" : No,
        ["reminders"] = s => s.Seat?.Member is not null ? All : No,
        ["export.me"] = s => s.IsKnown ? All : No,
        ["forget.me"] = s => s.IsKnown ? All : No,
    }.ToFrozenDictionary();

    /// <summary>The wire names of the commands of which it is known whom they serve.</summary>
    public static IEnumerable<string> Known => Table.Keys;

    /// <summary>How a command serves somebody where they are; null if it does not.</summary>
    public static Offer? Of(string verb, Standpoint standpoint) => (Table.TryGetValue(verb, out var part) ? part(standpoint) : All) switch
    {
        null => null,
        All => Offer.Whole(verb),
        var some => Offer.Part(verb, some),
    };

    private static Func<Standpoint, string?> With(Deed deed) => s => s.May(deed) ? All : No;
}
