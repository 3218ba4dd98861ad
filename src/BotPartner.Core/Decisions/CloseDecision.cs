using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary><c>close 12</c>: ends a vote before its time.</summary>
public sealed class CloseDecision(Change change, ProposerOrSteward who, Course course) : IFeature
{
    /// <summary>The wire name of the button.</summary>
    public const string Action = "decision.close";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("close", (said, rest, ct) => Close(said, int.TryParse(rest.TrimStart('#'), out var n) ? n : 0, ct)) { Order = 120 },
        new Route.Press(Action, (pressed, ct) => Close(pressed, BallotForm.NumberIn(pressed.Args), ct)) { ForPlace = true },
    ];

    /// <summary>The button.</summary>
    public static Button Button(string partnership, int number) =>
        new(Text.Say("close.button"), Action, BallotForm.Args(partnership, number)) { Tone = ButtonTone.Danger };

    private async Task<Reply> Close(Request request, int number, CancellationToken cancellation)
    {
        var (seat, found, refused) = await who.Find(request, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        if (found!.State.Phase is not (Phase.Opening or Phase.Open) && !found.Seen.Contains(Change.Mark(request)))
        {
            return seat!.Answer(NotRunning.Answer(seat.Id, found.State));
        }

        await course.Follow(found.Key, request.At, cancellation);
        var closing = await change.Run(
            DecisionKinds.Decision,
            found.Key,
            request,
            current => current is { State: { Phase: Phase.Open } decision }
                ? current with { State = decision with { Phase = Phase.Closing, ClosedBy = request.Person }, Wake = request.At }
                : new Verdict<Decision>.Leave(),
            cancellation);
        if (closing.Refusal is { } busy)
        {
            return seat!.Answer(busy.ToReply());
        }

        await course.Follow(found.Key, request.At, cancellation);
        return seat!.Answer(Reply.Say(Text.Say("close.done", ("n", number))));
    }
}
