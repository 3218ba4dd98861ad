using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Core.Tensions;

/// <summary>What the other partners decide, and how they voted.</summary>
public static class CommitteeCards
{
    /// <summary>The press that casts a partner's vote without a reason.</summary>
    public const string Vote = "tension.vote";

    /// <summary>The form that casts it with one.</summary>
    public const string Form = "tension.vote.form";

    private const int Quorum = 50;

    private static readonly string[] Choices = [Choice.For, Choice.Against, Choice.Abstain];

    /// <summary>What was released, the votes so far, and what came of them.</summary>
    /// <param name="committee">The decision.</param>
    /// <param name="shown">What both sides released; null where it stands already.</param>
    public static IEnumerable<Element> Of(Committee committee, Joint? shown)
    {
        ArgumentNullException.ThrowIfNull(committee);
        if (shown is { } released)
        {
            foreach (var element in TensionCards.Quoted(Text.Say("tension.released"), released.Words))
            {
                yield return element;
            }
        }

        yield return new Element.Paragraph(new Text.Strong(Text.Say("tension.committee.question")));
        yield return new Element.Bars([new(Text.Say("decision.turnout"), committee.Ballots.Count, committee.Voters.Count), .. Choices.Select(c => new Bar(Text.Say($"choice.{c}"), committee.Ballots.Values.Count(b => b.Choice == c), committee.Ballots.Count))]);
        foreach (var (partner, ballot) in committee.Ballots.Where(b => b.Value.Reason is not null).OrderByDescending(b => b.Value.At).Take(3))
        {
            yield return new Element.Quote(ballot.Reason!) { By = Text.Say("decision.reason", ("partner", committee.Voters.First(v => v.PartnerId == partner).PartnerName), ("choice", Text.Say($"choice.{ballot.Choice}"))) };
        }

        if (committee.Outcome is { } outcome)
        {
            yield return new Element.Paragraph(new Text.Strong(Text.Say($"tension.committee.{TensionFacts.Wire(outcome.Result)}")));
            yield return new Element.Paragraph(Text.Say(
                "tension.committee.working",
                ("for", outcome.Of(Choice.For)), ("against", outcome.Of(Choice.Against)), ("abstain", outcome.Of(Choice.Abstain)), ("cast", outcome.Cast), ("of", outcome.Electorate), ("needed", outcome.Needed)));
        }
    }

    /// <summary>How a partner votes; nothing once it is decided.</summary>
    public static IEnumerable<Button> Buttons(string partnership, Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        return tension.Committee is { Outcome: null } && tension.Course is { Ended: null, Stage: Stage.Committee }
            ?
            [
                .. Choices.Select(c => new Button(Text.Say($"choice.{c}"), Vote, new Dictionary<string, string>(TensionButtons.Args(partnership, tension.Code)) { ["c"] = c }) { Tone = c == Choice.For ? ButtonTone.Primary : ButtonTone.Plain }),
                new(Text.Say("tension.button.reason"), Form, TensionButtons.Args(partnership, tension.Code)) { OpensForm = true },
            ]
            : [];
    }

    /// <summary>The form that casts a vote with its reason.</summary>
    public static Form FormOf(string partnership, Tension tension, string? choice, string? reason) => new(
        Form,
        Text.Say("tension.vote.title"),
        Text.Say("tension.vote.submit"),
        [
            new Field.Choice("choice", Text.Say("tension.vote.choice"), [.. Choices.Select(c => new Option(c, Text.Say($"choice.{c}")))]) { Required = true, Value = choice },
            new Field.Words("reason", Text.Say("tension.vote.reason")) { Multiline = true, MaxLength = CommitteeBallot.MaxReason, Value = reason, Hint = Text.Say("tension.vote.reason.hint") },
        ])
    {
        Args = TensionButtons.Args(partnership, tension.Code),
        Opener = new(Text.Say("tension.button.reason"), Form, TensionButtons.Args(partnership, tension.Code)) { OpensForm = true },
        Intro = Text.Say("tension.committee.question"),
    };

    /// <summary>Whether this can be said.</summary>
    public static bool Knows(string? choice) => Choices.Contains(choice);

    /// <summary>The outcome of these ballots: more for than against, and at least half of the partners taking part.</summary>
    public static Outcome Count(Committee committee)
    {
        ArgumentNullException.ThrowIfNull(committee);
        return Decisions.Count.Of(Method.Majority(Threshold.Half), Quorum, committee.Voters.Count, committee.Ballots.Values.Select(b => b.Choice));
    }

}
