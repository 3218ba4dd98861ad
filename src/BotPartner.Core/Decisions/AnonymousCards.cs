using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>What is told of an anonymous vote when it is over: who took part, and apart from that what was said.</summary>
public static class AnonymousCards
{
    /// <summary>The sum; of an urn that was not opened only the turnout.</summary>
    public static IEnumerable<Element> Sum(Decision decision, IReadOnlyList<Voice> voices, Urn? urn)
    {
        var outcome = decision.Outcome!;
        yield return new Element.Bars([new Bar(Text.Say("decision.turnout"), outcome.Cast, outcome.Electorate), .. SumCards.Bars(decision.Method, outcome)]);
        var names = voices.ToLookup(v => v.TookPart, v => v.Voter.Shown);
        Fact[] facts =
        [
            .. names[true].Any() ? [new Fact(Text.Say("decision.took-part"), PartnershipCards.Names([.. names[true]]))] : Array.Empty<Fact>(),
            .. names[false].Any() ? [new Fact(Text.Say("decision.silent"), PartnershipCards.Names([.. names[false]]))] : Array.Empty<Fact>(),
        ];
        if (facts.Length > 0)
        {
            yield return new Element.Facts(facts);
        }

        foreach (var reason in Reasons(decision.Method, urn))
        {
            yield return reason;
        }
    }

    /// <summary>Told to who cast a ballot.</summary>
    /// <param name="method">How it is counted.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="partner">For whom; null for a member's own vote.</param>
    /// <param name="choice">What it says.</param>
    public static Text Confirmation(Method method, int number, string? partner, string choice) =>
        Wording.Of(partner is null, "ballot.anonymous.recorded", ("n", number), ("choice", method.Label(choice)), ("partner", partner ?? ""));

    /// <summary>Told to whose ballot the urn does not take.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="partner">For whom they vote; null for a member's own vote.</param>
    /// <param name="kept">What was said with it; see <see cref="KeptWords"/>.</param>
    public static Reply Refused(Refusal refusal, string? partner, IReadOnlyList<Element> kept) => new Reply.Show(Card.Of(
        refusal.Text,
        [
            .. partner is null ? [] : new Element[] { new Element.Paragraph(Text.Say("ballot.anonymous.partner", ("partner", partner))) { Quiet = true } },
            .. kept,
        ]));

    /// <summary>Objections first, word by word, nobody's name beside them.</summary>
    private static IEnumerable<Element> Reasons(Method method, Urn? urn)
    {
        var reasons = (urn?.Slips ?? []).Where(s => s.Reason is not null).OrderBy(s => !method.NeedsReason(s.Choice)).ToArray();
        foreach (var slip in reasons.Take(SumCards.ReasonsShown))
        {
            yield return new Element.Quote(slip.Reason!) { By = SumCards.Said(SumCards.Brief(method, slip.Choice), slip.Principle) };
        }

        if (reasons.Length > SumCards.ReasonsShown)
        {
            yield return new Element.Paragraph(Text.Say("decision.reasons.more", ("n", reasons.Length - SumCards.ReasonsShown))) { Quiet = true };
        }
    }
}
