using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>Carries through what a change of a member began: their other accounts follow, and their direct conversation finds the partnership.
/// Each step may be repeated; a crash between two of them is taken up by the clock.</summary>
public sealed class FollowMember(Change change, Roster roster, ISpeakers speakers) : IFeature
{
    private static readonly Duration Remembered = Duration.FromDays(1);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(Kinds.Member.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }),
    ];

    /// <summary>Changes a member: where the account was linked to another, that one, which stands for the person.</summary>
    public async Task<Changed<Member>> Run(Key key, Request? request, Func<Document<Member>?, Verdict<Member>> decide, CancellationToken cancellation)
    {
        var primary = await Primary(key, cancellation);
        var changed = await change.Run(Kinds.Member, primary, request, decide, cancellation);
        if (changed.Document is { Wake: not null })
        {
            await Follow(primary, cancellation);
        }

        if (changed.Document is { } member)
        {
            roster.Forget(key.Partition, member.State.Person);
        }

        return changed;
    }

    /// <summary>See <see cref="ISpeakers.OpenToMembers"/>.</summary>
    public Task<int?> OpenToMembers(string partnership, CancellationToken cancellation) => speakers.OpenToMembers(partnership, cancellation);

    /// <summary>Where the account is stored that stands for the person of this one.</summary>
    public async Task<Key> Primary(Key key, CancellationToken cancellation) =>
        (await change.Load(Kinds.Member, key, cancellation))?.State.LinkedTo is { } id ? Kinds.MemberKey(key.Partition, id) : key;

    /// <summary>Does what is left to do for a member.</summary>
    public async Task Follow(Key key, CancellationToken cancellation)
    {
        var found = await change.Load(Kinds.Member, key, cancellation);
        if (found is not { State: var member, Wake: { } wake })
        {
            return;
        }

        foreach (var account in member.Accounts ?? [])
        {
            await Spread(key.Partition, member, account, cancellation);
        }

        foreach (var account in member.Parting ?? [])
        {
            await Part(key.Partition, member, account, wake, cancellation);
        }

        if (member.Ended is not null && !member.MayVote)
        {
            await speakers.Silence(key.Partition, member, cancellation);
        }

        if (member.Standing == Standing.Removed && (await roster.Partnership(key.Partition, cancellation))?.Holds(member.Everywhere) != true)
        {
            foreach (var account in member.Everywhere)
            {
                await Unindex(key.Partition, account, cancellation);
            }
        }
        else if (member.Standing == Standing.Admitted)
        {
            foreach (var account in member.Everywhere)
            {
                await JoinPlace.Index(change, key.Partition, account, cancellation);
            }
        }

        roster.Forget(key.Partition, member.Person);
        var done = await change.Run(
            Kinds.Member,
            key,
            null,
            current => current is null || current.Wake != wake || current.State.Accounts?.Count != member.Accounts?.Count || current.State.Parting?.Count != member.Parting?.Count || current.State.Standing != member.Standing
                ? new Verdict<Member>.Leave()
                : current with { State = current.State with { Parting = null }, Wake = null },
            cancellation);

        // Who was parted while it was spread here is parted once more.
        foreach (var account in (member.Accounts ?? []).Where(a => done.Document?.State.Everywhere.All(e => e.Key != a.Key) == true))
        {
            await Part(key.Partition, member, account, wake, cancellation);
        }
    }

    /// <summary>The member, speaking no longer. Pure.</summary>
    internal static Document<Member> Ending(Document<Member> current, Instant at) => current with
    {
        State = current.State with { Standing = Standing.Removed, Delegate = false, FocalPoint = false, Ended = at },
        Wake = at,
        Owes = [.. current.Owes.Where(o => o.Slot != "ask")],
    };

    /// <summary>The account is nobody's any more: it may ask to join, or be linked again.</summary>
    private async Task Part(string partnership, Member member, Person account, Instant at, CancellationToken cancellation)
    {
        await change.Run(
            Kinds.Member,
            Kinds.MemberKey(partnership, account),
            null,
            current => current?.State.LinkedTo != member.Id
                ? new Verdict<Member>.Leave()
                : current with { State = new(account, member.PartnerId, member.PartnerName, Standing.Declined, at), Expires = at + Remembered, Owes = [] },
            cancellation);
        roster.Forget(partnership, account);
        await speakers.Silence(partnership, member, account, cancellation);
        if ((await roster.Partnership(partnership, cancellation))?.Holds([account]) != true)
        {
            await Unindex(partnership, account, cancellation);
        }
    }

    private Task Unindex(string partnership, Person account, CancellationToken cancellation) => change.Run(
        Kinds.Person,
        Kinds.PersonKey(account),
        null,
        current => current?.State.Partnerships.Contains(partnership) == true
            ? current with { State = current.State with { Partnerships = [.. current.State.Partnerships.Where(p => p != partnership)] } }
            : new Verdict<PersonRecord>.Leave(),
        cancellation);

    private async Task Spread(string partnership, Member member, Person account, CancellationToken cancellation)
    {
        var key = Kinds.MemberKey(partnership, account);
        await change.Run(
            Kinds.Member,
            key,
            null,
            current =>
            {
                var linked = member with { Person = account, LinkedTo = member.Id, Accounts = null, Parting = null };
                return current is null ? Kinds.Member.New(key, linked) : current.State == linked ? new Verdict<Member>.Leave() : current with { State = linked, Wake = null, Expires = null };
            },
            cancellation);
        roster.Forget(partnership, account);
    }
}
