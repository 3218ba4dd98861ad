using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>invite PARTNER [| 5]</c>: its focal point or a steward gets a code that admits people at once.</summary>
public sealed class InvitePartner(IDocuments documents, Change change, Roster roster, InvitationCodes invitations) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "partner.invite";

    private const string Revoke = "partner.invite.revoke";
    private const int Shown = 3;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("invite", Typed) { Order = 52 },
        new Route.Press(FormId, (pressed, ct) => Ask(pressed, null, ct)),
        new Route.Submit(FormId, (form, ct) => Invite(form, form.Values.GetValueOrDefault("partner", ""), form.Values.GetValueOrDefault("people", "1"), ct)),
        new Route.Press(Revoke, TakeBack),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("invite.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>What is open, each with the button that takes it back.</summary>
    public static Card Open(string partnership, IReadOnlyList<Document<Invitation>> open) => new(
        Text.Say("invite.open.title"),
        Text.Say("invite.open.summary", ("n", open.Count)),
        [
            .. open.Take(Shown).SelectMany(i => new Element[]
            {
                new Element.Paragraph(Text.Say(
                    "invite.open.line",
                    ("partner", new Text.Strong(i.State.PartnerName)), ("by", i.State.By.Name), ("used", i.State.Used.Count), ("max", i.State.Max), ("until", i.State.Until))),
                new Element.Buttons([new(Text.Say("invite.revoke.button"), Revoke, new Dictionary<string, string> { ["p"] = partnership, ["i"] = i.Key.Id })]),
            }),
            new Element.Divider(),
            new Element.Buttons([Button(partnership)]),
        ]);

    /// <summary>The form.</summary>
    public static Form Form(string partnership, IReadOnlyList<(string Id, Partner State)> partners, Text? intro) => new(
        FormId,
        Text.Say("invite.title"),
        Text.Say("invite.submit"),
        [
            partners.Count is > 0 and <= 100
                ? new Field.Choice("partner", Text.Say("join.partner"), [.. partners.Select(p => new Option(p.Id, p.State.Name))]) { Required = true, Value = partners.Count == 1 ? partners[0].Id : null }
                : new Field.Words("partner", Text.Say("join.partner")) { Required = true, MaxLength = 80 },
            new Field.Words("people", Text.Say("invite.people")) { MaxLength = 2, Value = "1", Hint = Text.Say("invite.people.hint", ("max", Invitation.Most)) },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Button(partnership),
        Intro = intro,
    };

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        if (rest.Length > 0)
        {
            var parts = rest.Split('|', 2, StringSplitOptions.TrimEntries);
            return await Invite(said, parts[0], parts.Length > 1 ? string.Concat(parts[1].Where(char.IsAsciiDigit)) : "1", cancellation);
        }

        var (seat, refusal) = await roster.SeatOf(said, cancellation);
        if (seat is null || !Rights.MayAnywhere(seat, Deed.Invite))
        {
            return (refusal ?? Refusal.Of("refusal.invite")).ToReply();
        }

        var open = (await documents.List(seat.Id, Kinds.Invitation.Name, "", 1000, cancellation))
            .Select(Kinds.Invitation.Read).Where(i => i.State.IsOpen(said.At) && Rights.May(seat, Deed.Invite, i.State.PartnerId)).ToArray();
        return open.Length == 0 ? await Ask(said, null, cancellation) : seat.Answer(new Reply.Show(Open(seat.Id, open))) with { Confidential = true };
    }

    private async Task<Reply> Ask(Request request, Text? intro, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null || !Rights.MayAnywhere(seat, Deed.Invite))
        {
            return (refusal ?? Refusal.Of("refusal.invite")).ToReply();
        }

        var partners = (await invitations.Partners.All(seat.Id, cancellation)).Where(p => Rights.May(seat, Deed.Invite, p.Id)).OrderBy(p => p.State.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        return seat.Answer(partners.Length == 0 ? Refusal.Of("refusal.no-partners").ToReply() : new Reply.Open(Form(seat.Id, partners, intro)));
    }

    private async Task<Reply> Invite(Request request, string typed, string people, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null || !Rights.MayAnywhere(seat, Deed.Invite))
        {
            return (refusal ?? Refusal.Of("refusal.invite")).ToReply();
        }

        if (await invitations.Partners.Called(seat.Id, typed, cancellation) is not var (id, partner) || !int.TryParse(people, out var max) || max is < 1 or > Invitation.Most)
        {
            return await Ask(request, Text.Say("invite.unclear", ("max", Invitation.Most)), cancellation);
        }

        if (!Rights.May(seat, Deed.Invite, id))
        {
            return seat.Answer(Refusal.Of("refusal.invite").ToReply());
        }

        var shown = await invitations.Give(seat.Id, new(id, partner.Name, request.Person, request.At, request.At + Invitation.Valid, max), cancellation);
        return seat.Answer(Reply.Say(Text.Say(
            "invite.code", ("code", new Text.Strong(shown)), ("partner", partner.Name), ("partnership", seat.Partnership.Name), ("n", max), ("until", request.At + Invitation.Valid)))) with
        {
            Confidential = true,
        };
    }

    private async Task<Reply> TakeBack(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(pressed, cancellation);
        var id = pressed.Args.GetValueOrDefault("i", "");
        if (seat is null || !id.StartsWith("invitation:", StringComparison.Ordinal))
        {
            return (refusal ?? Refusal.Of("refusal.outdated")).ToReply();
        }

        var revoked = await change.Run(
            Kinds.Invitation,
            new(seat.Id, id),
            null,
            current => current is null ? Refusal.Of("refusal.outdated")
                : !Rights.May(seat, Deed.Invite, current.State.PartnerId) ? Refusal.Of("refusal.invite")
                : current.State.Revoked ? new Verdict<Invitation>.Leave()
                : current with { State = current.State with { Revoked = true } },
            cancellation);
        return seat.Answer(revoked.Refusal?.ToReply() ?? Reply.Say(Text.Say(
            "invite.revoked", ("partner", revoked.Document!.State.PartnerName), ("n", revoked.Document.State.Used.Count)))) with
        { Confidential = true };
    }
}
