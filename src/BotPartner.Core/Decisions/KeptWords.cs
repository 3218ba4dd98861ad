using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What was said with a vote that is not taken, said again: it is not lost. Pure.</summary>
public static class KeptWords
{
    /// <summary>The choice, and what was typed with it.</summary>
    /// <param name="method">What the choice means; null if that is not known.</param>
    /// <param name="choice">What the ballot said; null for nothing.</param>
    /// <param name="said">Reason and principle.</param>
    public static IReadOnlyList<Element> Of(Method? method, string? choice, Grounds said) =>
    [
        .. method is null || string.IsNullOrEmpty(choice) ? [] : new Element[] { new Element.Paragraph(Text.Say("ballot.kept", ("choice", method.Label(choice)))) { Quiet = true } },
        .. said.Reason is { } reason ? [new Element.Quote(reason) { By = SumCards.Said(Text.Say("ballot.reason"), said.Principle) }]
            : said.Principle is { } principle ? new Element[] { new Element.Quote(principle) { By = Text.Say("ballot.principle") } }
            : [],
    ];
}
