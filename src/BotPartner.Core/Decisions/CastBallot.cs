using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>A delegate casts the partner's ballot: by a button, or by the form with a reason.</summary>
public sealed class CastBallot(Change change, Booth booth, Ballots ballots, TimeProvider time) : IFeature
{
    /// <summary>The wire name of a choice's button.</summary>
    public const string Action = "decision.cast";

    /// <summary>How long after a vote the card follows, at the most: votes in between share one edit.</summary>
    public static readonly Duration Refresh = Duration.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(Action, (pressed, ct) => Cast(pressed, pressed.Args, _ => pressed.Args.GetValueOrDefault("c", ""), new(null), ct)),
        new Route.Press(BallotForm.Id, (pressed, ct) => Ask(pressed, pressed.Args, ct)),
        new Route.Submit(BallotForm.Id, (form, ct) => Cast(
            form,
            form.Args,
            method => form.Args.GetValueOrDefault("c") ?? BallotFields.Read(method, form.Values),
            new(form.Values.GetValueOrDefault("reason"), form.Values.GetValueOrDefault("principle")),
            ct)) { ForPlace = false },
    ];

    /// <summary>Opens the form; where votes are hidden nobody beside the voter sees what it holds.</summary>
    internal Task<Reply> Ask(Request request, IReadOnlyDictionary<string, string> args, CancellationToken cancellation) => Ask(request, args, null, cancellation);

    private async Task<Reply> Ask(Request request, IReadOnlyDictionary<string, string> args, Slip? typed, CancellationToken cancellation)
    {
        var number = BallotForm.NumberIn(args);
        var round = BallotForm.RoundIn(args);
        var (seat, opened, refusal) = await booth.Voting(request, args, number, round, cancellation);
        if (seat is null || opened is not var (boxes, terms))
        {
            return refusal!.ToReply();
        }

        var voter = Franchise.VoterOf(terms, seat.Member!);
        var box = await change.Load(
            DecisionKinds.Box, DecisionKinds.BoxKey(seat.Id, number, Electorate.BoxOf(voter, boxes), round), cancellation);
        if (box is { State: { Sealed: false, Urn: not null } } && box.State.Holds(voter))
        {
            return seat.Answer(AnonymousCards.Refused(AnonymousBallot.Again(number), terms.OfMembers ? null : seat.Member!.PartnerName, Kept(terms, typed))) with { Confidential = true };
        }

        return seat.Answer(box is { State.Sealed: false }
            ? new Reply.Open(await booth.Hand(request, seat, terms, typed is null
                ? BallotForm.Of(seat.Id, number, terms, args.GetValueOrDefault("c"), box.State.Standing(voter, seat.Member!.Id), round)
                : BallotForm.Holding(seat.Id, number, terms, null, typed.Choice, new(typed.Reason, typed.Principle), round), cancellation))
            : LateBallot.Answer(seat.Id, number, round, await ballots.Decision(seat.Id, number, cancellation), Kept(terms, typed))) with
        { Confidential = terms.Hides };
    }

    /// <summary>Casts; the answer says what was recorded.</summary>
    internal async Task<Reply> Cast(
        Request request, IReadOnlyDictionary<string, string> args, Func<Method, string> says, Grounds said, CancellationToken cancellation) =>
        await Put(request, args, says, said, cancellation) is var reply && reply is Reply.Open ? reply : reply with { Ballot = reply.Ballot == true };

    private async Task<Reply> Put(
        Request request, IReadOnlyDictionary<string, string> args, Func<Method, string> says, Grounds said, CancellationToken cancellation)
    {
        var number = BallotForm.NumberIn(args);
        var round = BallotForm.RoundIn(args);
        var (seat, opened, refusal) = await booth.Voting(request, args, number, round, cancellation);
        said = Grounds.Of(said.Reason, said.Principle);
        if (seat is null || opened is not var (boxes, terms))
        {
            return NotTaken(refusal!, KeptWords.Of(null, null, said));
        }

        var (reason, principle) = said = await booth.Citing(request, seat, said, cancellation);
        var method = terms.Method;
        var (choice, problem) = method.Read(says(method));
        if (problem is not null || reason?.Length > Grounds.MaxReason || principle?.Length > Grounds.MaxPrinciple || (reason is null && method.NeedsReason(choice)))
        {
            var mend = BallotForm.Mend(seat.Id, number, terms, choice, said, round);
            return seat.Answer(mend with { Form = await booth.Hand(request, seat, terms, mend.Form, cancellation) }) with { Confidential = terms.Hides };
        }

        if (terms.Anonymous)
        {
            // Words are typed in passing, and such a ballot is final: the form says so, unless it cannot say what was typed.
            var slip = new Slip(choice, reason) { Principle = principle };
            return request is Request.Said && !(choice == Choice.Abstain && method.Rule.TakesOptions)
                ? await Ask(request, args, slip, cancellation)
                : await Drop(seat, number, round, boxes, terms, slip, cancellation);
        }

        var (member, voter) = (seat.Member!, Franchise.VoterOf(terms, seat.Member!));

        // A press may say no more of a person than who it is; the one who joined is known better.
        var ballot = new Ballot(choice, reason, request.Person.Language is null ? member.Person : request.Person, request.At) { Member = member.LinkedTo, Principle = principle };
        Ballot? earlier = null;
        var cast = await change.Run(
            DecisionKinds.Box,
            DecisionKinds.BoxKey(seat.Id, number, Electorate.BoxOf(voter, boxes), round),
            request,
            current =>
            {
                earlier = current?.State.Standing(voter, member.Id);
                return current?.State.Bars(member, request.Person, time.Now()) == true
                    ? Refusal.Of("refusal.stranger")
                    : Into(current, voter, ballot, method, number, seat.Partnership.TimeZone, time.Now(), terms, round);
            },
            cancellation);
        if (cast.Refusal is { } no)
        {
            return seat.Answer(cast.Document is { State.Sealed: true }
                ? LateBallot.Answer(seat.Id, number, round, await ballots.Decision(seat.Id, number, cancellation), KeptWords.Of(method, choice, said))
                : NotTaken(no, KeptWords.Of(method, choice, said)))
                with
            { Confidential = true };
        }

        // Delivered again, it changes nothing: what stands is said, which may be another ballot by now.
        var box = cast.Document!.State;
        return seat.Answer(Reply.Say(terms.MustAgree ? AgreementCards.Answer(method, number, member.PartnerName, ballot, earlier, box.SpokenFor(voter))
            : cast.Repeated ? VoteCards.Confirmation(method, number, member.PartnerName, box.Ballots.GetValueOrDefault(voter, ballot), null, terms.OfMembers)
            : VoteCards.Confirmation(method, number, member.PartnerName, ballot, earlier, terms.OfMembers))) with
        { Confidential = terms.Hides, Ballot = true };
    }

    /// <summary>Puts an anonymous ballot into the urn. What is confirmed is what was asked for: nothing can be read back.</summary>
    private async Task<Reply> Drop(
        Seat seat, int number, int round, int boxes, Terms terms, Slip slip, CancellationToken cancellation)
    {
        var (voter, partner) = (Franchise.VoterOf(terms, seat.Member!), terms.OfMembers ? null : seat.Member!.PartnerName);

        // Not as this request: its mark would stay with the urn, and tell those who can guess it when who came.
        var dropped = await change.Run(
            DecisionKinds.Box,
            DecisionKinds.BoxKey(seat.Id, number, Electorate.BoxOf(voter, boxes), round),
            null,
            current => current?.State.Bars(seat.Member!, seat.Person, time.Now()) == true
                ? Refusal.Of("refusal.stranger")
                : AnonymousBallot.Into(current, voter, slip, number, boxes, terms.Method, time.Now()),
            cancellation);
        var reply = dropped switch
        {
            { Refusal: null } => Reply.Say(AnonymousCards.Confirmation(terms.Method, number, partner, slip.Choice)),
            { Document.State.Sealed: true } => LateBallot.Answer(seat.Id, number, round, await ballots.Decision(seat.Id, number, cancellation), Kept(terms, slip)),
            _ => AnonymousCards.Refused(dropped.Refusal, partner, Kept(terms, slip)),
        };
        return seat.Answer(reply) with { Confidential = true, Ballot = dropped.Refusal is null };
    }

    /// <summary>What was typed and is not taken is nobody else's.</summary>
    private static Reply NotTaken(Refusal refusal, IReadOnlyList<Element> kept) =>
        kept.Count == 0 ? refusal.ToReply() : new Reply.Show(Card.Of(refusal.Text, [.. kept])) { Confidential = true };

    private static IReadOnlyList<Element> Kept(Terms terms, Slip? typed) =>
        typed is null ? [] : KeptWords.Of(terms.Method, typed.Choice, new(typed.Reason, typed.Principle));

    /// <summary>The box with the ballot in it. Pure.</summary>
    public static Verdict<Box> Into(
        Document<Box>? current, string voter, Ballot ballot, Method method, int number, string timeZone, Instant now, Terms? terms = null, int round = 1)
    {
        if (current is null)
        {
            return Refusal.Of("refusal.no-decision", ("n", number));
        }

        var box = current.State;
        if (box.Sealed)
        {
            return Refusal.Of("refusal.closed", ("n", number));
        }

        if (box.Voters.FirstOrDefault(v => v.Id == voter) is not { } partner)
        {
            return new Refusal(Wording.Of(terms?.OfMembers == true, "refusal.not-in-electorate", ("n", number)));
        }

        if (terms?.MustAgree == true)
        {
            return Agreement.Into(current, partner, ballot, method, number, round, timeZone, now);
        }

        var earlier = box.Ballots.GetValueOrDefault(voter);
        if (earlier is not null && earlier.At > ballot.At)
        {
            return new Verdict<Box>.Leave();
        }

        var next = current with
        {
            State = box with { Ballots = new Dictionary<string, Ballot>(box.Ballots) { [voter] = ballot } },
            Wake = current.Wake ?? NextRefresh(now),
        };
        return earlier is null || earlier.Speaker == ballot.Speaker || earlier.Choice == ballot.Choice
            ? next
            : next.Owing(new(
                $"replaced:{voter}:{ballot.At.ToUnixTimeMilliseconds()}",
                1,
                VoteCards.Replaced(method, number, partner.Name, earlier, ballot),
                [Addressee.Directly(earlier.By, timeZone)])
            { Once = true });
    }

    /// <summary>When the card follows what changes now: on a beat that all boxes share, so that one look finds all that changed.</summary>
    public static Instant NextRefresh(Instant now)
    {
        var beat = (long)Refresh.TotalMilliseconds;
        return Instant.FromUnixTimeMilliseconds(((now.ToUnixTimeMilliseconds() / beat) + 1) * beat);
    }
}
