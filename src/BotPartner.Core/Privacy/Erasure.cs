using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Principles;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Core.Privacy;

/// <summary>Ends what a person is in a partnership and takes them out of all its documents but the chained records, which name partners.
/// Each step may be repeated.</summary>
public sealed class Erasure(IDocuments documents, Change change, Roster roster, FollowMember follow)
{
    private static readonly string[] Walked =
    [
        Kinds.Partnership.Name, Kinds.Partner.Name, Kinds.Invitation.Name, DecisionKinds.Decision.Name, DecisionKinds.Electorate.Name, DecisionKinds.Box.Name,
        DecisionKinds.Mandates.Name, DecisionKinds.Objector.Name, DecisionKinds.Reminders.Name, DecisionKinds.Draft.Name, TensionKinds.Tension.Name, PrincipleKinds.Principle.Name,
        DigestKinds.Digest.Name, MilestoneKinds.Milestone.Name, MilestoneKinds.Celebration.Name, MilestoneKinds.Kudos.Name, Kinds.Member.Name,
    ];

    /// <summary>The accounts of a person in a partnership, and whether it would be left without a steward.</summary>
    public async Task<(IReadOnlyList<Person> Accounts, Partnership? LastSteward)> Look(string partnership, Person person, CancellationToken cancellation)
    {
        var key = await follow.Primary(Kinds.MemberKey(partnership, person), cancellation);
        var member = (await change.Load(Kinds.Member, key, cancellation))?.State;
        IReadOnlyList<Person> accounts = [.. (member?.Everywhere ?? []).Append(person).DistinctBy(a => a.Key)];
        var found = await roster.Latest(partnership, cancellation);
        return (accounts, found is not null && found.Holds(accounts) && found.Without(accounts) is null ? found : null);
    }

    /// <summary>Does it in one partnership.</summary>
    public async Task In(string partnership, Person person, string tombstone, Instant at, CancellationToken cancellation)
    {
        var (accounts, last) = await Look(partnership, person, cancellation);
        if (last is not null)
        {
            return;
        }

        await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(partnership),
            null,
            current => current?.State.Holds(accounts) == true && current.State.Without(accounts) is { } without ? current with { State = without } : new Verdict<Partnership>.Leave(),
            cancellation);
        roster.Forget(partnership);
        var key = await follow.Primary(Kinds.MemberKey(partnership, person), cancellation);
        var ended = await follow.Run(
            key,
            null,
            current => current is { State.Standing: Standing.Admitted or Standing.Asked } ? FollowMember.Ending(current, at) : new Verdict<Member>.Leave(),
            cancellation);
        if (ended.Document is { State.PartnerId: var partner })
        {
            await change.Run(
                Kinds.Partner,
                Kinds.PartnerKey(partnership, partner),
                null,
                current => current?.State.FocalPoint is { } focal && accounts.Any(a => a.Key == focal.Key)
                    ? current with { State = current.State with { FocalPoint = null } }
                    : new Verdict<Partner>.Leave(),
                cancellation);
        }

        var kept = (await roster.Latest(partnership, cancellation))?.Kept ?? Partnership.KeptUsually;
        foreach (var kind in Walked)
        {
            await Walk(partnership, kind, new(accounts, Forgetting.Tombstone(tombstone), at, Duration.FromDays(kept)), cancellation);
        }

        // What was chosen in the meantime holds for these traces, too.
        await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(partnership),
            null,
            current => current is null || current.State.Kept == kept ? new Verdict<Partnership>.Leave() : current with { Wake = at },
            cancellation);

        foreach (var account in accounts)
        {
            await Chats(account, cancellation);
            roster.Forget(partnership, account);
        }
    }

    /// <summary>Takes away what is kept of direct conversations; a place where a partnership meets stays.</summary>
    public async Task Chats(IEnumerable<string> partitions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        foreach (var key in partitions.Select(p => new Key(p, Kinds.Place.Name)))
        {
            for (var attempt = 0; attempt < Change.Attempts; attempt++)
            {
                if (await documents.Find(key, cancellation) is not { Version: { } version } entry || Kinds.Place.Read(entry).State.PartnershipId is not null
                    || await documents.Delete(key, version, cancellation))
                {
                    break;
                }
            }
        }
    }

    private async Task Chats(Person account, CancellationToken cancellation)
    {
        var key = Kinds.PersonKey(account);
        if ((await change.Load(Kinds.Person, key, cancellation))?.State.Chats is { } chats)
        {
            await Chats(chats, cancellation);
            await change.Run(
                Kinds.Person, key, null, current => current?.State.Chats is null ? new Verdict<PersonRecord>.Leave() : current with { State = current.State with { Chats = null } }, cancellation);
        }
    }

    private async Task Walk(string partnership, string kind, Burial burial, CancellationToken cancellation)
    {
        var (accounts, tombstone, at, kept) = burial;
        var own = accounts.Select(a => Kinds.MemberKey(partnership, a)).ToHashSet();
        await change.RewriteAll(
            documents,
            partnership,
            kind,
            current => Forgetting.In(current, accounts, tombstone) is not { } next ? null
                : own.Contains(current.Key) ? Forgetting.Dated(next, at) with { Expires = at + kept }

                // Whoever is left in it is told at once, and a draft of theirs goes.
                : kind == TensionKinds.Tension.Name ? next with { Wake = at }
                : next,
            cancellation);
    }

    private sealed record Burial(IReadOnlyList<Person> Accounts, Person Tombstone, Instant At, Duration Kept);
}
