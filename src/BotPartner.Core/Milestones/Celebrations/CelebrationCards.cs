using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Core.Milestones;

/// <summary>What celebrations look like.</summary>
public static class CelebrationCards
{
    /// <summary>The slot of the card in every place.</summary>
    public const string Slot = "card";

    /// <summary>The button that shows one.</summary>
    public const string Action = "celebration";

    private const int MostLines = 8;

    /// <summary>The slot of what a partner's people are invited with.</summary>
    public static string InviteSlot(string partnerId) => $"invite:{partnerId}";

    /// <summary>The button that shows one.</summary>
    public static Button Show(string partnership, int number) => new(Text.Say("celebration.show.button", ("n", number)), Action, MilestoneForm.Args(partnership, number));

    /// <summary>The card in every place.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="zone">Its zone, for days.</param>
    /// <param name="celebration">What is celebrated.</param>
    public static Card Of(string partnership, string zone, Celebration celebration)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        return celebration.TakenBack ? TakenBack(partnership, celebration) : new(
            Text.Say("celebration.heading", ("n", celebration.Number)),
            Text.Say(celebration.First ? "celebration.summary.first" : "celebration.summary", ("n", celebration.Number), ("title", celebration.Title)),
            [
                .. celebration.First ? [new Element.Paragraph(new Text.Strong(Text.Say("celebration.first")))] : Array.Empty<Element>(),
                new Element.Paragraph(new Text.Strong(celebration.Title)),
                new Element.Facts([.. Facts(celebration, zone)]),
                .. Lines(celebration),
                .. celebration.Kudos.Values.Any(k => k > 0) ? [new Element.Paragraph(Kudos(celebration))] : Array.Empty<Element>(),
                new Element.Buttons(
                [
                    .. Celebration.Kinds.Select(k => GiveKudos.Button(partnership, celebration.Number, k)),
                    CreditForm.Opener(partnership, celebration.Number, other: true),
                    .. celebration.Decision is { } decision ? [LifeCards.Show(partnership, decision)] : Array.Empty<Button>(),
                ]),
            ]);
    }

    /// <summary>What partners' people are invited with to say that they contributed.</summary>
    public static Card Invitation(string partnership, string name, Celebration celebration, Credit credit)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        ArgumentNullException.ThrowIfNull(credit);
        var asked = Text.Say("celebration.invite", ("title", new Text.Strong(celebration.Title)), ("partner", credit.Name));
        return new(
            Text.Say("celebration.invite.heading"),
            asked,
            [
                new Element.Paragraph(asked),
                new Element.Paragraph(Text.Say("celebration.invite.why", ("partnership", name), ("partner", credit.Name))) { Quiet = true },
                new Element.Buttons([CreditForm.Opener(partnership, celebration.Number), Show(partnership, celebration.Number)]),
            ]);
    }

    /// <summary>What becomes of the invitation once somebody answered for the partner.</summary>
    public static Card Answered(string partnership, Celebration celebration, Credit credit)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        ArgumentNullException.ThrowIfNull(credit);
        var said = Text.Say("celebration.invite.answered", ("person", credit.By!.Name), ("partner", credit.Name), ("title", new Text.Strong(celebration.Title)));
        return new(
            Text.Say("celebration.invite.heading"),
            said,
            [
                new Element.Paragraph(said),
                .. credit.Line is { } line ? [new Element.Quote(line) { By = credit.Name }] : Array.Empty<Element>(),
                new Element.Buttons([CreditForm.Opener(partnership, celebration.Number), Show(partnership, celebration.Number)]),
            ]);
    }

    /// <summary>What was completed, how it was measured and who contributed, line by line.</summary>
    public static IEnumerable<Fact> Facts(Celebration celebration, string zone)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        yield return new(Text.Say("celebration.completed"), Text.Say("celebration.completed.by", ("day", Days.Say(celebration.At, zone)), ("who", celebration.ByPartner ?? celebration.By.Name)));
        if (celebration.Measured is { } measured)
        {
            yield return new(Text.Say("milestone.measured"), measured);
        }

        if (celebration.Indicator is { } indicator)
        {
            yield return new(Text.Say("milestone.indicator"), indicator);
        }

        if (celebration.Confirmed.Select(c => c.Name).ToArray() is { Length: > 0 } confirmed)
        {
            yield return new(Text.Say("celebration.credits"), MilestoneCards.Named(confirmed));
        }

        if (celebration.Awaited.Select(c => c.Name).ToArray() is { Length: > 0 } awaited)
        {
            yield return new(Text.Say("celebration.awaited"), MilestoneCards.Named(awaited));
        }

        if (celebration.Decision is { } decision)
        {
            yield return new(Text.Say("milestone.decision"), Text.Say("milestone.decision.number", ("n", decision)));
        }
    }

    /// <summary>How many gave which kudos.</summary>
    public static Text Kudos(Celebration celebration)
    {
        ArgumentNullException.ThrowIfNull(celebration);
        return new Text.Joined([.. Celebration.Kinds.Where(k => celebration.Kudos.GetValueOrDefault(k) > 0).SelectMany((k, i) => new Text[]
        {
            i == 0 ? "" : " · ",
            Text.Say($"kudos.{k}.count", ("n", celebration.Kudos[k])),
        })]);
    }

    private static IEnumerable<Element> Lines(Celebration celebration)
    {
        var proud = celebration.Confirmed.Where(c => c.Line is not null).ToArray();
        return
        [
            .. proud.Take(MostLines).Select(c => new Element.Quote(c.Line!) { By = c.Name }),
            .. proud.Length > MostLines ? [new Element.Paragraph(Text.Say("celebration.lines.more", ("n", proud.Length - MostLines))) { Quiet = true }] : Array.Empty<Element>(),
        ];
    }

    private static Card TakenBack(string partnership, Celebration celebration) => new(
        Text.Say("celebration.heading.back", ("n", celebration.Number)),
        Text.Say("celebration.back", ("n", celebration.Number), ("title", celebration.Title)),
        [
            new Element.Paragraph(Text.Say("celebration.back", ("n", celebration.Number), ("title", new Text.Strong(celebration.Title)))),
            new Element.Buttons([MilestoneCards.Show(partnership, celebration.Number)]),
        ]);
}
