using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary><c>amend 12 [NEW TEXT]</c>, or the form: a new text, voted on in a new round.</summary>
public sealed class AmendDecision(Change change, ProposerOrSteward who, Course course, ProposalWords words) : IFeature
{
    /// <summary>The button that does not wait for those who objected.</summary>
    public const string OpenNow = "decision.open-now";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("amend", Typed) { Order = 122 },
        new Route.Press(AmendForm.Id, async (pressed, ct) =>
            await who.Find(pressed, BallotForm.NumberIn(pressed.Args), ct) is var (seat, found, refused) && refused is null
                ? seat!.Answer(No(seat!, found!.State, found.State.Text) ?? new Reply.Open(AmendForm.Of(seat.Id, found.State, found.State.Text, AmendForm.Lasts(found.State))))
                : refused!),
        new Route.Submit(AmendForm.Id, (form, ct) => Amend(
            form,
            BallotForm.NumberIn(form.Args),
            form.Values.GetValueOrDefault("text", "").Trim(),
            Deadline.Parse(form.Values.GetValueOrDefault("closes", "")),
            ct)),
        new Route.Press(OpenNow, Hurry) { ForPlace = true },
    ];

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (number, text) = Numbered.Split(rest);
        if (text.Length > 0 && words.Closing(text) is var (proposal, closes, unclear) && unclear.Count == 0)
        {
            return await Amend(said, number, proposal, closes, cancellation);
        }

        var (seat, found, refused) = await who.Find(said, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        var intro = text.Length == 0 ? null : Text.Say("amend.unclear", ("parts", new Text.Listed([.. words.Closing(text).Unclear.Select(u => new Text.Verbatim(u))])));
        var shown = text.Length == 0 ? found!.State.Text : words.Closing(text).Text;
        return seat!.Answer(No(seat, found!.State, shown) ?? new Reply.Open(AmendForm.Of(seat.Id, found.State, shown, AmendForm.Lasts(found.State), intro)));
    }

    private async Task<Reply> Amend(Request request, int number, string text, Deadline? typed, CancellationToken cancellation)
    {
        var (seat, found, refused) = await who.Find(request, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        if (found!.Seen.Contains(Change.Mark(request)))
        {
            await course.Follow(found.Key, request.At, cancellation);
            return await Done(seat!, found.Key, cancellation);
        }

        if (No(seat!, found.State, text) is { } no)
        {
            return seat!.Answer(no);
        }

        var closes = typed ?? AmendForm.Lasts(found.State);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(seat!.Partnership.TimeZone) ?? DateTimeZone.Utc;
        var problems = AmendForm.Problems(found.State, text, closes, request.At, zone);
        if (problems.Count > 0)
        {
            return seat.Answer(new Reply.Correct(AmendForm.Of(seat.Id, found.State, text, closes), problems));
        }

        await course.Follow(found.Key, request.At, cancellation);
        var amendment = new Amendment(text, closes.ToString(), request.Person, request.At);
        var amended = await change.Run(
            DecisionKinds.Decision,
            found.Key,
            request,
            current => Into(current!, amendment, seat.Partnership),
            cancellation);
        if (amended.Refusal is not null)
        {
            // Where others were faster too often nothing was read at the end: the form holds what was typed all the same.
            return seat.Answer(new Reply.Open(AmendForm.Of(seat.Id, amended.Document?.State ?? found.State, text, closes, amended.Refusal.Text)));
        }

        await course.Follow(found.Key, request.At, cancellation);
        return await Done(seat, found.Key, cancellation);
    }

    /// <summary>The decision on its way into the next round. Pure.</summary>
    private static Verdict<Decision> Into(Document<Decision> current, Amendment amendment, Partnership partnership)
    {
        var decision = current.State;
        return decision.Phase switch
        {
            Phase.Open => current with { State = decision with { Phase = Phase.Closing, Amendment = amendment, ClosedBy = amendment.By }, Wake = amendment.At },
            Phase.Closed => Amending.Over(
                current with { State = decision with { Amendment = amendment } }, decision.Outcome!, !decision.Terms.Anonymous && Amending.Objected(decision.Method, decision.Outcome!), partnership, amendment.At),
            Phase.Asking when decision.Amendment!.Draft >= Amendment.MostDrafts => Refusal.Of("refusal.drafts", ("max", Amendment.MostDrafts)),
            Phase.Asking => current with
            {
                State = decision with
                {
                    Text = amendment.Text,
                    Amendment = amendment with { Draft = decision.Amendment!.Draft + 1, OpensAt = amendment.At + Amendment.Patience },
                    Revision = decision.Revision + 1,
                },
                Wake = amendment.At,
            },
            _ => Refusal.Of("refusal.amend-later", ("n", decision.Number)),
        };
    }

    /// <summary>Why this decision is not amended; what was typed goes on into a new proposal.</summary>
    private static Reply? No(Seat seat, Decision decision, string text)
    {
        var key = decision switch
        {
            { Phase: Phase.Closed, Outcome.Result: Result.Adopted or Result.Chosen } => "refusal.amend-adopted",
            { Phase: Phase.Withdrawn } or { Withdrawal: not null } => "refusal.amend-withdrawn",
            { Round: >= Amendment.MostRounds, Phase: not Phase.Asking } => "refusal.rounds",
            _ => null,
        };
        return key is null ? null : new Reply.Open(ProposalForm.Of(
            seat.Id, Proposal.Blank with { Text = text }, Text.Say(key, ("n", decision.Number), ("max", Amendment.MostRounds)),

            // What has taken effect is not done twice.
            decision.Matter is null || key == "refusal.amend-adopted" ? 0 : decision.Number));
    }

    private async Task<Reply> Done(Seat seat, Key key, CancellationToken cancellation)
    {
        var decision = (await change.Load(DecisionKinds.Decision, key, cancellation))!.State;
        return seat.Answer(decision.Phase == Phase.Asking
            ? Reply.Say(
                Text.Say("amend.asking", ("n", decision.Number), ("until", decision.Amendment!.OpensAt!.Value)),
                LifeCards.OpenNow(seat.Id, decision.Number), LifeCards.Show(seat.Id, decision.Number))
            : Reply.Say(
                Text.Say("amend.done", ("n", decision.Number), ("round", decision.Round), ("until", decision.ClosesAt)), LifeCards.Show(seat.Id, decision.Number)));
    }

    private async Task<Reply> Hurry(Request.Pressed pressed, CancellationToken cancellation)
    {
        var (seat, found, refused) = await who.Find(pressed, BallotForm.NumberIn(pressed.Args), cancellation);
        if (refused is not null)
        {
            return refused;
        }

        var hurried = await change.Run(
            DecisionKinds.Decision,
            found!.Key,
            pressed,
            current => current is { State: { Phase: Phase.Asking, Amendment: { } amendment } }
                ? current with { State = current.State with { Amendment = amendment with { OpenNow = true } }, Wake = pressed.At }
                : Refusal.Of("refusal.not-asking", ("n", found.State.Number)),
            cancellation);
        if (hurried.Refusal is { } no)
        {
            return seat!.Answer(Reply.Say(no.Text, LifeCards.Show(seat.Id, found.State.Number)));
        }

        await course.Follow(found.Key, pressed.At, cancellation);
        return await Done(seat!, found.Key, cancellation);
    }
}
