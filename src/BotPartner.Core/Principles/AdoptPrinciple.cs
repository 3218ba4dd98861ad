using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary><c>principle adopt NAME</c> of the catalogue, <c>principle adopt TITLE: TEXT</c> of their own, or the form: puts the decision that adopts it.</summary>
public sealed class AdoptPrinciple(Roster roster, PrincipleShelf shelf, PrincipleProposals proposals) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("principle.adopt", Typed) { Order = 131 },
        new Route.Press(AdoptForm.Id, Ask),
        new Route.Submit(AdoptForm.Id, Sent),
    ];

    private async Task<Reply> Ask(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, refusal) = await ProposeDecision.Proposing(roster, pressed, cancellation);
        return seat is null ? refusal!.ToReply() : seat.Answer(new Reply.Open(AdoptForm.Of(seat.Id, await shelf.Adopted(seat.Id, cancellation), Filled.From(pressed.Args, Filled.Of(AdoptForm.Own, "", "", Proposal.Blank, null)))));
    }

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await ProposeDecision.Proposing(roster, said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var (typed, terms, review, unclear) = proposals.Words.Parse(rest);
        var filled = proposals.Words.InCatalogue(typed) is { } one ? Filled.Of(one.Id, "", "", terms, review)
            : PrincipleWords.Split(typed) is var (title, text) ? Filled.Of(AdoptForm.Own, title, text, terms, review)
            : Filled.Of(AdoptForm.Own, PrincipleWords.Line(typed), "", terms, review);
        if (typed.Length == 0 || unclear.Count > 0)
        {
            return seat.Answer(new Reply.Open(AdoptForm.Of(
                seat.Id, await shelf.Adopted(seat.Id, cancellation), filled, unclear.Count == 0 ? null : Text.Say("principle.unclear", ("parts", new Text.Listed([.. unclear.Select(u => new Text.Verbatim(u))]))))));
        }

        return await Put(said, filled, terms, cancellation);
    }

    private Task<Reply> Sent(Request.Submitted form, CancellationToken cancellation)
    {
        var filled = Filled.Read(form.Values, form.Args);
        return Put(form, filled, filled.Terms, cancellation);
    }

    private async Task<Reply> Put(Request request, Filled filled, Proposal terms, CancellationToken cancellation)
    {
        var (seat, refusal) = await ProposeDecision.Proposing(roster, request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var adopted = await shelf.Adopted(seat.Id, cancellation);
        var one = Catalogue.Find(filled.Which);
        if (one is not null && adopted.FirstOrDefault(p => p.OfCatalogue && p.From == one.Id) is { } own)
        {
            return seat.Answer(new Reply.Show(PrincipleCards.One(seat.Id, own, await shelf.Partners(seat.Id, cancellation), Text.Say("principle.adopt.already", ("n", own.Number)), CitePrinciple.CanPost(seat, request.Place))));
        }

        var proposal = proposals.Of(
            new(Act.Adopt, one?.Id, 0, filled.Review), one?.Title ?? filled.Title, one?.About ?? filled.Text, terms, request.Person.Language);
        var problems = await proposals.Problems(request, seat, proposal, filled.Review, cancellation);
        foreach (var (field, problem) in Wrong(filled, one))
        {
            problems[field] = problem;
        }

        return problems.Count > 0 ? seat.Answer(PrincipleProposals.Correct(f => AdoptForm.Of(seat.Id, adopted, f), filled, problems))
            : await proposals.Put(request, seat, proposal, cancellation);
    }

    private static IEnumerable<(string, Text)> Wrong(Filled filled, Catalogued? one) => one is null ? Wrong(filled)
        : filled.Title.Length > 0 || filled.Text.Length > 0 ? [("which", Text.Say("principle.adopt.both"))]
        : [];

    /// <summary>What is wrong with words of their own.</summary>
    internal static IEnumerable<(string, Text)> Wrong(Filled filled)
    {
        if (filled.Title.Length is 0 or > Principle.MaxTitle)
        {
            yield return ("title", Text.Say("principle.field.title.length", ("max", Principle.MaxTitle)));
        }

        if (filled.Text.Length is 0 or > Principle.MaxText)
        {
            yield return ("text", Text.Say("principle.field.text.length", ("max", Principle.MaxText)));
        }
    }
}
