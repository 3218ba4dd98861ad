using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary><c>principle revise 3 TEXT</c>, <c>principle retire 3 [WHY]</c>, or the forms: puts the decision that changes it.</summary>
public sealed class ChangePrinciple(Roster roster, PrincipleShelf shelf, PrincipleProposals proposals) : IFeature
{
    private const string ReviseId = "principle.revise";
    private const string RetireId = "principle.retire";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command(ReviseId, (said, rest, ct) => Typed(said, Act.Revise, rest, ct)) { Order = 132 },
        new Route.Command(RetireId, (said, rest, ct) => Typed(said, Act.Retire, rest, ct)) { Order = 133 },
        new Route.Press(ReviseId, (pressed, ct) => Ask(pressed, Act.Revise, ct)),
        new Route.Press(RetireId, (pressed, ct) => Ask(pressed, Act.Retire, ct)),
        new Route.Submit(ReviseId, (form, ct) => Sent(form, Act.Revise, ct)),
        new Route.Submit(RetireId, (form, ct) => Sent(form, Act.Retire, ct)),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Opener(string partnership, int number, Act act)
    {
        var id = act == Act.Revise ? ReviseId : RetireId;
        return new(Text.Say($"{id}.button"), id, PrincipleCards.Args(partnership, number)) { OpensForm = true };
    }

    private async Task<Reply> Ask(Request.Pressed pressed, Act act, CancellationToken cancellation)
    {
        var (seat, principle, refused) = await Find(pressed, BallotForm.NumberIn(pressed.Args), cancellation);
        return refused ?? seat!.Answer(new Reply.Open(AdoptForm.Of(seat.Id, principle!.Number, act, Filled.From(pressed.Args, Now(principle, act, Proposal.Blank, null, pressed)))));
    }

    private async Task<Reply> Typed(Request.Said said, Act act, string rest, CancellationToken cancellation)
    {
        var (number, typed) = Numbered.Split(rest);
        var (seat, principle, refused) = await Find(said, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        var (text, terms, review, unclear) = proposals.Words.Parse(typed);
        var filled = Now(principle!, act, terms, review, said);
        if (unclear.Count > 0 || (act == Act.Revise && text.Length == 0))
        {
            return seat!.Answer(new Reply.Open(AdoptForm.Of(
                seat.Id, number, act, text.Length == 0 ? filled : filled with { Text = text },
                unclear.Count == 0 ? null : Text.Say("principle.unclear", ("parts", new Text.Listed([.. unclear.Select(u => new Text.Verbatim(u))]))))));
        }

        return await Put(said, seat!, principle!, act, filled with { Text = text }, terms, cancellation);
    }

    private async Task<Reply> Sent(Request.Submitted form, Act act, CancellationToken cancellation)
    {
        var (seat, principle, refused) = await Find(form, BallotForm.NumberIn(form.Args), cancellation);
        if (refused is not null)
        {
            return refused;
        }

        var filled = Filled.Read(form.Values, form.Args);
        return await Put(form, seat!, principle!, act, form.Values.ContainsKey("review") ? filled : filled with { Review = Planned(principle!) }, filled.Terms, cancellation);
    }

    private async Task<Reply> Put(Request request, Seat seat, Principle principle, Act act, Filled filled, Proposal terms, CancellationToken cancellation)
    {
        // What is planned stays unless another day was named, or none where there was one.
        var review = act != Act.Revise || filled.Review == Planned(principle) ? null : filled.Review ?? AdoptForm.NoReview;
        var title = act == Act.Revise ? (Text)filled.Title : principle.Name;
        var proposal = proposals.Of(new(act, null, principle.Number, review, principle.Version), title, filled.Text, terms, request.Person.Language, principle.Name);
        var problems = await proposals.Problems(request, seat, proposal, review, cancellation);
        foreach (var (field, problem) in act == Act.Revise ? AdoptPrinciple.Wrong(filled)
            : filled.Text.Length > Principle.MaxText ? [("text", Text.Say("principle.field.text.length", ("max", Principle.MaxText)))]
            : [])
        {
            problems[field] = problem;
        }

        return problems.Count > 0 ? seat.Answer(PrincipleProposals.Correct(f => AdoptForm.Of(seat.Id, principle.Number, act, f), filled, problems))
            : await proposals.Put(request, seat, proposal, cancellation);
    }

    /// <summary>What the form starts from: of one that is revised, its words.</summary>
    private Filled Now(Principle principle, Act act, Proposal terms, string? review, Request request) => Filled.Of(
        AdoptForm.Own,
        proposals.Words.Plain(principle.Name, request.Person.Language),
        act == Act.Revise ? proposals.Words.Plain(principle.Saying, request.Person.Language) : "",
        terms,
        review ?? Planned(principle));

    private static string? Planned(Principle principle) => principle.Review is null ? null : principle.ReviewOn;

    private async Task<(Seat? Seat, Principle? Principle, Reply? Refused)> Find(Request request, int number, CancellationToken cancellation)
    {
        var (seat, refusal) = await ProposeDecision.Proposing(roster, request, cancellation);
        if (seat is null)
        {
            return (null, null, refusal!.ToReply());
        }

        var found = await shelf.Find(seat.Id, number, cancellation);
        return found switch
        {
            null => (seat, null, seat.Answer(ShowPrinciples.Unknown(seat.Id, number))),
            { RetiredAt: not null } => (seat, null, seat.Answer(Reply.Say(Text.Say("refusal.principle.retired", ("n", number)), PrincipleCards.Show(seat.Id, number)))),
            _ => (seat, found, null),
        };
    }
}
