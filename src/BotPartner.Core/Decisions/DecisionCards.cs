using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>What the decisions' use cases show.</summary>
public static class DecisionCards
{
    /// <summary>The slot of the live card, which later becomes the closed one.</summary>
    public const string Slot = "card";

    private const int ReasonsShown = 5;
    private const int TitleLength = 60;

    /// <summary>The card while ballots are taken.</summary>
    public static Card Live(string partnership, Decision decision, IReadOnlyList<Voice> voices) => new(
        Text.Say("decision.title", ("n", decision.Number)),
        Text.Say(
            "decision.live.summary",
            ("n", decision.Number), ("text", Shortened(decision.Text)), ("cast", voices.Count(v => v.Ballot is not null)), ("of", voices.Count), ("until", decision.ClosesAt)),
        [
            .. Head(decision),
            new Element.Divider(),
            .. Sum(decision, voices),
            new Element.Buttons([.. Vote(partnership, decision), .. LifeCards.EarlierRounds(partnership, decision)]),
        ]);

    /// <summary>What a delegate can press to vote in this round.</summary>
    public static IReadOnlyList<Button> Vote(string partnership, Decision decision) =>
    [
        .. decision.Method.Choices.Select(c => Choose(partnership, decision, c)),
        BallotForm.Opener(partnership, decision.Number, null, decision.Round),
    ];

    /// <summary>The card when it is closed: the sum with its working.</summary>
    /// <param name="decision">Which.</param>
    /// <param name="voices">Everybody who could vote, with what they said.</param>
    /// <param name="partnership">Its id, for the buttons that lead on; null for none.</param>
    public static Card Closed(Decision decision, IReadOnlyList<Voice> voices, string? partnership = null) => new(
        Text.Say("decision.title", ("n", decision.Number)),
        Text.Say("decision.closed.summary", ("n", decision.Number), ("text", Shortened(decision.Text)), ("result", ResultOf(decision))),
        [
            new Element.Paragraph(new Text.Strong(ResultOf(decision))),
            .. LifeCards.Stated(decision),
            .. Head(decision),
            new Element.Divider(),
            .. Sum(decision, voices),
            new Element.Divider(),
            .. Working(decision).Select(line => new Element.Paragraph(line)),
            .. partnership is null ? [] : LifeCards.After(partnership, decision),
        ]);

    /// <summary>The message that tells everybody what came of it.</summary>
    public static Card Outcome(Decision decision) => new(
        Text.Say("outcome.title", ("n", decision.Number)),
        Text.Say("decision.closed.summary", ("n", decision.Number), ("text", Shortened(decision.Text)), ("result", ResultOf(decision))),
        [
            new Element.Quote(Shortened(decision.Text)),
            new Element.Paragraph(new Text.Strong(ResultOf(decision))),
            .. Working(decision).Select(line => new Element.Paragraph(line)),
            .. decision.Outcome!.Result == Result.Objected ? [new Element.Paragraph(Text.Say("outcome.objected.next")) { Quiet = true }] : Array.Empty<Element>(),
        ]);

    /// <summary>Told to who cast a ballot.</summary>
    public static Text Confirmation(int number, string partner, Ballot ballot, Ballot? earlier) => earlier switch
    {
        { } stands when stands.At > ballot.At => Text.Say("ballot.newer", ("n", number), ("choice", ChoiceOf(stands.Choice)), ("partner", partner)),
        { } replaced when replaced.By.Key != ballot.By.Key && replaced.Choice != ballot.Choice => Text.Say(
            "ballot.replaced-other", ("n", number), ("choice", ChoiceOf(ballot.Choice)), ("partner", partner), ("earlier", ChoiceOf(replaced.Choice)), ("by", replaced.By.Name)),
        { } changed when changed.Choice != ballot.Choice => Text.Say(
            "ballot.changed", ("n", number), ("choice", ChoiceOf(ballot.Choice)), ("partner", partner), ("earlier", ChoiceOf(changed.Choice))),
        _ => Text.Say("ballot.recorded", ("n", number), ("choice", ChoiceOf(ballot.Choice)), ("partner", partner)),
    };

    /// <summary>Told to the delegate whose ballot another delegate of the same partner replaced.</summary>
    public static Card Replaced(int number, string partner, Ballot earlier, Ballot now) => Card.Of(Text.Say(
        "ballot.replaced-yours",
        ("n", number), ("partner", partner), ("by", now.By.Name), ("choice", ChoiceOf(now.Choice)), ("earlier", ChoiceOf(earlier.Choice))));

    /// <summary>A proposal in one line.</summary>
    public static string Shortened(string proposal)
    {
        var line = proposal.ReplaceLineEndings(" ");
        return line.Length <= TitleLength ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[TitleLength - 1]) ? TitleLength - 1 : TitleLength), "…");
    }

    /// <summary>The outcome in words.</summary>
    public static Text ResultOf(Decision decision) => ResultOf(decision.Outcome!);

    /// <summary>An outcome in words.</summary>
    public static Text ResultOf(Outcome outcome) => Text.Say(outcome.Result switch
    {
        Result.Adopted => "result.adopted",
        Result.Rejected => "result.rejected",
        Result.Objected => "result.objected",
        Result.Chosen => "result.chosen",
        Result.Tied => "result.tied",
        _ => "result.no-quorum",
    });

    internal static IEnumerable<Element> Head(Decision decision) =>
    [
        new Element.Quote(decision.Text)
        {
            By = decision.ProposerPartner is { } partner
                ? Text.Say("decision.by", ("partner", partner), ("person", decision.Proposer.Name))
                : decision.Proposer.Name,
        },
        new Element.Facts(
        [
            new(Text.Say("decision.method"), ProposalForm.MethodLabel(decision.Method)),
            new(Text.Say("decision.quorum"), Text.Say(
                "decision.quorum.value", ("needed", Count.Needed(decision.QuorumPercent, decision.Electorate)), ("of", decision.Electorate), ("percent", decision.QuorumPercent))),
            decision.ClosedAt is { } closed
                ? new(Text.Say("decision.closed"), decision.ClosedBy is { } by ? Text.Say("decision.closed.by", ("when", closed), ("person", by.Name)) : closed)
                : new(Text.Say("decision.closes"), LifeCards.Closes(decision)),
            .. LifeCards.History(decision),
            new(Text.Say("decision.visibility"), Text.Say("decision.visibility.open")),
        ]),
    ];

    internal static IEnumerable<Element> Sum(Decision decision, IReadOnlyList<Voice> voices)
    {
        var spoken = voices.Where(v => v.Ballot is not null).ToArray();
        yield return new Element.Bars(
        [
            new(Text.Say("decision.turnout"), spoken.Length, voices.Count),
            .. decision.Method.Choices.Select(c => new Bar(ChoiceOf(c), spoken.Count(v => v.Ballot!.Choice == c), spoken.Length)),
        ]);
        var lines = decision.Method.Choices
            .Select(c => (Label: ChoiceOf(c), Names: spoken.Where(v => v.Ballot!.Choice == c).Select(v => v.Voter.Name).ToArray()))
            .Append((Label: Text.Say(decision.Phase == Phase.Closed ? "decision.silent" : "decision.waiting"), Names: [.. voices.Where(v => v.Ballot is null).Select(v => v.Voter.Name)]))
            .Where(l => l.Names.Length > 0)
            .Select(l => new Fact(l.Label, PartnershipCards.Names(l.Names)))
            .ToArray();
        if (lines.Length > 0)
        {
            yield return new Element.Facts(lines);
        }

        var reasons = spoken.Where(v => v.Ballot!.Reason is not null).OrderBy(v => v.Ballot!.Choice != Choice.Object).ToArray();
        foreach (var voice in reasons.Take(ReasonsShown))
        {
            yield return new Element.Quote(voice.Ballot!.Reason!) { By = Text.Say("decision.reason", ("partner", voice.Voter.Name), ("choice", ChoiceOf(voice.Ballot.Choice))) };
        }

        if (reasons.Length > ReasonsShown)
        {
            yield return new Element.Paragraph(Text.Say("decision.reasons.more", ("n", reasons.Length - ReasonsShown))) { Quiet = true };
        }
    }

    /// <summary>How the outcome follows from the ballots.</summary>
    private static IEnumerable<Text> Working(Decision decision)
    {
        var outcome = decision.Outcome!;
        yield return Text.Say(
            outcome.Quorate ? "working.quorum.met" : "working.quorum.missed",
            ("cast", outcome.Cast), ("of", outcome.Electorate), ("needed", outcome.Needed), ("percent", decision.QuorumPercent));
        if (decision.Method.Threshold is not { } threshold)
        {
            yield return Text.Say(
                "working.consent", ("consent", outcome.Of(Choice.Consent)), ("aside", outcome.Of(Choice.Aside)), ("objections", outcome.Of(Choice.Object)));
            yield break;
        }

        long yes = outcome.Of(Choice.For), both = yes + outcome.Of(Choice.Against);
        var tenths = Count.PerMille(yes, both);
        yield return Text.Say(
            threshold.IsMet(yes, both) ? "working.majority.met" : "working.majority.missed",
            ("for", yes),
            ("against", outcome.Of(Choice.Against)),
            ("abstain", outcome.Of(Choice.Abstain)),
            ("share", $"{yes}/{both}"),
            ("percent", Text.Say("percent.tenths", ("whole", tenths / 10), ("tenths", tenths % 10))),
            ("threshold", Text.Say(threshold.Strict ? "share.more" : "share.least", ("share", $"{threshold.Numerator}/{threshold.Denominator}"))));
    }

    private static Text ChoiceOf(string choice) => new Text.Said($"choice.{choice}");

    private static Button Choose(string partnership, Decision decision, string choice) => decision.Method.NeedsReason(choice)
        ? BallotForm.Opener(partnership, decision.Number, choice, decision.Round)
        : new(Text.Say($"choice.{choice}.button"), CastBallot.Action, new Dictionary<string, string>(BallotForm.Args(partnership, decision.Number, decision.Round)) { ["c"] = choice });
}
