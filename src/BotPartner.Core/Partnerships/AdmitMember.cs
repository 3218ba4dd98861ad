using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>A steward or the partner's focal point admits who asked to speak for it, or declines.</summary>
public sealed class AdmitMember(Change change, Roster roster, Members members, FollowMember follow) : IFeature
{
    private const string Action = "member.admit";
    private const int Shown = 3;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("admit", Waiting) { Order = 60 },
        new Route.Press(Action, Pressed),
    ];

    /// <summary>The two buttons of the decision.</summary>
    public static IReadOnlyList<Button> Buttons(Key key, Member member) =>
    [
        new(Text.Say("admit.yes", ("person", member.Person.Name)), Action, Args(key, member, "yes")) { Tone = ButtonTone.Primary },
        new(Text.Say("admit.no", ("person", member.Person.Name)), Action, Args(key, member, "no")),
    ];

    /// <summary>Does what is left to do for a member who asked.</summary>
    internal Task Follow(Key key, CancellationToken cancellation) => follow.Follow(key, cancellation);

    /// <summary>Decides, by somebody who was found to be allowed to.</summary>
    internal async Task<Reply> Decide(Seat seat, Key key, bool yes, CancellationToken cancellation)
    {
        var asked = await change.Load(Kinds.Member, key, cancellation);
        if (asked is not { State.Standing: Standing.Asked })
        {
            return seat.Answer(asked is null ? Refusal.Of("refusal.not-asked").ToReply() : Reply.Say(PartnershipCards.Decision(asked.State, asked.State.Person.Name)));
        }

        // The first person admitted for a partner answers for it: the partner is claimed first, the member follows from it.
        var partner = (await change.Load(Kinds.Partner, Kinds.PartnerKey(seat.Id, asked.State.PartnerId), cancellation))?.State;
        if (partner?.Removed is not null)
        {
            return seat.Answer(Refusal.Of("refusal.not-asked").ToReply());
        }

        var focal = yes ? await Claim(change, seat.Id, asked.State.PartnerId, asked.State.Person, cancellation) : false;
        var done = await change.Run(
            Kinds.Member,
            key,
            null,
            current => current is { State.Standing: Standing.Asked } && current.State.PartnerId == asked.State.PartnerId ? Decided(current, seat, partner, yes, focal) : new Verdict<Member>.Leave(),
            cancellation);
        roster.Forget(seat.Id, asked.State.Person);
        if (done.Document is not { } decided)
        {
            return seat.Answer(done.Refusal!.ToReply());
        }

        await follow.Follow(key, cancellation);

        var self = asked.State.Person.Key == seat.Person.Key;
        return seat.Answer(Reply.Say(PartnershipCards.Decision(decided.State, self ? null : asked.State.Person.Name)));
    }

    /// <summary>The first person who speaks for a partner answers for it: whether that is this one.</summary>
    internal static async Task<bool> Claim(Change change, string partnership, string partnerId, Person person, CancellationToken cancellation)
    {
        var partner = await change.Run(
            Kinds.Partner,
            Kinds.PartnerKey(partnership, partnerId),
            null,
            current => current is { State: { FocalPoint: null, Removed: null } }
                ? current with { State = current.State with { FocalPoint = person } }
                : new Verdict<Partner>.Leave(),
            cancellation);
        return partner.Document?.State.FocalPoint?.Key == person.Key;
    }

    private static Document<Member> Decided(Document<Member> current, Seat seat, Partner? partner, bool yes, bool focal)
    {
        var member = current.State with
        {
            Standing = yes ? Standing.Admitted : Standing.Declined,
            Delegate = yes && focal,
            FocalPoint = yes && focal,
        };
        var settled = current with
        {
            State = member,
            Wake = member.Since,
            Owes = [.. current.Owes.Where(o => o.Slot != "ask")],
        };
        if (member.Person.Key == seat.Person.Key)
        {
            return settled;
        }

        var revision = current.State.Since.ToUnixTimeMilliseconds() + 1;
        var zone = seat.Partnership.TimeZone;
        var others = seat.Partnership.StewardsDirectly.Where(a => a.Place.Key != seat.Person.Direct.Key && a.Place.Key != member.Person.Direct.Key).ToArray();
        return (member.FocalPoint && others.Length > 0 ? settled.Owing(new("first", revision, PartnershipCards.First(seat.Partnership, member), others)) : settled)
            .Owing(new("admitted", revision, PartnershipCards.Decided(seat.Partnership, member), [Addressee.Directly(member.Person, zone)]))
            .Owing(new("ask", revision, PartnershipCards.Settled(member, seat.Person), JoinPartner.Deciders(seat, partner)) { EditOnly = true });
    }

    private async Task<Reply> Pressed(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(pressed, cancellation);
        var key = new Key(pressed.Args.GetValueOrDefault("p", ""), pressed.Args.GetValueOrDefault("m", ""));
        if (seat is null || !key.Id.StartsWith("member:", StringComparison.Ordinal))
        {
            return (refusal ?? Refusal.Of("refusal.outdated")).ToReply();
        }

        var asked = await change.Load(Kinds.Member, key, cancellation);
        if (asked is not null && pressed.Args.GetValueOrDefault("o") != asked.State.PartnerId)
        {
            // The person has asked for another partner since: this button was about the earlier wish.
            return seat.Answer(Refusal.Of("refusal.outdated").ToReply());
        }

        return asked is not null && MayDecide(seat, asked.State)
            ? await Decide(seat, key, pressed.Args.GetValueOrDefault("do") == "yes", cancellation)
            : seat.Answer(Refusal.Of("refusal.admit").ToReply());
    }

    private async Task<Reply> Waiting(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (said.Mentions is [var person, ..])
        {
            var key = Kinds.MemberKey(seat.Id, person);
            var asked = await change.Load(Kinds.Member, key, cancellation);
            return asked is not null && MayDecide(seat, asked.State)
                ? await Decide(seat, key, yes: true, cancellation)
                : seat.Answer(Refusal.Of(asked is null ? "refusal.not-asked" : "refusal.admit").ToReply());
        }

        var waiting = await members.Where(seat.Id, m => m.Standing == Standing.Asked && MayDecide(seat, m), Shown, cancellation);
        return seat.Answer(waiting.Count == 0
            ? Reply.Say(Text.Say("admit.nobody"))
            : new Reply.Show(PartnershipCards.Waiting(waiting)));
    }

    private static bool MayDecide(Seat seat, Member member) => Rights.May(seat, Deed.Admit, member.PartnerId);

    private static Dictionary<string, string> Args(Key key, Member member, string what) =>
        new() { ["p"] = key.Partition, ["m"] = key.Id, ["o"] = member.PartnerId, ["do"] = what };
}
