using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What the decisions' use cases show.</summary>
public static class DecisionCards
{
    /// <summary>The slot of the live card, which later becomes the closed one.</summary>
    public const string Slot = "card";

    private const int TitleLength = 60;

    /// <summary>The card while ballots are taken.</summary>
    public static Card Live(string partnership, Decision decision, IReadOnlyList<Voice> voices) => new(
        Text.Say("decision.title", ("n", decision.Number)),
        Wording.Of(
            decision.Terms.OfMembers,
            "decision.live.summary",
            ("n", decision.Number), ("text", Shortened(decision.Text)), ("cast", SumCards.Turnout(decision, voices)), ("of", voices.Count), ("until", decision.ClosesAt)),
        [
            .. Head(decision, voices),
            new Element.Divider(),
            .. SumCards.Of(decision, voices),
            new Element.Buttons([.. VoteCards.Buttons(partnership, decision, (decision.Round == 1 ? 0 : 1) + (decision.MandateCap is null ? 0 : 1)), .. GiveMandate.Buttons(partnership, decision), .. LifeCards.EarlierRounds(partnership, decision)]),
        ]);

    /// <summary>The card when it is closed: the sum with its working.</summary>
    /// <param name="decision">Which.</param>
    /// <param name="voices">Everybody who could vote, with what they said.</param>
    /// <param name="partnership">Its id, for the buttons that lead on; null for none.</param>
    /// <param name="urn">What was said, if that is anonymous.</param>
    public static Card Closed(Decision decision, IReadOnlyList<Voice> voices, string? partnership = null, Urn? urn = null) => new(
        Text.Say("decision.title", ("n", decision.Number)),
        Text.Say("decision.closed.summary", ("n", decision.Number), ("text", Shortened(decision.Text)), ("result", ResultOf(decision))),
        [
            new Element.Paragraph(new Text.Strong(ResultOf(decision))),
            .. LifeCards.Stated(decision),
            .. Head(decision, voices),
            new Element.Divider(),
            .. decision.Terms.Anonymous ? AnonymousCards.Sum(decision, voices, urn) : SumCards.Of(decision, voices),
            new Element.Divider(),
            .. WorkingWords.Of(decision).Concat(WeightWords.Sums(decision, voices)).Select(line => new Element.Paragraph(line)),
            .. partnership is null ? [] : LifeCards.After(partnership, decision),
        ]);

    /// <summary>The message that tells everybody what came of it.</summary>
    public static Card Outcome(Decision decision) => new(
        Text.Say("outcome.title", ("n", decision.Number)),
        Text.Say("decision.closed.summary", ("n", decision.Number), ("text", Shortened(decision.Text)), ("result", ResultOf(decision))),
        [
            new Element.Quote(Shortened(decision.Text)),
            .. Matter.Shown(decision.Matter),
            new Element.Paragraph(new Text.Strong(ResultOf(decision))),
            .. WorkingWords.Of(decision).Select(line => new Element.Paragraph(line)),
            .. decision.Outcome!.Result == Result.Objected ? [new Element.Paragraph(Text.Say("outcome.objected.next")) { Quiet = true }] : Array.Empty<Element>(),
        ]);

    /// <summary>A proposal in one line.</summary>
    public static string Shortened(string proposal)
    {
        var line = proposal.ReplaceLineEndings(" ");
        return line.Length <= TitleLength ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[TitleLength - 1]) ? TitleLength - 1 : TitleLength), "…");
    }

    /// <summary>The outcome in words.</summary>
    public static Text ResultOf(Decision decision) => ResultOf(decision.Method, decision.Outcome!, decision.Terms.OfMembers);

    /// <summary>An outcome in words; what was chosen by its name, a tie as a tie.</summary>
    public static Text ResultOf(Method method, Outcome outcome, bool members = false) => outcome.Result switch
    {
        Result.Adopted => Text.Say("result.adopted"),
        Result.Rejected => Text.Say("result.rejected"),
        Result.Objected => Text.Say("result.objected"),
        Result.Chosen => Text.Say("result.chosen", ("option", method.Options![outcome.Working!.Tiers![0][0] - 1])),
        Result.Tied => Text.Say("result.tied", ("options", new Text.Listed([.. outcome.Working!.Tiers![0].Select(o => new Text.Verbatim(method.Options![o - 1]))]))),
        _ => Wording.Of(members && !outcome.Enough, $"result.no-quorum{(method.Rule.TakesOptions ? ".options" : "")}{(outcome.Enough ? ".each" : "")}"),
    };

    internal static IEnumerable<Element> Head(Decision decision, IReadOnlyList<Voice>? voices = null) =>
    [
        new Element.Quote(decision.Text)
        {
            By = decision.ProposerPartner is { } partner
                ? Text.Say("decision.by", ("partner", partner), ("person", decision.Proposer.Name))
                : decision.Proposer.Name,
        },
        .. Matter.Shown(decision.Matter),
        new Element.Facts(
        [
            new(Text.Say("decision.method"), Methods.Label(decision.Method, decision.Terms.OfMembers)),
            new(Text.Say("decision.quorum"), ElectorateWords.Quorum(decision, voices)),
            .. ElectorateWords.Facts(decision, voices),
            decision.ClosedAt is { } closed
                ? new(Text.Say("decision.closed"), decision.ClosedBy is { } by ? Text.Say("decision.closed.by", ("when", closed), ("person", by.Name)) : closed)
                : new(Text.Say("decision.closes"), LifeCards.Closes(decision)),
            .. LifeCards.History(decision),
            .. decision.MandateCap is { } cap ? [new(Text.Say("decision.mandates"), Text.Say("decision.mandates.cap", ("max", cap)))] : Array.Empty<Fact>(),
            new(Text.Say("decision.visibility"), Text.Say(Seen(decision))),
        ]),
    ];

    private static string Seen(Decision decision) => decision.Visibility switch
    {
        Visibility.Sealed when decision.Phase == Phase.Withdrawn => "decision.visibility.sealed.withdrawn",
        Visibility.Sealed when decision.Phase == Phase.Closed => "decision.visibility.sealed.over",
        Visibility.Sealed => "decision.visibility.sealed",
        Visibility.Anonymous when decision.Phase is Phase.Closed or Phase.Withdrawn => "decision.visibility.anonymous.over",
        Visibility.Anonymous => "decision.visibility.anonymous",
        _ when decision.Phase is Phase.Closed or Phase.Withdrawn => "decision.visibility.open.over",
        _ => "decision.visibility.open",
    };
}
