using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>A delegate of a partner that objected says whether an amended text meets its concern.</summary>
public sealed class AnswerAmendment(Change change, Roster roster, Course course, TimeProvider time) : IFeature
{
    /// <summary>The wire name of the two buttons.</summary>
    public const string Action = "amend.answer";

    /// <summary>Wire name of the form with a word to it, and of the button that opens it.</summary>
    public const string FormId = "amend.words";

    private const int MaxWords = 1000;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(Action, (pressed, ct) => Answer(pressed, pressed.Args, pressed.Args.GetValueOrDefault("a"), null, ct)),
        new Route.Press(FormId, async (pressed, ct) => (await Voting(pressed, pressed.Args, ct)).Refusal?.ToReply() ?? new Reply.Open(Form(pressed.Args, null, null))),
        new Route.Submit(FormId, (form, ct) => Answer(form, form.Args, form.Values.GetValueOrDefault("answer"), form.Values.GetValueOrDefault("words"), ct)) { ForPlace = false },
        new Route.Wake(DecisionKinds.Objector.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    /// <summary>The form.</summary>
    public static Form Form(IReadOnlyDictionary<string, string> args, string? answer, string? words) => new(
        FormId,
        Text.Say("concern.form.title"),
        Text.Say("concern.form.submit"),
        [
            new Field.Choice(
                "answer",
                Text.Say("concern.form.answer"),
                [new("yes", Text.Say("concern.met.button")), new("no", Text.Say("concern.not-yet.button"))]) { Required = true, Value = answer },
            new Field.Words("words", Text.Say("concern.form.words")) { Multiline = true, MaxLength = MaxWords, Value = words, Hint = Text.Say("concern.form.words.hint") },
        ])
    {
        Args = args,
        Opener = new(Text.Say("concern.words.button"), FormId, args) { OpensForm = true },
    };

    private async Task<Reply> Answer(Request request, IReadOnlyDictionary<string, string> args, string? said, string? words, CancellationToken cancellation)
    {
        var (number, round) = (BallotForm.NumberIn(args), BallotForm.RoundIn(args));
        var (seat, decision, refusal) = await Voting(request, args, cancellation);
        if (seat?.Member is not { } member)
        {
            return refusal!.ToReply();
        }

        words = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (said is not ("yes" or "no") || words?.Length > MaxWords)
        {
            return seat.Answer(new Reply.Correct(Form(args, said, words), words?.Length > MaxWords
                ? new Dictionary<string, Text> { ["words"] = Text.Say("concern.form.words.long", ("max", MaxWords)) }
                : new Dictionary<string, Text> { ["answer"] = Text.Say("concern.form.answer.missing") }));
        }

        var answer = new ConcernAnswer(
            args.GetValueOrDefault("d") is not { } draft ? 1 : int.TryParse(draft, out var d) ? d : 0, said == "yes", words, request.Person.Language is null ? member.Person : request.Person, request.At);
        var key = DecisionKinds.ObjectorKey(seat.Id, number, round, Franchise.VoterOf(decision?.Terms, member));
        var answered = await change.Run(
            DecisionKinds.Objector, key, request, current => Into(current, answer, decision, seat), cancellation);
        if (answered.Refusal is { } no)
        {
            return seat.Answer(Reply.Say(
                words is null ? no.Text : new Text.Joined([no.Text, new Text.Verbatim(" "), Text.Say("concern.kept", ("words", words))]), LifeCards.Show(seat.Id, number)));
        }

        await Follow(key, cancellation);
        return seat.Answer(Reply.Say(Text.Say("concern.done", ("n", number), ("answer", LifeCards.Answer(answered.Document!.State.Voter.Shown, answer)))));
    }

    /// <summary>The seat of somebody who answers for a voter of the decision, or why they do not.</summary>
    private async Task<(Seat? Seat, Decision? Decision, Refusal? Refusal)> Voting(Request request, IReadOnlyDictionary<string, string> args, CancellationToken cancellation)
    {
        var found = await roster.SeatIn(args.GetValueOrDefault("p", ""), request.Person, cancellation);
        var decision = found?.Member is { Standing: Standing.Admitted }
            ? (await change.Load(DecisionKinds.Decision, DecisionKinds.Key(found.Id, BallotForm.NumberIn(args)), cancellation))?.State : null;
        var (seat, refusal) = Franchise.Voting(found, decision?.Terms);
        return (seat, decision, refusal);
    }

    /// <summary>The partner's answer in its document. Pure.</summary>
    private Verdict<Objector> Into(Document<Objector>? current, ConcernAnswer answer, Decision? decision, Seat seat)
    {
        if (current is null || decision is null)
        {
            return Refusal.Of("refusal.not-asked-concern");
        }

        var objector = current.State;
        if (objector.Closed || decision.Amendment is not { } amendment || decision.Round != objector.Round || decision.Phase != Phase.Asking)
        {
            return Refusal.Of("refusal.concern-late", ("n", objector.Number));
        }

        if (answer.Draft != objector.Draft)
        {
            return Refusal.Of("refusal.concern-draft", ("n", objector.Number));
        }

        if (objector.Answer() is { } standing && standing.At > answer.At)
        {
            return new Verdict<Objector>.Leave();
        }

        var next = objector with
        {
            Answers = [.. objector.Answers.Where(a => a.Draft != answer.Draft), answer],
            Revision = objector.Revision + 1,
        };
        var tell = new[] { decision.Proposer, amendment.By }.DistinctBy(p => p.Key).Where(p => p.Key != seat.Person.Key);
        return Objectors.Questioned(current with { State = next, Wake = time.Now() }, decision, seat.Partnership, editOnly: true).Owing(new(
            "told",
            next.Revision,
            LifeCards.Told(seat.Id, objector.Number, objector.Voter.Shown, answer),
            [.. tell.Select(p => Addressee.Directly(p, seat.Partnership.TimeZone))]));
    }

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        var seen = await change.Load(DecisionKinds.Objector, key, cancellation);
        await course.Follow(DecisionKinds.Key(key.Partition, DecisionKinds.NumberOf(key)), time.Now(), cancellation);

        // Answered again meanwhile, it is followed again.
        await change.Run(
            DecisionKinds.Objector,
            key,
            null,
            current => current?.Wake is null || current.State.Answers.Count != seen?.State.Answers.Count || current.State.Answers[^1] != seen.State.Answers[^1]
                ? new Verdict<Objector>.Leave()
                : current with { Wake = null },
            cancellation);
    }
}
