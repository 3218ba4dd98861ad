using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>delegate @person</c>: names who casts a partner's ballot.</summary>
public sealed class NameDelegate(Roster roster, Members members, FollowMember follow) : IFeature
{
    private const string Action = "member.delegate";
    private const int Shown = 5;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("delegate", Typed) { Order = 70 },
        new Route.Press(Action, Pressed),
    ];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (said.Mentions is [var person, ..])
        {
            return await Name(seat, Kinds.MemberKey(seat.Id, person), cancellation);
        }

        var candidates = await members.Where(
            seat.Id, m => m.Standing == Standing.Admitted && !m.Delegate && MayName(seat, m), Shown, cancellation);
        return seat.Answer(candidates.Count == 0 && !MayNameAny(seat) ? Refusal.Of("refusal.delegate").ToReply()
            : candidates.Count == 0 ? Reply.Say(Text.Say("delegate.nobody"))
            : Reply.Say(Text.Say("delegate.whom"), [.. candidates.Select(c => new Button(
                c.State.Person.Name, Action, new Dictionary<string, string> { ["p"] = seat.Id, ["m"] = c.Key.Id }))]));
    }

    private async Task<Reply> Pressed(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(pressed, cancellation);
        var id = pressed.Args.GetValueOrDefault("m", "");
        return seat is null || !id.StartsWith("member:", StringComparison.Ordinal)
            ? (refusal ?? Refusal.Of("refusal.outdated")).ToReply()
            : await Name(seat, new(seat.Id, id), cancellation);
    }

    private async Task<Reply> Name(Seat seat, Key key, CancellationToken cancellation)
    {
        var named = await follow.Run(
            key,
            null,
            current => current switch
            {
                not { State.Standing: Standing.Admitted } => Refusal.Of("refusal.not-member"),
                _ when !MayName(seat, current.State) => Refusal.Of("refusal.delegate"),
                { State.Delegate: true } => new Verdict<Member>.Leave(),
                _ => Named(current, seat),
            },
            cancellation);
        return seat.Answer(named.Refusal?.ToReply() ?? new Reply.Show(Card.Of(
            Text.Say("delegate.done", ("person", named.Document!.State.Person.Name), ("partner", named.Document.State.PartnerName)),
            await Unheard(seat, named.Document.State, cancellation))));
    }

    /// <summary>Said where a partner has more delegates than are heard on one decision.</summary>
    private async Task<Element[]> Unheard(Seat seat, Member named, CancellationToken cancellation)
    {
        if (seat.Partnership.Delegates is null)
        {
            return [];
        }

        var delegates = await members.Where(
            seat.Id, m => m is { Standing: Standing.Admitted, Delegate: true, LinkedTo: null } && m.PartnerId == named.PartnerId, Partnership.MostHeard + 1, cancellation);
        return delegates.Count <= Partnership.MostHeard ? []
            : [new Element.Paragraph(Text.Say("delegate.unheard", ("partner", named.PartnerName), ("most", Partnership.MostHeard))) { Quiet = true }];
    }

    private static Document<Member> Named(Document<Member> current, Seat seat)
    {
        var person = current.State.Person;
        var next = current with { State = current.State with { Delegate = true }, Wake = current.State.Since };
        return person.Key == seat.Person.Key ? next : next.Owing(new(
            "delegate",
            1,
            Card.Of(Text.Say("delegate.you", ("partner", current.State.PartnerName), ("partnership", seat.Partnership.Name), ("by", seat.Person.Name))),
            [Addressee.Directly(person, seat.Partnership.TimeZone)]));
    }

    private static bool MayName(Seat seat, Member member) => Rights.May(seat, Deed.NameDelegate, member.PartnerId);

    private static bool MayNameAny(Seat seat) => Rights.MayAnywhere(seat, Deed.NameDelegate);
}
