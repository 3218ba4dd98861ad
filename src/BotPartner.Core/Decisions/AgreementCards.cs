using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What the delegates of a partner are told where they must agree. Only they are: nobody else sees who of them said what.</summary>
public static class AgreementCards
{
    private const int Shown = 10;

    /// <summary>Told to a delegate who voted.</summary>
    /// <param name="method">What it was said by.</param>
    /// <param name="number">Of the decision.</param>
    /// <param name="partner">By name.</param>
    /// <param name="ballot">What they said.</param>
    /// <param name="earlier">What they had said before, if anything.</param>
    /// <param name="said">What the delegates say, this one included.</param>
    public static Text Answer(Method method, int number, string partner, Ballot ballot, Ballot? earlier, IReadOnlyList<Ballot> said)
    {
        var own = said.FirstOrDefault(b => b.Speaker == ballot.Speaker) ?? ballot;
        if (said.Any(b => b.Choice != own.Choice))
        {
            return Text.Say("agree.answer.divided", ("n", number), ("partner", partner), ("choice", method.Label(own.Choice)), ("others", Said(method, said.Where(b => b.Speaker != own.Speaker))));
        }

        if (own.At > ballot.At)
        {
            return VoteCards.Confirmation(method, number, partner, ballot, own);
        }

        return said.Count > 1
            ? Text.Say("agree.answer.agreed", ("n", number), ("partner", partner), ("choice", method.Label(own.Choice)), ("others", Names(said.Where(b => b.Speaker != own.Speaker))))
            : VoteCards.Confirmation(method, number, partner, own, earlier);
    }

    /// <summary>Told to the other delegates: what each says, and what is missing; or that they agree now.</summary>
    public static Card Told(string partnership, Method method, int number, int round, string partner, Ballot ballot, IReadOnlyList<Ballot> said)
    {
        var agreed = said.All(b => b.Choice == ballot.Choice);
        var text = Text.Say(agreed ? "agree.told.agreed" : "agree.told.divided", ("n", number), ("partner", partner), ("by", ballot.By.Name), ("choice", method.Label(ballot.Choice)));
        return new(
            Text.Say("agree.title", ("n", number)),
            Text.Say("agree.summary", ("n", number), ("partner", partner)),
            [
                new Element.Paragraph(text),
                new Element.Facts([.. said.OrderBy(b => b.By.Name, StringComparer.OrdinalIgnoreCase).Take(Shown).Select(b => new Fact(b.By.Name, method.Label(b.Choice)))]),
                .. agreed ? [] : new Element[] { new Element.Paragraph(Text.Say("agree.missing", ("partner", partner))) },
                new Element.Buttons([.. agreed ? Array.Empty<Button>() : [BallotForm.Opener(partnership, number, null, round, only: true)], LifeCards.Show(partnership, number)]),
            ]);
    }

    private static Text.Listed Said(Method method, IEnumerable<Ballot> ballots) =>
        new([.. ballots.Take(Shown).Select(b => Text.Say("agree.said", ("person", b.By.Name), ("choice", method.Label(b.Choice))))]);

    private static Text.Listed Names(IEnumerable<Ballot> ballots) => new([.. ballots.Take(Shown).Select(b => new Text.Verbatim(b.By.Name))]);
}
