using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>Ends the right of all who spoke for a partner that was removed.</summary>
public sealed class RemovedPartner(Change change, Roster roster, Partners partners, EveryMember everybody)
{
    /// <summary>The partners there are.</summary>
    public Partners Partners => partners;

    /// <summary>Does what is left to do; how many spoke for it.</summary>
    public async Task<int> Follow(Key key, CancellationToken cancellation)
    {
        if ((await change.Load(Kinds.Partner, key, cancellation))?.State is not { Removed: { } at } partner)
        {
            return 0;
        }

        var partnership = await roster.Partnership(key.Partition, cancellation);
        var card = Card.Of(Text.Say("partner.removed.told", ("partner", new Text.Strong(partner.Name)), ("partnership", partnership?.Name ?? "")));
        return await everybody.End(
            key.Partition,
            m => m.PartnerId == key.Id["partner:".Length..] && (m.Standing is Standing.Admitted or Standing.Asked) && m is { LinkedTo: null } && m.Since <= at,
            at,
            member => new("removed", at.ToUnixTimeMilliseconds(), card, [Addressee.Directly(member.Person, partnership?.TimeZone ?? "UTC")]),
            cancellation);
    }
}

/// <summary>Ends the right of several members.</summary>
public sealed class EveryMember(Members members, FollowMember follow)
{
    /// <summary>Of all for whom it holds; how many there were.</summary>
    public async Task<int> End(string partnership, Func<Member, bool> which, Instant at, Func<Member, Post> told, CancellationToken cancellation)
    {
        var all = await members.Where(partnership, which, int.MaxValue, cancellation);
        foreach (var member in all)
        {
            await follow.Run(
                member.Key,
                null,
                current => current is { State: var state } && which(state) ? FollowMember.Ending(current, at).Owing(told(state)) : new Verdict<Member>.Leave(),
                cancellation);
        }

        return all.Count;
    }
}
