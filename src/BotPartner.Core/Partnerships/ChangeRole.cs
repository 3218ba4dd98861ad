using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>role @person ROLE</c>: who is steward, facilitator, focal point or delegate, and who is none of them any more.</summary>
public sealed class ChangeRole(Roster roster, Members members, RoleWords words, GrantRole grant) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "role";

    private const int MaxOptions = 100;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("role", Typed) { Order = 71 },
        new Route.Press(FormId, (pressed, ct) => Ask(pressed, null, ct)),
        new Route.Submit(FormId, Filled),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("role.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>The form.</summary>
    public static Form Form(string partnership, IReadOnlyList<Document<Member>> who, Text? intro) => new(
        FormId,
        Text.Say("role.title"),
        Text.Say("role.submit"),
        [
            new Field.Choice("member", Text.Say("role.who"), [.. who.Select(m => new Option(m.Key.Id, $"{m.State.Person.Name} ({m.State.PartnerName})"))]) { Required = true },
            new Field.Choice("role", Text.Say("role.which"), [.. RoleWords.All.Select(r => new Option(r, Text.Say($"role.{r}")))]) { Required = true },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Button(partnership),
        Intro = intro ?? Text.Say("role.intro"),
    };

    /// <summary>Who has which role, for those who name nobody.</summary>
    public static Card Who(Partnership partnership) => new(
        Text.Say("role.title"),
        Text.Say("role.summary", ("partnership", partnership.Name)),
        [
            new Element.Facts(
            [
                new(Text.Say("role.steward"), PartnershipCards.Names([.. partnership.Stewards.Select(s => s.Name)])),
                .. partnership.Facilitators is { } f ? [new Fact(Text.Say("role.facilitator"), PartnershipCards.Names([.. f.Select(p => p.Name)]))] : Array.Empty<Fact>(),
            ]),
            new Element.Paragraph(Text.Say("role.who-names")) { Quiet = true },
        ]);

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        return said.Mentions is [var person, ..] && words.Parse(rest) is { } role
            ? seat.Answer(await grant.Give(said, seat.Id, Kinds.MemberKey(seat.Id, person), person, role, cancellation))
            : await Ask(said, rest.Length == 0 ? null : Text.Say("role.unclear"), cancellation);
    }

    private async Task<Reply> Ask(Request request, Text? intro, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.GuestOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (!Rights.MayAnywhere(seat, Deed.NameDelegate))
        {
            return seat.Answer(new Reply.Show(Who(seat.Partnership)));
        }

        var who = await members.Where(
            seat.Id, m => m is { Standing: Standing.Admitted, LinkedTo: null } && Rights.May(seat, Deed.NameDelegate, m.PartnerId), MaxOptions, cancellation);
        return seat.Answer(who.Count == 0 ? Reply.Say(Text.Say("delegate.nobody")) : new Reply.Open(Form(seat.Id, who, intro)));
    }

    private async Task<Reply> Filled(Request.Submitted form, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(form, cancellation);
        var (id, role) = (form.Values.GetValueOrDefault("member", ""), form.Values.GetValueOrDefault("role", ""));
        return seat is null || !id.StartsWith("member:", StringComparison.Ordinal) || !RoleWords.All.Contains(role)
            ? (refusal ?? Refusal.Of("refusal.outdated")).ToReply()
            : seat.Answer(await grant.Give(form, seat.Id, new(seat.Id, id), null, role, cancellation));
    }
}
