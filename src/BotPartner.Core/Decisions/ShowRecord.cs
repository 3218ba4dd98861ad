using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>record 12</c>: the record of a decision as a file, for members. Anybody they give it to can check it.</summary>
public sealed class ShowRecord(Roster roster, Ballots ballots, DecisionFiles files) : IFeature
{
    /// <summary>The wire name of the button.</summary>
    public const string Action = "decision.record";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("record", (said, rest, ct) => Show(said, Numbered.Split(rest).Number, ct)) { Order = 112 },
        new Route.Press(Action, (pressed, ct) => Show(pressed, BallotForm.NumberIn(pressed.Args), ct)),
    ];

    /// <summary>The button.</summary>
    public static Button Button(string partnership, int number) => new(Text.Say("record.button"), Action, BallotForm.Args(partnership, number));

    private async Task<Reply> Show(Request request, int number, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null or { Belongs: false })
        {
            return (refusal ?? Refusal.Of("refusal.stranger")).ToReply();
        }

        if (await files.Record(seat.Id, number, cancellation) is not var (file, record))
        {
            var exists = await ballots.Decision(seat.Id, number, cancellation) is not null;
            return seat.Answer(exists
                ? Reply.Say(Text.Say("refusal.record-open", ("n", number)), LifeCards.Show(seat.Id, number))
                : Refusal.Of("refusal.no-decision", ("n", number)).ToReply());
        }

        // Who voted what in an open decision stands on its card already, wherever that hangs. All else goes to who asked alone.
        // A button is pressed in passing, a command is typed for all to see.
        var known = request is Request.Said && seat.Partnership.Links.Any(l => l.Place.Key == request.Place.Key)
            && record.Rounds.All(r => (r.Terms.Visibility ?? Visibility.Open) == Visibility.Open);
        return seat.Answer(file with { Confidential = !known });
    }
}
