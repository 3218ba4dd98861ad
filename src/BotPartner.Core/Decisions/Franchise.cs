using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Who may vote on what is put now, and as whom: the partners, or everybody who speaks for one.</summary>
public sealed class Franchise(Partners partners, Members members)
{
    /// <summary>All of them, as they are known now.</summary>
    public async Task<IReadOnlyList<Voter>> Of(string partnership, Terms terms, CancellationToken cancellation)
    {
        var all = await partners.All(partnership, cancellation);
        if (!terms.OfMembers)
        {
            return [.. all.Select(p => new Voter(p.Id, p.State.Name, p.State.Constituency) { Weight = p.State.Weight is { } weight ? Weight.Parse(weight) : null })];
        }

        var byId = all.ToDictionary(p => p.Id, p => p.State);
        var admitted = await members.Where(partnership, m => m.Standing == Standing.Admitted && byId.ContainsKey(m.PartnerId), int.MaxValue, cancellation);
        return Of(admitted.Select(m => m.State), byId);
    }

    /// <summary>Members as voters, each once whatever accounts they have: as they are called in the one that the others are linked to.</summary>
    public static IReadOnlyList<Voter> Of(IEnumerable<Member> members, IReadOnlyDictionary<string, Partner> partners) =>
    [
        .. members.OrderBy(m => m.LinkedTo is not null).DistinctBy(m => m.Id).OrderBy(m => m.Id, StringComparer.Ordinal)
            .Select(m => new Voter(m.Id, m.Person.Name, partners[m.PartnerId].Constituency) { Partner = partners[m.PartnerId].Name }),
    ];

    /// <summary>The voters with what they weighed in the round before, where they voted in it: a weight that is changed changes no decision that runs.
    /// Who votes anonymously weighs one, also where a weight was agreed on a moment ago, or somebody joined since.</summary>
    public static IReadOnlyList<Voter> Weighing(IReadOnlyList<Voter> voters, IReadOnlyList<Voter>? before, Terms terms)
    {
        if (terms.Anonymous)
        {
            return [.. voters.Select(v => v with { Weight = null })];
        }

        var known = before?.ToDictionary(v => v.Id);
        return known is null ? voters : [.. voters.Select(v => known.TryGetValue(v.Id, out var earlier) ? v with { Weight = earlier.Weight } : v)];
    }

    /// <summary>As whom a member votes.</summary>
    public static string VoterOf(Terms? terms, Member member) => terms?.OfMembers == true ? member.Id : member.PartnerId;

    /// <summary>Whether a member votes at all: a partner's ballot is cast by its delegates.</summary>
    public static bool Votes(Terms? terms, Member member) => terms?.OfMembers == true ? member.Standing == Standing.Admitted : member.MayVote;

    /// <summary>The seat of somebody who votes; others are told how to come to one.</summary>
    public static (Seat? Seat, Refusal? Refusal) Voting(Seat? seat, Terms? terms) => seat?.Member switch
    {
        { } member when Votes(terms, member) => (seat, null),
        { Standing: Standing.Admitted } member => (null, Refusal.Of("refusal.not-delegate", ("partner", member.PartnerName))),
        { Standing: Standing.Asked } member => (null, Refusal.Of("refusal.not-yet-admitted", ("partner", member.PartnerName))),
        _ => (null, Refusal.Of("refusal.stranger")),
    };
}
