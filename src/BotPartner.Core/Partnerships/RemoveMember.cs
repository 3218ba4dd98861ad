using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>member remove @person</c> and <c>leave</c>: somebody speaks for the partner no longer, from this moment. What the partner said stays.</summary>
public sealed class RemoveMember(Change change, Roster roster, Members members, FollowMember follow) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "member.remove";

    private const string LeaveAction = "member.leave";
    private const int MaxOptions = 100;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("member.remove", Typed) { Order = 72 },
        new Route.Press(FormId, Ask),
        new Route.Submit(FormId, (form, ct) => With(form, form.Values.GetValueOrDefault("member", ""), ct)),
        new Route.Command("leave", (said, _, ct) => Sure(said, ct)) { Order = 74 },
        new Route.Press(LeaveAction, (pressed, ct) => With(pressed, Kinds.MemberKey("", pressed.Person).Id, ct)),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("member.remove.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>Asks once more before somebody leaves.</summary>
    public static Card Leaving(string partnership, Member member) => Card.Of(
        Text.Say("leave.sure", ("partner", new Text.Strong(member.PartnerName))),
        new Element.Buttons([new(Text.Say("leave.button"), LeaveAction, new Dictionary<string, string> { ["p"] = partnership }) { Tone = ButtonTone.Danger }]));

    /// <summary>The form.</summary>
    public static Form Form(string partnership, IReadOnlyList<Document<Member>> who) => new(
        FormId,
        Text.Say("member.remove.title"),
        Text.Say("member.remove.submit"),
        [new Field.Choice("member", Text.Say("member.remove.who"), [.. who.Select(m => new Option(m.Key.Id, $"{m.State.Person.Name} ({m.State.PartnerName})"))]) { Required = true }])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Button(partnership),
        Intro = Text.Say("member.remove.intro"),
    };

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation) =>
        said.Mentions is [var person, ..] ? await With(said, Kinds.MemberKey("", person).Id, cancellation) : await Ask(said, cancellation);

    private async Task<Reply> Ask(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null || !Rights.MayAnywhere(seat, Deed.RemoveMember))
        {
            return (refusal ?? Refusal.Of("refusal.remove")).ToReply();
        }

        var who = await members.Where(
            seat.Id, m => m is { Standing: Standing.Admitted, LinkedTo: null } && Rights.May(seat, Deed.RemoveMember, m.PartnerId), MaxOptions, cancellation);
        return seat.Answer(who.Count == 0 ? Reply.Say(Text.Say("member.remove.nobody")) : new Reply.Open(Form(seat.Id, who)));
    }

    private async Task<Reply> Sure(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is null ? refusal!.ToReply()
            : seat.Answer(seat.Member is { Standing: Standing.Admitted } member
                ? new Reply.Show(Leaving(seat.Id, member)) { Confidential = true }
                : Refusal.Of("refusal.stranger").ToReply());
    }

    private async Task<Reply> With(Request request, string id, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null || !id.StartsWith("member:", StringComparison.Ordinal))
        {
            return (refusal ?? Refusal.Of("refusal.outdated")).ToReply();
        }

        // Who is a steward, and what the one who acts is themself, is looked up as it stands now: rights that ended do nothing any more.
        roster.Forget(seat.Id, request.Person);
        roster.Forget(seat.Id);
        seat = (await roster.SeatIn(seat.Id, request.Person, cancellation))!;
        var key = await follow.Primary(new(seat.Id, id), cancellation);
        var found = await change.Load(Kinds.Member, key, cancellation);
        if (found is not { State: { Standing: Standing.Admitted } member })
        {
            return seat.Answer(Refusal.Of("refusal.not-member").ToReply());
        }

        var self = member.Everywhere.Any(a => a.Key == request.Person.Key);
        var holds = seat.Partnership.Holds(member.Everywhere);
        if (!Rights.May(seat, self ? Deed.Leave : Deed.RemoveMember, member.PartnerId) || (holds && !self && !seat.Steward))
        {
            return seat.Answer(Refusal.Of(holds ? "refusal.stewards-only" : "refusal.remove").ToReply());
        }

        return seat.Answer(await Remove(request, seat, key, member, self, cancellation));
    }

    /// <summary>First what the person is in the partnership, then in the partner, then the member: each may be repeated, and none gives a right.</summary>
    private async Task<Reply> Remove(Request request, Seat seat, Key key, Member member, bool self, CancellationToken cancellation)
    {
        var left = await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(seat.Id),
            null,
            current => current is null || !current.State.Holds(member.Everywhere) ? new Verdict<Partnership>.Leave()
                : current.State.Without(member.Everywhere) is { } without ? current with { State = without }
                : Refusal.Of("refusal.last-steward"),
            cancellation);
        roster.Forget(seat.Id);
        if (left.Refusal is { } last)
        {
            return last.ToReply();
        }

        var partner = await change.Run(
            Kinds.Partner,
            Kinds.PartnerKey(seat.Id, member.PartnerId),
            null,
            current => current?.State.FocalPoint is { } focal && member.Everywhere.Any(a => a.Key == focal.Key)
                ? current with { State = current.State with { FocalPoint = null } }
                : new Verdict<Partner>.Leave(),
            cancellation);
        var removed = await follow.Run(
            key,
            null,
            current => current is not { State.Standing: Standing.Admitted }
                ? new Verdict<Member>.Leave()
                : FollowMember.Ending(current, request.At).Owing(new(
                    "removed",
                    request.At.ToUnixTimeMilliseconds(),
                    Card.Of(Text.Say(
                        self ? "leave.told" : "member.removed.told",
                        ("person", new Text.Strong(self ? member.Person.Name : seat.Person.Name)), ("partner", member.PartnerName), ("partnership", seat.Partnership.Name))),
                    self ? [.. JoinPartner.Deciders(seat with { Partnership = left.Document?.State ?? seat.Partnership }, partner.Document?.State)]
                        : [Addressee.Directly(member.Person, seat.Partnership.TimeZone)])),
            cancellation);
        return removed.Refusal?.ToReply() ?? Reply.Say(self
            ? Text.Say("leave.done", ("partner", member.PartnerName))
            : Text.Say("member.removed", ("person", new Text.Strong(member.Person.Name)), ("partner", member.PartnerName)));
    }
}
