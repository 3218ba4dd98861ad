using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary><c>withdraw 12 [REASON]</c>, or the form: takes a decision back. Its boxes are sealed, so that no ballot follows.</summary>
public sealed class WithdrawDecision(Change change, ProposerOrSteward who, Course course) : IFeature
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string FormId = "decision.withdraw";

    private const int MaxReason = 1000;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("withdraw", (said, rest, ct) =>
        {
            var (number, reason) = Numbered.Split(rest);
            return Withdraw(said, number, reason, ct);
        }) { Order = 126 },
        new Route.Press(FormId, async (pressed, ct) =>
            await who.Find(pressed, BallotForm.NumberIn(pressed.Args), ct) is var (seat, found, refused) && refused is null
                ? seat!.Answer(Running(found!.State) ? new Reply.Open(Form(seat.Id, found.State.Number, null)) : NotRunning.Answer(seat.Id, found.State))
                : refused!),
        new Route.Submit(FormId, (form, ct) => Withdraw(form, BallotForm.NumberIn(form.Args), form.Values.GetValueOrDefault("reason", ""), ct)),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Opener(string partnership, int number) => new(Text.Say("withdraw.button"), FormId, BallotForm.Args(partnership, number)) { OpensForm = true };

    /// <summary>The form.</summary>
    public static Form Form(string partnership, int number, string? reason) => new(
        FormId,
        Text.Say("withdraw.title", ("n", number)),
        Text.Say("withdraw.submit"),
        [new Field.Words("reason", Text.Say("withdraw.reason")) { Multiline = true, MaxLength = MaxReason, Value = reason, Hint = Text.Say("withdraw.reason.hint") }])
    {
        Args = BallotForm.Args(partnership, number),
        Opener = Opener(partnership, number),
    };

    private async Task<Reply> Withdraw(Request request, int number, string reason, CancellationToken cancellation)
    {
        var (seat, found, refused) = await who.Find(request, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        if (reason.Length > MaxReason)
        {
            return seat!.Answer(new Reply.Correct(
                Form(seat.Id, number, reason[..(char.IsHighSurrogate(reason[MaxReason - 1]) ? MaxReason - 1 : MaxReason)]),
                new Dictionary<string, Text> { ["reason"] = Text.Say("withdraw.reason.long", ("max", MaxReason)) }));
        }

        await course.Follow(found!.Key, request.At, cancellation);
        var withdrawal = new Withdrawal(request.Person, request.At, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        var withdrawn = await change.Run(
            DecisionKinds.Decision,
            found.Key,
            request,
            current => current!.State switch
            {
                { Phase: Phase.Open } decision => current with { State = decision with { Phase = Phase.Closing, Withdrawal = withdrawal, ClosedBy = request.Person }, Wake = request.At },
                { Phase: Phase.Asking } decision => EndRound.Withdrawn(
                    current with { State = decision with { Withdrawal = withdrawal, ClosedAt = request.At, ClosedBy = request.Person, Revision = decision.Revision + 1 } }, seat!.Partnership, request.At),
                _ => Refusal.Of("refusal.not-running"),
            },
            cancellation);
        if (withdrawn.Refusal is not null)
        {
            return seat!.Answer(withdrawn.Document is { } stands ? NotRunning.Answer(seat.Id, stands.State) : withdrawn.Refusal.ToReply());
        }

        await course.Follow(found.Key, request.At, cancellation);
        return seat!.Answer(Reply.Say(Text.Say("withdraw.done", ("n", number)), LifeCards.Show(seat.Id, number)));
    }

    private static bool Running(Decision decision) => decision.Phase is Phase.Opening or Phase.Open or Phase.Asking;
}
