using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary><c>link</c> shows a member a code in private; <c>link CODE</c>, typed from another account, makes the two one member.</summary>
public sealed class LinkAccounts(Change change, Roster roster, Codes codes, FollowMember follow) : IFeature
{
    /// <summary>The button that asks for a code.</summary>
    public const string Action = "member.link";

    private const int Most = 5;
    private static readonly Duration Valid = Duration.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("link", (said, rest, ct) => rest.Length == 0 ? Give(said, ct) : Use(said, rest, ct)) { Order = 55 },
        new Route.Press(Action, Give),
    ];

    private async Task<Reply> Give(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is not { Member: { Standing: Standing.Admitted } member })
        {
            return seat?.Answer(Refusal.Of("refusal.stranger").ToReply()) ?? refusal!.ToReply();
        }

        var until = request.At + Valid;
        var (shown, _) = await codes.Give(new(seat.Id, until) { Purpose = Codes.Link, Subject = member.Id }, cancellation);
        var first = member.LinkedTo is null ? member : (await change.Load(Kinds.Member, Kinds.MemberKey(seat.Id, member.Id), cancellation))?.State ?? member;
        return seat.Answer(new Reply.Show(Code(seat, first, shown, until))) with { Confidential = true };
    }

    /// <summary>A code, and what is linked already.</summary>
    public static Card Code(Seat seat, Member member, string shown, Instant until)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(member);
        return Card.Of(
            Text.Say("link.code", ("code", new Text.Strong(shown)), ("partner", member.PartnerName), ("partnership", seat.Partnership.Name), ("until", until)),
            [.. UndoLink.Accounts(seat.Id, member)]);
    }

    /// <summary>Told to the account that another was linked to.</summary>
    public static Card Told(string partnership, Member member, Person account)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(account);
        return Card.Of(
            Text.Say("link.told", ("person", new Text.Strong(account.Name)), ("partner", member.PartnerName)),
            new Element.Buttons([UndoLink.Button(partnership, account)]));
    }

    private async Task<Reply> Use(Request.Said said, string typed, CancellationToken cancellation)
    {
        var (code, refusal) = await codes.Read(said, typed, Codes.Link, said.Person.Key, cancellation);
        if (code is not { State: { PartnershipId: var partnership, Subject: { } subject } })
        {
            return refusal!.ToReply();
        }

        var (first, own) = (Kinds.MemberKey(partnership, subject), Kinds.MemberKey(partnership, said.Person));
        var holder = (await change.Load(Kinds.Member, first, cancellation))?.State;
        var mine = (await change.Load(Kinds.Member, own, cancellation))?.State;
        if (Hindrance(holder, mine, first == own) is { } no)
        {
            return no.ToReply();
        }

        // Each of the two may have voted as a member of its own: as one they would have had two votes.
        if (mine is { Standing: Standing.Admitted, LinkedTo: null } && await follow.OpenToMembers(partnership, cancellation) is { } number)
        {
            return Refusal.Of("refusal.link-later", ("n", number)).ToReply();
        }

        if ((await codes.Burn(code, said.Person.Key, cancellation)).Refusal is { } used)
        {
            return used.ToReply();
        }

        await HandOn(partnership, said.Person, holder!.Person, cancellation);
        var linked = await follow.Run(first, said, current => Linked(current, said, mine, partnership), cancellation);
        roster.Forget(partnership, said.Person);
        if (linked.Refusal is { } late)
        {
            return late.ToReply();
        }

        var seat = await roster.SeatIn(partnership, said.Person, cancellation);
        return seat!.Answer(Reply.Say(Text.Say(
            "link.done", ("person", new Text.Strong(holder.Person.Name)), ("partner", holder.PartnerName), ("partnership", seat.Partnership.Name)), UndoLink.Button(partnership, said.Person))) with
        {
            Confidential = true,
        };
    }

    /// <summary>Why these two cannot be one member; null if they can.</summary>
    private static Refusal? Hindrance(Member? holder, Member? mine, bool same) => (holder, mine) switch
    {
        (not { Standing: Standing.Admitted }, _) => Refusal.Of("refusal.code.link"),
        (_, { Standing: Standing.Removed }) => Refusal.Of("refusal.removed"),
        _ when same => Refusal.Of("refusal.link-same"),
        ({ Accounts.Count: >= Most }, not { LinkedTo: not null }) => Refusal.Of("refusal.link-many", ("max", Most + 1)),
        (_, { Standing: Standing.Admitted } other) when other.PartnerId != holder.PartnerId => Refusal.Of("refusal.speaks-for-another", ("partner", other.PartnerName)),
        (_, { LinkedTo: { } to }) when to != holder.Id => Refusal.Of("refusal.link-already"),
        _ => null,
    };

    private static Verdict<Member> Linked(Document<Member>? current, Request.Said said, Member? mine, string partnership)
    {
        if (current is not { State: { Standing: Standing.Admitted } member })
        {
            return Refusal.Of("refusal.code.link");
        }

        if (member.Accounts?.Any(a => a.Key == said.Person.Key) == true)
        {
            return current with { Wake = said.At };
        }

        // What either account was trusted with the person is trusted with; and accounts that followed the one now follow the other.
        var was = mine is { Standing: Standing.Admitted } ? mine : null;
        var next = member with
        {
            Accounts = [.. member.Accounts ?? [], said.Person, .. was?.Accounts ?? []],
            Parting = member.Parting?.Where(a => a.Key != said.Person.Key).ToArray() is { Length: > 0 } parting ? parting : null,
            Delegate = member.Delegate || was?.Delegate == true,
            FocalPoint = member.FocalPoint || was?.FocalPoint == true,
        };
        return (current with { State = next, Wake = said.At }).Owing(new(
            $"linked:{Key.Hash(said.Person.Key)}",
            said.At.ToUnixTimeMilliseconds(),
            Told(partnership, member, said.Person),
            [Addressee.Directly(member.Person, said.Person.TimeZone ?? "UTC")]));
    }

    /// <summary>A steward's right goes to the account that stands for the person; the linked one has it through that.</summary>
    private async Task HandOn(string partnership, Person from, Person to, CancellationToken cancellation)
    {
        await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(partnership),
            null,
            current => current?.State.IsSteward(from) != true
                ? new Verdict<Partnership>.Leave()
                : current with { State = current.State with { Stewards = [.. current.State.Stewards.Select(s => s.Key == from.Key ? to : s).DistinctBy(s => s.Key)] } },
            cancellation);
        roster.Forget(partnership);
    }
}
