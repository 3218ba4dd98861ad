using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>join CODE</c>: who was invited speaks for the partner at once; who invited them is told.</summary>
public sealed class AcceptInvitation(Change change, Roster roster, Codes codes, FollowMember follow)
{
    /// <summary>Uses what was typed.</summary>
    public async Task<Reply> Use(Request.Said said, string typed, CancellationToken cancellation)
    {
        var (code, refusal) = await codes.Read(said, typed, Codes.Join, null, cancellation);
        if (code is not { State.PartnershipId: var partnership })
        {
            return refusal!.ToReply();
        }

        var (key, own) = (Kinds.InvitationKey(partnership, code.Key), Kinds.MemberKey(partnership, said.Person));
        var invitation = (await change.Load(Kinds.Invitation, key, cancellation))?.State;
        var mine = (await change.Load(Kinds.Member, own, cancellation))?.State;
        var seat = await roster.SeatIn(partnership, said.Person, cancellation);
        var partner = invitation is null ? null : (await change.Load(Kinds.Partner, Kinds.PartnerKey(partnership, invitation.PartnerId), cancellation))?.State;
        if ((seat is null ? Refusal.Of("refusal.code.join") : Hindrance(invitation, mine, partner)) is { } no)
        {
            return no.ToReply();
        }

        // Once for each person whatever arrives twice; that something arrived before says nothing of who it was.
        var taken = await change.Run(Kinds.Invitation, key, null, current => Invitation.Taken(current, said.Person, said.At), cancellation);
        if (taken.Refusal is { } late)
        {
            return seat!.Answer(late.ToReply());
        }

        var focal = await AdmitMember.Claim(change, partnership, invitation!.PartnerId, said.Person, cancellation);
        var admitted = await follow.Run(own, null, current => Admitted(current, own, seat!, said, invitation, focal), cancellation);
        roster.Forget(partnership, said.Person);
        var member = admitted.Document!.State;
        return seat!.Answer(Reply.Say(Text.Say(
            member.Delegate ? "invite.accepted.delegate" : "invite.accepted", ("partner", new Text.Strong(member.PartnerName)), ("partnership", seat.Partnership.Name))));
    }

    /// <summary>Why the invitation does not serve this person; null if it does.</summary>
    private static Refusal? Hindrance(Invitation? invitation, Member? mine, Partner? partner) => (invitation, mine) switch
    {
        (null or { Revoked: true }, _) => Refusal.Of("refusal.code.join"),
        _ when partner is null or { Removed: not null } => Refusal.Of("refusal.code.join"),
        (_, { Standing: not Standing.Admitted, Ended: { } ended }) when ended >= invitation.At => Refusal.Of("refusal.removed"),
        (_, { Standing: Standing.Admitted } member) => member.PartnerId == invitation.PartnerId
            ? Refusal.Of("join.already", ("partner", new Text.Strong(member.PartnerName)))
            : Refusal.Of("refusal.speaks-for-another", ("partner", member.PartnerName)),
        _ => null,
    };

    private static Verdict<Member> Admitted(Document<Member>? current, Key key, Seat seat, Request.Said said, Invitation invitation, bool focal)
    {
        if (current?.State.Standing == Standing.Admitted)
        {
            return new Verdict<Member>.Leave();
        }

        var asked = current?.State.Standing == Standing.Asked;
        var member = new Member(said.Person, invitation.PartnerId, invitation.PartnerName, Standing.Admitted, said.At) { Delegate = focal, FocalPoint = focal };
        var next = (current ?? Kinds.Member.New(key, member)) with { State = member, Wake = said.At, Expires = null, Owes = [.. current?.Owes.Where(o => o.Slot != "ask") ?? []] };
        var told = next.Owing(new(
            "invited",
            said.At.ToUnixTimeMilliseconds(),
            Card.Of(Text.Say("invite.joined", ("person", new Text.Strong(said.Person.Name)), ("partner", new Text.Strong(invitation.PartnerName)), ("partnership", seat.Partnership.Name))),
            [Addressee.Directly(invitation.By, seat.Partnership.TimeZone)]));
        var others = seat.Partnership.StewardsDirectly.Where(a => a.Place.Key != invitation.By.Direct.Key && a.Place.Key != said.Person.Direct.Key).ToArray();
        if (focal && others.Length > 0)
        {
            told = told.Owing(new("first", said.At.ToUnixTimeMilliseconds(), PartnershipCards.First(seat.Partnership, member), others));
        }

        return !asked ? told : told.Owing(new(
            "ask", said.At.ToUnixTimeMilliseconds(), PartnershipCards.Settled(member, invitation.By), JoinPartner.Deciders(seat, null))
        { EditOnly = true });
    }
}
