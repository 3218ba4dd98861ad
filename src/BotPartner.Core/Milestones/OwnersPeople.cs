using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Milestones;

/// <summary>Somebody who is written to for a partner, with the zone they live in.</summary>
/// <param name="Id">Who: one for all of a person's accounts.</param>
/// <param name="Person">The account that is written to.</param>
/// <param name="PartnerId">For which partner; empty for a steward.</param>
/// <param name="Zone">Where they live.</param>
public sealed record OwnerPerson(string Id, Person Person, string PartnerId, string Zone)
{
    /// <summary>Them in their direct conversation.</summary>
    public Addressee Directly => Addressee.Directly(Person, Zone) with { TimeZone = Zone };
}

/// <summary>Finds who is written to for partners: those who answer for them and who cast their vote, unless they want no reminders.</summary>
public sealed class OwnersPeople(Members members, Roster roster)
{
    /// <summary>Those of some partners, each person once.</summary>
    public async Task<IReadOnlyList<OwnerPerson>> Of(string id, Partnership partnership, IEnumerable<string> partnerIds, CancellationToken cancellation) =>
        Written(await All(id, partnerIds, cancellation), partnership);

    /// <summary>Those of a milestone's owners; the stewards where it has none, or nobody speaks for them any more.</summary>
    public async Task<IReadOnlyList<OwnerPerson>> Of(string id, Partnership partnership, Milestone milestone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partnership);
        ArgumentNullException.ThrowIfNull(milestone);
        var all = await All(id, milestone.Owners.Select(o => o.PartnerId), cancellation);
        if (all.Count > 0)
        {
            return Written(all, partnership);
        }

        var stewards = new List<OwnerPerson>();
        foreach (var steward in partnership.Stewards)
        {
            var member = await roster.Member(id, steward, cancellation);
            if (member?.NoReminders != true && stewards.All(s => s.Id != (member?.Id ?? Key.Hash(steward.Key))))
            {
                stewards.Add(new(member?.Id ?? Key.Hash(steward.Key), steward, "", Zone(steward, partnership)));
            }
        }

        return stewards;
    }

    /// <summary>Of some partners those for whom somebody speaks.</summary>
    public async Task<IReadOnlySet<string>> Spoken(string id, IEnumerable<string> partnerIds, CancellationToken cancellation) =>
        (await All(id, partnerIds, cancellation)).Select(m => m.PartnerId).ToHashSet();

    private async Task<IReadOnlyList<Member>> All(string id, IEnumerable<string> partnerIds, CancellationToken cancellation)
    {
        var wanted = partnerIds.ToHashSet();
        return wanted.Count == 0 ? []
            : [.. (await members.Where(
                id, m => m.Standing == Standing.Admitted && (m.Delegate || m.FocalPoint) && wanted.Contains(m.PartnerId), int.MaxValue, cancellation)).Select(m => m.State)];
    }

    private static OwnerPerson[] Written(IEnumerable<Member> all, Partnership partnership) =>
    [
        .. all.GroupBy(m => m.Id)
            .Select(accounts => accounts.OrderBy(a => a.LinkedTo is not null).First())
            .Where(m => !m.NoReminders)
            .OrderBy(m => m.Id, StringComparer.Ordinal)
            .Select(m => new OwnerPerson(m.Id, m.Person, m.PartnerId, Zone(m.Person, partnership))),
    ];

    private static string Zone(Person person, Partnership partnership) =>
        person.TimeZone is { } own && Decent.Zone(own).Id == own ? own : partnership.TimeZone;
}
