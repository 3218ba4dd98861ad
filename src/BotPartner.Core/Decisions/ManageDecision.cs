using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What the proposer and the stewards can do with a decision, as buttons.</summary>
public sealed class ManageDecision(ProposerOrSteward who) : IFeature
{
    private const string Action = "decision.manage";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(Action, async (pressed, ct) =>
            await who.Find(pressed, BallotForm.NumberIn(pressed.Args), ct) is var (seat, found, refused) && refused is null
                ? seat!.Answer(new Reply.Show(Card(seat.Id, found!.State)))
                : refused!),
    ];

    /// <summary>The button that shows them.</summary>
    public static Button Opener(string partnership, int number) => new(Text.Say("manage.button"), Action, BallotForm.Args(partnership, number));

    /// <summary>The card with all of them.</summary>
    public static Card Card(string partnership, Decision decision)
    {
        var n = decision.Number;
        Button[] buttons = decision.Phase switch
        {
            Phase.Opening or Phase.Open =>
            [
                .. decision.Round < Amendment.MostRounds ? [AmendForm.Opener(partnership, n)] : Array.Empty<Button>(),
                ExtendDecision.Opener(partnership, n),
                CloseDecision.Button(partnership, n),
                WithdrawDecision.Opener(partnership, n),
            ],
            Phase.Asking => [LifeCards.OpenNow(partnership, n), AmendForm.Opener(partnership, n), WithdrawDecision.Opener(partnership, n)],
            Phase.Closed =>
            [
                StatementForm.Opener(partnership, n),
                .. decision.Outcome!.Result is Result.Adopted or Result.Chosen || decision.Round >= Amendment.MostRounds ? [] : new[] { AmendForm.Opener(partnership, n) },
            ],
            _ => [],
        };
        return new(
            Text.Say("manage.title", ("n", n)),
            Text.Say("manage.summary", ("n", n)),
            [
                new Element.Quote(DecisionCards.Shortened(decision.Text)),
                new Element.Paragraph(Text.Say(buttons.Length == 0 ? "manage.nothing" : "manage.what")),
                new Element.Buttons([.. buttons, LifeCards.Show(partnership, n)]),
            ]);
    }
}
