using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What is shown of a decision's life beside the voting itself: rounds, more time, withdrawal, the outcome in words.</summary>
public static class LifeCards
{
    private const int RoundsShown = 3;

    /// <summary>The slot of the question about a draft.</summary>
    public static string QuestionSlot(int draft) => $"ask:{draft}";

    /// <summary>The button that shows a decision's card privately.</summary>
    public static Button Show(string partnership, int number) =>
        new(Text.Say("decisions.show", ("n", number)), "decision", BallotForm.Args(partnership, number));

    /// <summary>The card while those who objected are asked.</summary>
    public static Card Asking(string partnership, Decision decision, IReadOnlyList<Objector> asked)
    {
        var waiting = asked.Where(a => a.Asked is not null && a.Answer() is null).Select(a => a.Voter.Shown).ToArray();
        var members = decision.Terms.OfMembers;
        return new(
            Text.Say("decision.title", ("n", decision.Number)),
            Wording.Of(members, "asking.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)), ("until", decision.Amendment!.OpensAt!.Value)),
            [
                new Element.Paragraph(new Text.Strong(Text.Say("asking.title", ("round", decision.Round)))),
                new Element.Quote(decision.Text) { By = decision.Amendment.By.Name },
                .. Matter.Shown(decision.Matter),
                new Element.Paragraph(Wording.Of(members, "asking.why", ("until", decision.Amendment.OpensAt.Value))),
                new Element.Facts(
                [
                    .. asked.Count == 0 ? Array.Empty<Fact>() : Answers(asked),
                    .. waiting.Length == 0 ? [] : new[] { new Fact(Text.Say("asking.waiting"), Partnerships.PartnershipCards.Names(waiting)) },
                    .. History(decision),
                ]),
                new Element.Buttons([.. EarlierRounds(partnership, decision)]),
            ]);
    }

    /// <summary>Put to the delegates of a partner that objected: its objection, the amended text, two answers.</summary>
    public static Card Question(string partnership, string name, Decision decision, Objector objector)
    {
        var args = BallotForm.Args(partnership, objector.Number, objector.Round);
        args["d"] = objector.Draft.ToString();
        var answer = objector.Answer();
        var members = decision.Terms.OfMembers;
        return new(
            Text.Say("concern.title", ("n", objector.Number)),
            Wording.Of(members, "concern.summary", ("n", objector.Number), ("partnership", name)),
            [
                new Element.Paragraph(Wording.Of(members, "concern.why", ("n", objector.Number), ("partnership", name), ("partner", objector.Voter.Shown))),
                new Element.Quote(objector.Objection) { By = Text.Say("concern.objection", ("partner", objector.Voter.Shown)) },
                new Element.Quote(decision.Text) { By = Text.Say("concern.text") },
                .. Matter.Shown(decision.Matter),
                .. answer is null ? [] : new Element[] { new Element.Paragraph(new Text.Strong(Answer(objector.Voter.Shown, answer))) },
                new Element.Paragraph(Text.Say(objector.Closed ? (members ? "concern.over.members" : "concern.over") : answer is null ? "concern.ask" : "concern.change", ("until", decision.Amendment!.OpensAt!.Value))) { Quiet = true },
                new Element.Buttons(objector.Closed ? [Show(partnership, objector.Number)] :
                [
                    new(Text.Say("concern.met.button"), AnswerAmendment.Action, new Dictionary<string, string>(args) { ["a"] = "yes" }) { Tone = ButtonTone.Primary },
                    new(Text.Say("concern.not-yet.button"), AnswerAmendment.Action, new Dictionary<string, string>(args) { ["a"] = "no" }),
                    new(Text.Say("concern.words.button"), AnswerAmendment.FormId, args) { OpensForm = true },
                ]),
            ]);
    }

    /// <summary>An answer of a partner, in words.</summary>
    public static Text Answer(string partner, ConcernAnswer answer) => answer.Words is { } words
        ? Text.Say(answer.Meets ? "concern.met.words" : "concern.not-yet.words", ("partner", partner), ("words", words))
        : Text.Say(answer.Meets ? "concern.met" : "concern.not-yet", ("partner", partner));

    /// <summary>Told to who amended: what a partner that objected said.</summary>
    public static Card Told(string partnership, int number, string partner, ConcernAnswer answer) => Card.Of(
        Text.Say("concern.told", ("n", number), ("answer", Answer(partner, answer))),
        new Element.Buttons([OpenNow(partnership, number), Show(partnership, number)]));

    /// <summary>The button that does not wait for answers.</summary>
    public static Button OpenNow(string partnership, int number) =>
        new(Text.Say("amend.open-now.button"), AmendDecision.OpenNow, BallotForm.Args(partnership, number));

    /// <summary>Told everywhere: a new round, what it is about, and what was said to its text before.</summary>
    public static Card RoundOpened(string partnership, Decision decision) => new(
        Text.Say("round.title", ("n", decision.Number), ("round", decision.Round)),
        Text.Say("round.summary", ("n", decision.Number), ("round", decision.Round), ("text", DecisionCards.Shortened(decision.Text)), ("until", decision.ClosesAt)),
        [
            new Element.Paragraph(Wording.Of(decision.Terms.OfMembers, "round.opened", ("n", decision.Number), ("person", decision.Earlier![^1].AmendedBy.Name), ("until", decision.ClosesAt))),
            new Element.Quote(DecisionCards.Shortened(decision.Text)),
            .. Matter.Shown(decision.Matter),
            .. Concerns(decision.Earlier[^1]) is { Length: > 0 } facts ? [new Element.Facts(facts)] : Array.Empty<Element>(),
            new Element.Buttons([Show(partnership, decision.Number), .. EarlierRounds(partnership, decision)]),
        ]);

    /// <summary>The card of a decision that was taken back.</summary>
    public static Card Withdrawn(Decision decision) => new(
        Text.Say("decision.title", ("n", decision.Number)),
        Text.Say("withdrawn.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)), ("person", decision.Withdrawal!.By.Name)),
        [
            new Element.Paragraph(new Text.Strong(Text.Say("withdrawn.by", ("person", decision.Withdrawal.By.Name), ("when", decision.Withdrawal.At)))),
            .. Why(decision.Withdrawal),
            .. DecisionCards.Head(decision),
        ]);

    /// <summary>Told everywhere when a decision is taken back.</summary>
    public static Card WithdrawnMessage(Decision decision) => new(
        Text.Say("withdrawn.title", ("n", decision.Number)),
        Text.Say("withdrawn.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)), ("person", decision.Withdrawal!.By.Name)),
        [
            new Element.Paragraph(Text.Say("withdrawn.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text)), ("person", decision.Withdrawal.By.Name))),
            .. Why(decision.Withdrawal),
        ]);

    /// <summary>When it closes, and that it was given longer.</summary>
    public static Text Closes(Decision decision) => decision.Extension is { } extension
        ? Text.Say("decision.extended", ("until", decision.ClosesAt), ("from", extension.From), ("person", extension.By.Name))
        : decision.ClosesAt;

    /// <summary>The rounds before this one, a line each; long histories begin late.</summary>
    public static IEnumerable<Fact> History(Decision decision) => (decision.Earlier ?? [])
        .Select((round, i) => (Round: round, Number: i + 1))
        .TakeLast(RoundsShown)
        .SelectMany(r => new[]
        {
            new Fact(
                Text.Say("round.label", ("round", r.Number)),
                Wording.Of(decision.Terms.OfMembers, "round.line", ("result", DecisionCards.ResultOf(decision.Method, r.Round.Outcome, decision.Terms.OfMembers)), ("cast", r.Round.Outcome.Cast), ("of", r.Round.Outcome.Electorate), ("when", r.Round.EndedAt))),
        }.Concat(r.Number == decision.Round - 1 ? Concerns(r.Round) : []));

    /// <summary>The button to the earlier rounds, if there are any.</summary>
    public static IEnumerable<Button> EarlierRounds(string partnership, Decision decision) =>
        decision.Round == 1 ? [] : [Round(partnership, decision.Number, decision.Round - 1, "round.earlier.button")];

    /// <summary>One of the rounds that are over, in full.</summary>
    public static Card Past(string partnership, Decision decision, int number)
    {
        var round = decision.Earlier![number - 1];
        return new(
            Text.Say("round.past.title", ("n", decision.Number), ("round", number)),
            Text.Say("round.past.summary", ("n", decision.Number), ("round", number), ("result", DecisionCards.ResultOf(decision.Method, round.Outcome, decision.Terms.OfMembers))),
            [
                new Element.Quote(round.Text),
                new Element.Facts(
                [
                    new(Text.Say("round.opened.label"), round.OpenedAt),
                    new(Text.Say("round.ended.label"), Text.Say("round.ended", ("when", round.EndedAt), ("person", round.AmendedBy.Name))),
                    new(Text.Say("round.result.label"), DecisionCards.ResultOf(decision.Method, round.Outcome, decision.Terms.OfMembers)),
                ]),
                new Element.Bars(
                [
                    new(Text.Say("decision.turnout"), round.Outcome.Cast, round.Outcome.Electorate),
                    .. SumCards.Bars(decision.Method, round.Outcome),
                ]),
                .. (round.Concerns ?? []).Take(Concern.Shown).SelectMany(Past),
                new Element.Buttons(
                [
                    .. number > 1 ? [Round(partnership, decision.Number, number - 1, "round.earlier.button")] : Array.Empty<Button>(),
                    .. number < decision.Round - 1 ? [Round(partnership, decision.Number, number + 1, "round.later.button")] : Array.Empty<Button>(),
                    Show(partnership, decision.Number),
                ]),
            ]);
    }

    /// <summary>What was agreed, and when to look at it again.</summary>
    public static IEnumerable<Element> Stated(Decision decision)
    {
        if (decision.Statement is not { } statement)
        {
            yield break;
        }

        yield return new Element.Quote(statement.Text) { By = Text.Say("statement.by", ("person", statement.By.Name)) };
        if (statement.ReviewOn is { } day)
        {
            yield return new Element.Facts([new(Text.Say("statement.review"), day)]);
        }
    }

    /// <summary>What a proposer or steward can do once it is closed.</summary>
    public static IEnumerable<Element> After(string partnership, Decision decision)
    {
        Button[] buttons =
        [
            .. decision.Statement is null ? [StatementForm.Opener(partnership, decision.Number)] : Array.Empty<Button>(),
            .. decision.Outcome!.Result is Result.Adopted or Result.Chosen || decision.Round >= Amendment.MostRounds ? [] : new[] { AmendForm.Opener(partnership, decision.Number) },
            .. TableCards.Has(decision) ? [TableCards.Button(partnership, decision.Number)] : Array.Empty<Button>(),
            ShowRecord.Button(partnership, decision.Number),
            .. EarlierRounds(partnership, decision).Take(TableCards.Has(decision) ? 1 : 2), // No card has more than six buttons, and there is one more for who manages it.
        ];
        yield return new Element.Buttons(buttons);
    }

    /// <summary>Told under the card: what was agreed.</summary>
    public static Card StatementMessage(Decision decision) => new(
        Text.Say("statement.title.message", ("n", decision.Number)),
        Text.Say("statement.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Statement!.Text))),
        [
            new Element.Quote(DecisionCards.Shortened(decision.Text)),
            new Element.Paragraph(new Text.Strong(DecisionCards.ResultOf(decision))),
            .. Stated(decision),
        ]);

    /// <summary>Told under the card on the day of the review.</summary>
    public static Card Review(string partnership, Decision decision) => new(
        Text.Say("review.title", ("n", decision.Number)),
        Text.Say("review.summary", ("n", decision.Number), ("text", DecisionCards.Shortened(decision.Text))),
        [
            new Element.Paragraph(Text.Say("review.due", ("n", decision.Number), ("day", decision.Statement!.ReviewOn!))),
            .. Stated(decision),
            new Element.Buttons([Show(partnership, decision.Number), StatementForm.Opener(partnership, decision.Number), ProposalForm.Opener(partnership)]),
        ]);

    private static Button Round(string partnership, int number, int round, string label) =>
        new(Text.Say(label), ShowRounds.Action, new Dictionary<string, string>(BallotForm.Args(partnership, number)) { ["r"] = round.ToString() });

    private static IEnumerable<Element> Past(Concern concern) =>
    [
        new Element.Quote(concern.Objection) { By = Text.Say("concern.objection", ("partner", concern.Partner)) },
        .. concern.Answers.TakeLast(Concern.AnswersShown).Select(a => new Element.Paragraph(Answer(concern.Partner, a))),
    ];

    private static Fact[] Concerns(PastRound round) => [.. (round.Concerns ?? [])
        .GroupBy(c => c.Answers.Count == 0 ? "concern.silent.label" : c.Answers[^1].Meets ? "concern.met.label" : "concern.not-yet.label")
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new Fact(Text.Say(g.Key), Partnerships.PartnershipCards.Names([.. g.Select(c => c.Partner)])))];

    private static IEnumerable<Fact> Answers(IReadOnlyList<Objector> asked) => asked
        .Where(a => a.Answer() is not null)
        .GroupBy(a => a.Answer()!.Meets ? "concern.met.label" : "concern.not-yet.label")
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new Fact(Text.Say(g.Key), Partnerships.PartnershipCards.Names([.. g.Select(a => a.Voter.Shown)])));

    private static IEnumerable<Element> Why(Withdrawal withdrawal) =>
        withdrawal.Reason is { } reason ? [new Element.Quote(reason) { By = withdrawal.By.Name }] : [];
}
