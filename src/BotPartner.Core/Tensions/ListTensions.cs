using BotPartner.Core.Chat;

namespace BotPartner.Core.Tensions;

/// <summary><c>tensions</c>: those that who asks has to do with, and for everybody how many there are; <c>tensions CODE</c> one of them.</summary>
public sealed class ListTensions(FindTension find, TensionShelf shelf, ReadTension read, WhichPartnership which) : IFeature
{
    private const string Action = "tensions";
    private const int Shown = 4;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("tensions", (said, rest, ct) => rest.Length > 0 ? read.Show(said, rest, ct) : List(said, ct)) { Order = 92 },
        new Route.Press(Action, List),
    ];

    /// <summary>The button that shows them.</summary>
    public static Button Button(string partnership) => new(Text.Say("tension.button.list"), Action, new Dictionary<string, string> { ["p"] = partnership });

    /// <summary>The list.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="own">What who asks has to do with, the latest first.</param>
    /// <param name="numbers">How many there are.</param>
    public static Card Card(string partnership, string name, IReadOnlyList<Viewpoint> own, TensionNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(numbers);
        return new(
            Text.Say("tensions.title"),
            Text.Say("tension.summary", ("partnership", name)),
            [
                own.Count == 0 ? new Element.Paragraph(Text.Say("tensions.none")) : new Element.Facts([.. own.Take(20).Select(v => new Fact(v.Tension.Code, Line(v)))]),
                new Element.Paragraph(numbers.Say()) { Quiet = true },
                new Element.Buttons(
                [
                    .. own.Take(Shown).Select(v => new Button(Text.Say("tension.button.open", ("code", v.Tension.Code)), TensionButtons.Show, TensionButtons.Args(partnership, v.Tension.Code))),
                    RaiseForm.Opener(partnership, null),
                ]),
            ]);
    }

    private static Text Line(Viewpoint view) => Text.Say(
        view.Tension.Course!.Ended is null ? "tensions.line" : "tensions.line.ended",
        ("title", TensionCards.Title(view.Tension)),
        ("stage", view.Tension.Course.Stage.Label()));

    private async Task<Reply> List(Request request, CancellationToken cancellation)
    {
        var (seat, people, refused) = await find.Here(request, cancellation);
        if (seat is null || people is null)
        {
            return await which.Ask(request, Button, "", cancellation) ?? refused!;
        }

        if (!(seat.Belongs || seat.Facilitator))
        {
            return seat.Answer(Refusal.Of("refusal.stranger").ToReply()) with { Confidential = true };
        }

        var all = new List<Tension>();
        await foreach (var tension in shelf.All(seat.Id, cancellation))
        {
            all.Add(tension);
        }

        var id = people.IdOf(request.Person);
        var own = all.Where(t => t.Course is not null).Select(t => Viewpoint.Of(t, people, id)).Where(v => v.Sees(Aspect.Course))
            .OrderBy(v => v.Tension.Course!.Ended is not null).ThenByDescending(v => v.Tension.Course!.Events[^1].At).ToArray();
        return seat.Answer(new Reply.Show(Card(seat.Id, seat.Partnership.Name, own, TensionNumbers.Of([.. all.Where(t => own.All(o => o.Tension.Code != t.Code))])))) with { Confidential = true };
    }
}

/// <summary>How many tensions there are and were, but for those that a reader has to do with. Said from three upward only: fewer would point at somebody.</summary>
/// <param name="Open">That go on.</param>
/// <param name="Resolved">That ended with both sides' word.</param>
/// <param name="Ended">That ended at all.</param>
public sealed record TensionNumbers(int Open, int Resolved, int Ended)
{
    /// <summary>The fewest that are told.</summary>
    public const int Least = 3;

    /// <summary>Of these.</summary>
    public static TensionNumbers Of(IReadOnlyCollection<Tension> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var ended = all.Select(t => t.Trace?.Ending ?? t.Course?.Ended).OfType<Ending>().ToArray();
        return new(all.Count(t => t.Course is { Ended: null }), ended.Count(e => e == Ending.Resolved), ended.Length);
    }

    /// <summary>As it may be said to everybody.</summary>
    public Text Say() => new Text.Joined(
    [
        Open >= Least ? Text.Say("tensions.open", ("n", Open)) : Text.Say("tensions.open.few"),
        " ",
        Ended < Least ? Text.Say("tensions.ended.few") : Resolved >= Least && Ended - Resolved is 0 or >= Least ? Text.Say("tensions.ended.resolved", ("n", Ended), ("resolved", Resolved)) : Text.Say("tensions.ended", ("n", Ended)),
    ]);
}
