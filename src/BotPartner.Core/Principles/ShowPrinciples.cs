using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Core.Principles;

/// <summary><c>principles</c>, <c>principles about WORDS</c>, <c>principles catalogue</c>, <c>principle 3</c>: what was agreed on, and what could be.</summary>
public sealed class ShowPrinciples(Reach reach, PrincipleShelf shelf, PrincipleWords words) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("principles", Typed) { Order = 129 },
        new Route.Command("principle", (said, rest, ct) => rest.Length == 0 ? Typed(said, rest, ct) : One(said, rest, ct)) { Order = 130 },
        new Route.Press(PrincipleLists.Action, (pressed, ct) => List(pressed, pressed.Args.GetValueOrDefault("q", ""), Number(pressed, "g"), ct)),
        new Route.Press(PrincipleLists.CatalogueAction, (pressed, ct) => OfCatalogue(pressed, Number(pressed, "s"), ct)),
        new Route.Press(PrincipleCards.ShowAction, (pressed, ct) => One(pressed, pressed.Args.GetValueOrDefault("n", "0"), ct)),
    ];

    /// <summary>Said where there is no principle of this number, or none was named.</summary>
    internal static Reply Unknown(string partnership, int number) => Reply.Say(
        number > 0 ? Text.Say("refusal.principle.none", ("n", number)) : Text.Say("refusal.principle.which"), PrincipleLists.Button(partnership));

    private static int Number(Request.Pressed pressed, string arg) => int.TryParse(pressed.Args.GetValueOrDefault(arg), out var n) && n > 0 ? n : 0;

    private Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation) => words.After(rest, "principles.words.catalogue") is ""
        ? OfCatalogue(said, 0, cancellation)
        : List(said, words.After(rest, "principles.words.about") ?? rest, 0, cancellation);

    private async Task<Reply> List(Request request, string sought, int page, CancellationToken cancellation)
    {
        var (seat, instead) = await reach.One(request, p => PrincipleLists.Button(p), cancellation);
        if (seat is null)
        {
            return instead!;
        }

        sought = AdoptForm.Fit(PrincipleWords.Line(sought), PrincipleLists.MaxSought) ?? "";
        var adopted = await shelf.Adopted(seat.Id, cancellation);
        var found = sought.Length == 0 ? adopted : words.About(adopted, sought, request.Person.Language, PrincipleWords.Of);
        return Reach.Answer(seat, request, adopted.Count == 0 ? new Reply.Show(PrincipleLists.None(seat))
            : found.Count == 0 ? Reply.Say(Text.Say("principles.found.none", ("words", sought)), PrincipleLists.Button(seat.Id), PrincipleLists.OfCatalogue(seat.Id))
            : new Reply.Show(PrincipleLists.Page(seat, found, await shelf.Partners(seat.Id, cancellation), page, sought)));
    }

    private async Task<Reply> OfCatalogue(Request request, int source, CancellationToken cancellation)
    {
        var (seat, instead) = await reach.One(request, p => PrincipleLists.OfCatalogue(p), cancellation);
        return seat is null ? instead! : Reach.Answer(seat, request, new Reply.Show(PrincipleLists.OfCatalogue(seat.Id, source, await shelf.Adopted(seat.Id, cancellation))));
    }

    private async Task<Reply> One(Request request, string typed, CancellationToken cancellation)
    {
        var (seat, instead) = await reach.One(request, p => PrincipleLists.Button(p), cancellation);
        if (seat is null)
        {
            return instead!;
        }

        var (number, rest) = Numbered.Split(typed);
        var found = number > 0 && rest.Length == 0 ? await shelf.Find(seat.Id, number, cancellation) : words.Among(await shelf.Adopted(seat.Id, cancellation), typed);
        return found is not null ? Reach.Answer(seat, request, new Reply.Show(PrincipleCards.One(seat.Id, found, await shelf.Partners(seat.Id, cancellation), postable: seat.Belongs && CitePrinciple.CanPost(seat, request.Place))))
            : number > 0 && rest.Length == 0 ? Reach.Answer(seat, request, Unknown(seat.Id, number))
            : await List(request, words.After(typed, "principles.words.about") ?? typed, 0, cancellation);
    }
}
