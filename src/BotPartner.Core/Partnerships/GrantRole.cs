using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>Gives somebody a role, or takes all of them. Rights are looked up as they are stored now.</summary>
public sealed class GrantRole(Change change, Roster roster, FollowMember follow)
{
    /// <summary>Does it, or says why not.</summary>
    /// <param name="request">By whom, and when.</param>
    /// <param name="partnership">In which partnership.</param>
    /// <param name="key">Of the member; there may be none where a steward or facilitator of no partner is named.</param>
    /// <param name="mentioned">The person, where one was mentioned.</param>
    /// <param name="role">One of <see cref="RoleWords.All"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply> Give(Request request, string partnership, Key key, Person? mentioned, string role, CancellationToken cancellation)
    {
        roster.Forget(partnership, request.Person);
        roster.Forget(partnership);
        var seat = (await roster.SeatIn(partnership, request.Person, cancellation))!;
        key = await follow.Primary(key, cancellation);
        var member = (await change.Load(Kinds.Member, key, cancellation))?.State is { Standing: Standing.Admitted } admitted ? admitted : null;
        if ((member?.Person ?? mentioned) is not { } person)
        {
            return Refusal.Of("refusal.not-member").ToReply();
        }

        return role switch
        {
            RoleWords.Steward or RoleWords.Facilitator => await InPartnership(seat, person, role, cancellation),
            RoleWords.None => await None(request, seat, key, member, person, cancellation),
            _ when member is null => Refusal.Of("refusal.not-member").ToReply(),
            _ => await InPartner(request, seat, key, member, role, cancellation),
        };
    }

    private async Task<Reply> InPartnership(Seat seat, Person person, string role, CancellationToken cancellation)
    {
        if (!Rights.May(seat, role == RoleWords.Steward ? Deed.NameSteward : Deed.NameFacilitator))
        {
            return Refusal.Of("refusal.stewards-only").ToReply();
        }

        var named = await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(seat.Id),
            null,
            current => current is null || !(seat with { Partnership = current.State }).Steward
                ? Refusal.Of("refusal.stewards-only")
                : Named(current, seat, person, role),
            cancellation);
        roster.Forget(seat.Id);
        if (named.Refusal is null)
        {
            // Who speaks for no partner was not noted by joining: their own conversation, their export and their forgetting find it by this.
            await JoinPlace.Index(change, seat.Id, person, cancellation);
        }

        return named.Refusal?.ToReply() ?? Done(person, role, seat.Partnership.Name);
    }

    private static Verdict<Partnership> Named(Document<Partnership> current, Seat seat, Person person, string role)
    {
        var state = current.State;
        if (role == RoleWords.Steward ? state.IsSteward(person) : state.Facilitators?.Any(f => f.Key == person.Key) == true)
        {
            return new Verdict<Partnership>.Leave();
        }

        var next = role == RoleWords.Steward
            ? state with { Stewards = [.. state.Stewards, person] }
            : state with { Facilitators = [.. state.Facilitators ?? [], person] };
        var named = current with { State = next };
        return person.Key == seat.Person.Key ? named : named.Owing(Told($"role:{role}:{Key.Hash(person.Key)}", seat, person, role, state.Name));
    }

    private async Task<Reply> InPartner(Request request, Seat seat, Key key, Member member, string role, CancellationToken cancellation)
    {
        if (!Rights.May(seat, role == RoleWords.Focal ? Deed.NameFocalPoint : Deed.NameDelegate, member.PartnerId))
        {
            return Refusal.Of("refusal.delegate").ToReply();
        }

        if (role == RoleWords.Focal)
        {
            await HandOver(seat.Id, member, cancellation);
        }

        var named = await follow.Run(
            key,
            null,
            current => current is not { State: { Standing: Standing.Admitted } state } ? Refusal.Of("refusal.not-member")
                : role == RoleWords.Focal ? state.FocalPoint ? new Verdict<Member>.Leave() : Owing(current with { State = state with { FocalPoint = true }, Wake = request.At })
                : state.Delegate ? new Verdict<Member>.Leave() : Owing(current with { State = state with { Delegate = true }, Wake = request.At }),
            cancellation);
        return named.Refusal?.ToReply() ?? Done(member.Person, role, member.PartnerName);

        Document<Member> Owing(Document<Member> next) =>
            member.Everywhere.Any(a => a.Key == seat.Person.Key) ? next : next.Owing(Told($"role:{role}", seat, member.Person, role, member.PartnerName));
    }

    /// <summary>A partner has one focal point: the earlier one is none any more before the new one is.</summary>
    private async Task HandOver(string partnership, Member to, CancellationToken cancellation)
    {
        var key = Kinds.PartnerKey(partnership, to.PartnerId);
        if ((await change.Load(Kinds.Partner, key, cancellation))?.State.FocalPoint is { } before && to.Everywhere.All(a => a.Key != before.Key))
        {
            await follow.Run(
                Kinds.MemberKey(partnership, before),
                null,
                current => current is { State: { FocalPoint: true } state } ? current with { State = state with { FocalPoint = false }, Wake = state.Since } : new Verdict<Member>.Leave(),
                cancellation);
        }

        await change.Run(
            Kinds.Partner,
            key,
            null,
            current => current is null || current.State.FocalPoint?.Key == to.Person.Key ? new Verdict<Partner>.Leave() : current with { State = current.State with { FocalPoint = to.Person } },
            cancellation);
    }

    private async Task<Reply> None(Request request, Seat seat, Key key, Member? member, Person person, CancellationToken cancellation)
    {
        IReadOnlyList<Person> accounts = member is null ? [person] : [.. member.Everywhere];
        var holds = seat.Partnership.Holds(accounts);
        if (holds ? !seat.Steward : member is null || !Rights.May(seat, Deed.NameDelegate, member.PartnerId))
        {
            return Refusal.Of(holds ? "refusal.stewards-only" : member is null ? "refusal.not-member" : "refusal.delegate").ToReply();
        }

        var left = await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(seat.Id),
            null,
            current => current is null || !current.State.Holds(accounts) ? new Verdict<Partnership>.Leave()
                : current.State.Without(accounts) is { } without ? current with { State = without }
                : Refusal.Of("refusal.last-steward"),
            cancellation);
        roster.Forget(seat.Id);
        if (left.Refusal is not null || member is null)
        {
            return left.Refusal?.ToReply() ?? Done(person, RoleWords.None, seat.Partnership.Name);
        }

        await change.Run(
            Kinds.Partner,
            Kinds.PartnerKey(seat.Id, member.PartnerId),
            null,
            current => current?.State.FocalPoint is { } focal && accounts.Any(a => a.Key == focal.Key)
                ? current with { State = current.State with { FocalPoint = null } }
                : new Verdict<Partner>.Leave(),
            cancellation);
        await follow.Run(
            key,
            null,
            current => current is { State: { Standing: Standing.Admitted } state } && (state.Delegate || state.FocalPoint)
                ? (current with { State = state with { Delegate = false, FocalPoint = false, Ended = state.Delegate ? request.At : state.Ended }, Wake = request.At })
                    .Owing(Told("role:none", seat, person, RoleWords.None, member.PartnerName, request.At.ToUnixTimeMilliseconds()))
                : new Verdict<Member>.Leave(),
            cancellation);
        return Done(person, RoleWords.None, member.PartnerName);
    }

    private static Reply Done(Person person, string role, string where) =>
        Reply.Say(Text.Say($"role.done.{role}", ("person", new Text.Strong(person.Name)), ("where", where)));

    private static Post Told(string slot, Seat seat, Person person, string role, string where, long revision = 1) => new(
        slot,
        revision,
        Card.Of(Text.Say($"role.told.{role}", ("by", new Text.Strong(seat.Person.Name)), ("where", where))),
        [Addressee.Directly(person, seat.Partnership.TimeZone)]);
}
