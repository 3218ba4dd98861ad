using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>The form, filled in, leads to a preview that only its author sees: put it, edit it, or discard it. It is kept until then.</summary>
public sealed class PreviewProposal(Change change, Roster roster, Franchise franchise, PutProposal put) : IFeature
{
    private const string OpenAction = "draft.open";
    private const string EditAction = "draft.edit";
    private const string DiscardAction = "draft.discard";

    /// <summary>Says that the draft's adoption changes something by itself, for when the draft is gone before its form comes back.</summary>
    private const string EffectArg = "e";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Submit(ProposalForm.Id, Keep),
        new Route.Press(OpenAction, (pressed, ct) => With(pressed, Open, ct)) { ForPlace = true },
        new Route.Press(EditAction, (pressed, ct) => With(
            pressed,
            (_, seat, draft, _) => Task.FromResult<Reply>(new Reply.Open(Form(seat.Id, draft.Key.Id[6..], Written(draft.State)))),
            ct)),
        new Route.Press(DiscardAction, (pressed, ct) => With(pressed, Discard, ct)),
    ];

    /// <summary>The decision's card as it will be seen, with what its author can do.</summary>
    public static Card Preview(string partnership, string id, Proposal proposal, Decision decision, IReadOnlyList<Voice> voices, bool space = false)
    {
        var args = new Dictionary<string, string> { ["p"] = partnership, ["d"] = id };
        return new(
            Text.Say("preview.title"),
            Text.Say("preview.summary", ("text", DecisionCards.Shortened(proposal.Text))),
            [
                new Element.Paragraph(Text.Say("preview.intro", ("n", (long)Draft.Kept.TotalDays))) { Quiet = true },
                .. space ? [new Element.Paragraph(Text.Say("propose.space"))] : Array.Empty<Element>(),
                .. DecisionCards.Live(partnership, decision, voices).Elements.Where(e => e is not Element.Buttons),
                new Element.Buttons(
                [
                    new(Text.Say(decision.Terms.OfMembers ? "preview.open.members.button" : "preview.open.button"), OpenAction, args) { Tone = ButtonTone.Primary },
                    new(Text.Say("preview.edit.button"), EditAction, args) { OpensForm = true },
                    new(Text.Say("preview.discard.button"), DiscardAction, args),
                ]),
            ]);
    }

    private static Form Form(string partnership, string id, Proposal proposal)
    {
        var form = ProposalForm.Of(partnership, proposal);
        var args = new Dictionary<string, string> { ["p"] = partnership, ["d"] = id };
        if (proposal.Matter is not null)
        {
            args[EffectArg] = "1";
        }

        return form with { Args = args, Opener = new(Text.Say("preview.edit.button"), EditAction, args) { OpensForm = true } };
    }

    private async Task<Reply> Keep(Request.Submitted form, CancellationToken cancellation)
    {
        var (seat, refusal) = await ProposeDecision.Proposing(roster, form, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        // What it changes is not told by a form, which names the draft or the decision that has it.
        var draft = form.Args.GetValueOrDefault("d");
        var again = ProposalForm.AgainIn(form.Args);
        var kept = draft is null ? null : await change.Load(DecisionKinds.Draft, DecisionKinds.DraftKey(seat.Id, draft), cancellation);
        var matter = draft is not null ? kept?.State.Matter
            : again > 0 ? (await change.Load(DecisionKinds.Decision, DecisionKinds.Key(seat.Id, again), cancellation))?.State.Matter
            : null;
        var proposal = ProposalForm.Read(form.Values) with { Matter = matter };
        if (draft is not null && kept is null && (form.Args.ContainsKey(EffectArg) || !Change.IsMark(draft)))
        {
            return seat.Answer(new Reply.Open(ProposalForm.Of(seat.Id, proposal, Text.Say("preview.gone"))));
        }

        var id = draft ?? Change.Mark(form);
        var problems = await put.Problems(form, seat, proposal, cancellation);
        return problems.Count > 0
            ? seat.Answer(new Reply.Correct(draft is not null ? Form(seat.Id, id, proposal) : ProposalForm.Of(seat.Id, proposal, again: again), problems))
            : await Keep(form, seat, id, form.Values, proposal, cancellation);
    }

    /// <summary>Keeps a proposal that another feature has written, and shows its author what it will look like. What is wrong with it is for the caller to know.</summary>
    public Task<Reply> Keep(Request request, Seat seat, Proposal proposal, CancellationToken cancellation) =>
        Keep(request, seat, Change.Mark(request), ProposalForm.Values(proposal), proposal, cancellation);

    private async Task<Reply> Keep(Request request, Seat seat, string id, IReadOnlyDictionary<string, string> values, Proposal proposal, CancellationToken cancellation)
    {
        var key = DecisionKinds.DraftKey(seat.Id, id);
        var kept = await change.Run(
            DecisionKinds.Draft,
            key,
            request,
            current => current?.State switch
            {
                null => DecisionKinds.Draft.New(key, new Draft(request.Person, values) { Matter = proposal.Matter }) with { Expires = request.At + Draft.Kept },
                { By: var by } when by.Key != request.Person.Key => Refusal.Of("refusal.draft-gone"),
                { Number: > 0 } put => Refusal.Of("preview.already", ("n", put.Number)),
                _ => current with { State = current.State with { Values = values, Discarded = false }, Expires = request.At + Draft.Kept },
            },
            cancellation);
        return seat.Answer(kept.Refusal?.ToReply() ?? new Reply.Show(await Preview(request, seat, id, proposal, cancellation)));
    }

    private static Proposal Written(Draft draft) => ProposalForm.Read(draft.Values) with { Matter = draft.Matter };

    private async Task<Card> Preview(Request request, Seat seat, string id, Proposal proposal, CancellationToken cancellation)
    {
        var terms = proposal.TermsIn(seat.Partnership);
        var voters = await franchise.Of(seat.Id, terms, cancellation);
        var voices = voters.Select(v => new Voice(v, null)).OrderBy(v => v.Voter.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        var decision = new Decision(
            seat.Partnership.LastDecision + 1,
            proposal.Text,
            proposal.Method,
            proposal.QuorumPercent,
            request.Person,
            seat.Member is { Standing: Standing.Admitted } member ? member.PartnerName : null,
            request.At,
            proposal.Closes.From(request.At, Decent.Zone(seat.Partnership.TimeZone)))
        { Electorate = voices.Length, Terms = terms, Matter = proposal.Matter };
        return Preview(seat.Id, id, proposal, decision, voices, seat.Partnership.IsSpace(request.Place));
    }

    /// <summary>What the author of a draft does with it; nobody else reaches it.</summary>
    private async Task<Reply> With(
        Request.Pressed pressed, Func<Request.Pressed, Seat, Document<Draft>, CancellationToken, Task<Reply>> act, CancellationToken cancellation)
    {
        var (seat, refusal) = await ProposeDecision.Proposing(roster, pressed, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var draft = await change.Load(DecisionKinds.Draft, DecisionKinds.DraftKey(seat.Id, pressed.Args.GetValueOrDefault("d", "")), cancellation);
        return seat.Answer(
            draft is null || draft.State.Discarded || draft.State.By.Key != pressed.Person.Key ? Reply.Say(Text.Say("refusal.draft-gone"), ProposalForm.Opener(seat.Id))
            : draft.State.Number > 0 ? Reply.Say(Text.Say("preview.already", ("n", draft.State.Number)), LifeCards.Show(seat.Id, draft.State.Number))
            : await act(pressed, seat, draft, cancellation));
    }

    private async Task<Reply> Open(Request.Pressed pressed, Seat seat, Document<Draft> draft, CancellationToken cancellation)
    {
        var proposal = Written(draft.State);
        var problems = await put.Problems(pressed, seat, proposal, cancellation);
        if (problems.Count > 0)
        {
            // A date may have passed since.
            return new Reply.Correct(Form(seat.Id, draft.Key.Id[6..], proposal), problems).Anew;
        }

        // A draft becomes one decision, whoever presses how often and on how many machines.
        var (number, reply) = await put.Put(pressed with { Id = draft.Key.Id }, seat, proposal, cancellation);
        if (number > 0)
        {
            await change.Run(
                DecisionKinds.Draft,
                draft.Key,
                null,
                current => current is { State.Number: 0 } ? current with { State = current.State with { Number = number } } : new Verdict<Draft>.Leave(),
                cancellation);
        }

        return reply;
    }

    private async Task<Reply> Discard(Request.Pressed pressed, Seat seat, Document<Draft> draft, CancellationToken cancellation)
    {
        await change.Run(
            DecisionKinds.Draft,
            draft.Key,
            null,
            current => current is { State.Number: 0 } ? current with { State = current.State with { Discarded = true } } : new Verdict<Draft>.Leave(),
            cancellation);
        return Reply.Say(Text.Say("preview.discarded"), ProposalForm.Opener(seat.Id));
    }
}
