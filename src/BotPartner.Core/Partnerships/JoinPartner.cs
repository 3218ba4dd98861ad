using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>join PARTNER</c>: asks to speak for a partner. Its focal point or a steward admits; a steward needs nobody.</summary>
public sealed class JoinPartner(Change change, Roster roster, Partners partners, AdmitMember admit) : IFeature
{
    /// <summary>The form that asks which partner, and the button that opens it.</summary>
    public const string FormId = "partner.join";

    private const int MaxOptions = 100;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(FormId, (pressed, ct) => Choose(pressed, null, ct)),
        new Route.Submit(FormId, (form, ct) => Join(form, form.Values.GetValueOrDefault("partner", ""), ct)) { ForPlace = false },
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("join.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>Asks to speak for the partner that was named, or shows the form.</summary>
    internal Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation) =>
        rest.Length == 0 ? Choose(said, null, cancellation) : Join(said, rest, cancellation);

    private async Task<Reply> Choose(Request request, Text? intro, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.GuestOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var all = await partners.All(seat.Id, cancellation);
        return all.Count == 0
            ? seat.Answer(Refusal.Of("refusal.no-partners").ToReply())
            : seat.Answer(new Reply.Open(new Form(
                FormId,
                Text.Say("join.title"),
                Text.Say("join.submit"),
                [
                    all.Count <= MaxOptions
                        ? new Field.Choice("partner", Text.Say("join.partner"), [.. all.OrderBy(p => p.State.Name, StringComparer.OrdinalIgnoreCase).Select(p => new Option(p.Id, p.State.Name))]) { Required = true }
                        : new Field.Words("partner", Text.Say("join.partner")) { Required = true, MaxLength = 80 },
                ])
            {
                Args = new Dictionary<string, string> { ["p"] = seat.Id },
                Opener = Button(seat.Id),
                Intro = intro,
            }));
    }

    private async Task<Reply> Join(Request request, string typed, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.GuestOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (await partners.Called(seat.Id, typed, cancellation) is not var (id, state))
        {
            return await Choose(request, Text.Say("join.unknown", ("typed", typed)), cancellation);
        }

        var key = Kinds.MemberKey(seat.Id, request.Person);
        var joined = await change.Run(Kinds.Member, key, request, current => Ask(current, key, seat, request, id, state), cancellation);
        roster.Forget(seat.Id, request.Person);
        if (joined.Refusal is { } no)
        {
            return seat.Answer(no.ToReply());
        }

        await admit.Follow(key, cancellation);
        if (seat.Steward && joined.Document!.State.Standing == Standing.Asked)
        {
            return await admit.Decide(seat, key, yes: true, cancellation);
        }

        return seat.Answer(Reply.Say(Text.Say(
            joined.Document!.State.Standing == Standing.Admitted ? "join.already" : "join.asked", ("partner", new Text.Strong(state.Name)))));
    }

    private static Verdict<Member> Ask(Document<Member>? current, Key key, Seat seat, Request request, string partnerId, Partner partner)
    {
        if (current?.State is { Standing: Standing.Admitted } or { Standing: Standing.Asked } && current.State.PartnerId == partnerId)
        {
            return new Verdict<Member>.Leave();
        }

        if (current?.State.Standing == Standing.Admitted)
        {
            return Refusal.Of("refusal.speaks-for-another", ("partner", current.State.PartnerName));
        }

        var member = new Member(request.Person, partnerId, partner.Name, Standing.Asked, request.At) { Ended = current?.State.Ended };
        var asked = (current ?? Kinds.Member.New(key, member)) with { State = member, Wake = request.At, Expires = null, Delivered = new Dictionary<string, Delivery>() };
        return seat.Steward ? asked : asked.Owing(new(
            "ask", request.At.ToUnixTimeMilliseconds(), PartnershipCards.Asked(seat, key, member), Deciders(seat, partner)));
    }

    /// <summary>Who can admit: the partner's focal point and the stewards, each in their own direct conversation.</summary>
    internal static Addressee[] Deciders(Seat seat, Partner? partner) =>
        [.. seat.Partnership.Stewards
            .Concat(partner?.FocalPoint is { } focal ? [focal] : [])
            .DistinctBy(p => p.Key)
            .Select(p => Addressee.Directly(p, seat.Partnership.TimeZone))];
}
