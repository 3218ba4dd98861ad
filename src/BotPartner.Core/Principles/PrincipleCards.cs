using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>Principles as they are shown.</summary>
public static class PrincipleCards
{
    /// <summary>The wire name of the button that shows one.</summary>
    public const string ShowAction = "principle";

    /// <summary>The slot of the message that tells a text; each of its texts has its own.</summary>
    public static string Slot(int version) => $"card:{version}";

    /// <summary>What every button of a principle carries.</summary>
    public static Dictionary<string, string> Args(string partnership, int number) => new() { ["p"] = partnership, ["n"] = number.ToString() };

    /// <summary>The button that shows one.</summary>
    public static Button Show(string partnership, int number) => new(Text.Say("principle.show.button", ("n", number)), ShowAction, Args(partnership, number));

    /// <summary>Its number and what it is called.</summary>
    public static Text Title(Principle principle) => Text.Say("principle.title", ("n", principle.Number), ("title", principle.Name));

    /// <summary>One of them, for somebody who looks it up.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="principle">Which.</param>
    /// <param name="partners">The partners, by id and name.</param>
    /// <param name="note">Said above it, if anything.</param>
    /// <param name="postable">Whether it can be posted where they look.</param>
    public static Card One(string partnership, Principle principle, IReadOnlyList<Acknowledger> partners, Text? note = null, bool postable = false) => new(
        Title(principle),
        Summary(principle),
        [
            .. note is null ? [] : new Element[] { new Element.Paragraph(note) },
            .. Body(principle, partners),
            new Element.Buttons(principle.RetiredAt is not null ? [LifeCards.Show(partnership, principle.History[^1].Decision)] :
            [
                Acknowledge(partnership, principle),
                .. postable ? [CitePrinciple.Button(partnership, principle.Number)] : Array.Empty<Button>(),
                LifeCards.Show(partnership, principle.AdoptedBy),
                ChangePrinciple.Opener(partnership, principle.Number, Act.Revise),
                ChangePrinciple.Opener(partnership, principle.Number, Act.Retire),
            ]),
        ]);

    /// <summary>Told everywhere when its text was agreed; later it follows what becomes of it.</summary>
    public static Card Posted(string partnership, Principle principle, IReadOnlyList<Acknowledger> partners) => new(
        Title(principle),
        Summary(principle),
        [
            new Element.Paragraph(State(principle)),
            .. Body(principle, partners),
            new Element.Buttons(principle.RetiredAt is not null ? [Show(partnership, principle.Number)] :
                [Acknowledge(partnership, principle), Show(partnership, principle.Number), LifeCards.Show(partnership, principle.History[^1].Decision)]),
        ]);

    /// <summary>What stands where an earlier text was told.</summary>
    public static Card Replaced(string partnership, Principle principle, int decision) => new(
        Title(principle),
        Summary(principle),
        [
            new Element.Paragraph(Text.Say("principle.replaced", ("n", principle.Number), ("decision", decision))),
            new Element.Buttons([Show(partnership, principle.Number)]),
        ]);

    /// <summary>Told everywhere when a decision was adopted that could change nothing any more.</summary>
    public static Card Late(string partnership, Principle principle, int decision) => Card.Of(
        Text.Say(principle.RetiredAt is null ? "principle.late.revised" : "principle.late", ("n", principle.Number), ("decision", decision), ("title", principle.Name)),
        new Element.Buttons([LifeCards.Show(partnership, decision), Show(partnership, principle.Number)]));

    /// <summary>Told everywhere when one is given up.</summary>
    public static Card Retired(string partnership, Principle principle) => Card.Of(
        Text.Say("principle.retired.message", ("n", principle.Number), ("title", principle.Name), ("decision", principle.History[^1].Decision)),
        new Element.Buttons([Show(partnership, principle.Number), LifeCards.Show(partnership, principle.History[^1].Decision)]));

    /// <summary>Told everywhere on the day of its review.</summary>
    public static Card Review(string partnership, Principle principle) => new(
        Text.Say("principle.review.title", ("n", principle.Number)),
        Text.Say("principle.review.summary", ("n", principle.Number), ("title", principle.Name)),
        [
            new Element.Paragraph(Text.Say("principle.review.due", ("n", principle.Number), ("day", principle.ReviewOn!))),
            .. Said(principle),
            new Element.Buttons([Show(partnership, principle.Number), ChangePrinciple.Opener(partnership, principle.Number, Act.Revise), ChangePrinciple.Opener(partnership, principle.Number, Act.Retire)]),
        ]);

    /// <summary>One put into a conversation: all that whoever reads it there has.</summary>
    public static Card Cited(Principle principle, string partnership) => new(
        Title(principle),
        Summary(principle),
        [
            .. Said(principle),
            new Element.Paragraph(Text.Say("principle.cited", ("n", principle.Number), ("partnership", partnership))) { Quiet = true },
        ])
    {
        Untitled = true, // The words begin with it.
    };

    /// <summary>One of the catalogue put into a conversation.</summary>
    public static Card Cited(Catalogued one) => new(
        one.Title,
        one.Title,
        [
            new Element.Paragraph(new Text.Strong(one.Title)),
            new Element.Quote(one.About) { By = Catalogue.SourceText(one.Source) },
            new Element.Paragraph(Text.Say("principle.cited.catalogue")) { Quiet = true },
        ])
    {
        Untitled = true, // The words begin with it.
    };

    /// <summary>The words, with where they are from.</summary>
    public static IEnumerable<Element> Said(Principle principle) =>
    [
        new Element.Paragraph(new Text.Strong(Title(principle))),
        new Element.Quote(principle.Saying) { By = principle.Source },
    ];

    /// <summary>How many partners stand by it.</summary>
    public static int Count(Principle principle, IReadOnlyList<Acknowledger> partners) => partners.Count(p => principle.By(p) is not null);

    /// <summary>The wire name of what a decision made of a principle.</summary>
    internal static string Wire(Turn turn) => turn switch { Turn.Adopted => "adopted", Turn.Revised => "revised", _ => "retired" };

    private static Text Summary(Principle principle) => Text.Say(principle.RetiredAt is null ? "principle.summary" : "principle.summary.retired", ("n", principle.Number), ("title", principle.Name));

    private static IEnumerable<Element> Body(Principle principle, IReadOnlyList<Acknowledger> partners)
    {
        var given = partners.Where(p => principle.By(p) is not null).Select(p => p.Name).ToArray();
        return
        [
            .. Said(principle),
            new Element.Facts(
            [
                .. principle.History.Where(h => h.Turn is not (Turn.Confirmed or Turn.Late)).TakeLast(4).Select(h => new Fact(Text.Say($"principle.turn.{Wire(h.Turn)}"), Text.Say("principle.turn", ("n", h.Decision), ("when", h.At)))),
                .. principle.Review is null ? Array.Empty<Fact>() : [new(Text.Say("statement.review"), principle.ReviewOn!)],
            ]),
            .. principle.RetiredAt is not null || partners.Count == 0 ? Array.Empty<Element>() :
            [
                new Element.Bars([new(Text.Say("principle.acknowledged.bar"), given.Length, partners.Count)]),
                .. given.Length == 0 ? Array.Empty<Element>() : [new Element.Facts([new(Text.Say("principle.acknowledged.by"), PartnershipCards.Names(given))])],
            ],
        ];
    }

    private static Text State(Principle principle) => principle.RetiredAt is not null ? Text.Say("principle.state.retired", ("n", principle.Number))
        : principle.Version > 1 ? Text.Say("principle.state.revised", ("n", principle.Number))
        : Text.Say("principle.state.adopted", ("n", principle.Number));

    private static Button Acknowledge(string partnership, Principle principle) => new(
        Text.Say("principle.acknowledge.button"), AcknowledgePrinciple.Action, new Dictionary<string, string>(Args(partnership, principle.Number)) { ["v"] = principle.Version.ToString() });
}
