using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary><c>outcome 12 TEXT [| review in 6m]</c>, or the form: what was agreed, and when to look at it again.</summary>
public sealed class StateOutcome(Change change, ProposerOrSteward who, Ballots ballots, ReviewWords words) : IFeature
{
    private const int MostYears = 20;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("outcome", Typed) { Order = 128 },
        new Route.Press(StatementForm.Id, async (pressed, ct) =>
            await who.Find(pressed, BallotForm.NumberIn(pressed.Args), ct) is var (seat, found, refused) && refused is null
                ? seat!.Answer(Blank(seat, found!.State))
                : refused!),
        new Route.Submit(StatementForm.Id, (form, ct) => State(
            form, BallotForm.NumberIn(form.Args), form.Values.GetValueOrDefault("text", "").Trim(), form.Values.GetValueOrDefault("review", "none"), ct)),
    ];

    private static Reply Blank(Seat seat, Decision decision) => decision.Phase == Phase.Closed
        ? new Reply.Open(StatementForm.Of(seat.Id, decision.Number, decision.Statement?.Text, decision.Statement?.ReviewOn))
        : Refusal.Of(decision.Phase == Phase.Withdrawn ? "refusal.withdrawn" : "refusal.outcome-open", ("n", decision.Number)).ToReply();

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (number, typed) = Numbered.Split(rest);
        if (typed.Length == 0)
        {
            var (seat, found, refused) = await who.Find(said, number, cancellation);
            return refused ?? seat!.Answer(Blank(seat, found!.State));
        }

        var (text, review) = words.Parse(typed);
        return await State(said, number, text, review, cancellation);
    }

    private async Task<Reply> State(Request request, int number, string text, string review, CancellationToken cancellation)
    {
        var (seat, found, refused) = await who.Find(request, number, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        if (found!.State.Phase != Phase.Closed)
        {
            return seat!.Answer(Reply.Say(
                Text.Say(found.State.Phase == Phase.Withdrawn ? "refusal.withdrawn" : "refusal.outcome-open", ("n", number)), LifeCards.Show(seat.Id, number)));
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(seat!.Partnership.TimeZone) ?? DateTimeZone.Utc;
        var today = request.At.InZone(zone).Date;
        var day = review == "none" ? null : TimeWords.Date(review, today);
        var problems = Problems(text, review, day, today);
        if (problems.Count > 0)
        {
            var fitting = text.Length <= StatementForm.MaxText ? text : text[..(char.IsHighSurrogate(text[StatementForm.MaxText - 1]) ? StatementForm.MaxText - 1 : StatementForm.MaxText)];
            return seat.Answer(new Reply.Correct(StatementForm.Of(seat.Id, number, fitting, day is null || day <= today ? null : review), problems));
        }

        var statement = new Statement(text, request.Person, request.At) { ReviewOn = day is { } on ? LocalDatePattern.Iso.Format(on) : null };
        var voices = await ballots.Voices(seat.Id, found.State, cancellation);
        var urn = await ballots.Urn(seat.Id, found.State, found.State.Round, cancellation);
        var stated = await change.Run(
            DecisionKinds.Decision,
            found.Key,
            request,
            current => current is { State.Phase: Phase.Closed } ? Into(current, statement, seat.Partnership, voices, urn) : Refusal.Of("refusal.outcome-open", ("n", number)),
            cancellation);
        return seat.Answer(stated.Refusal?.ToReply() ?? (day is { } then
            ? Reply.Say(Text.Say("statement.done.review", ("n", number), ("day", LocalDatePattern.Iso.Format(then))), LifeCards.Show(seat.Id, number))
            : Reply.Say(Text.Say("statement.done", ("n", number)), LifeCards.Show(seat.Id, number))));
    }

    private static Dictionary<string, Text> Problems(string text, string review, LocalDate? day, LocalDate today)
    {
        var problems = new Dictionary<string, Text>();
        if (text.Length is 0 or > StatementForm.MaxText)
        {
            problems["text"] = Text.Say("statement.text.length", ("max", StatementForm.MaxText));
        }

        if (review != "none" && (day is null || day <= today || day > today.PlusYears(MostYears)))
        {
            problems["review"] = day is null ? Text.Say("statement.review.unclear", ("typed", review)) : Text.Say("statement.review.range", ("max", MostYears));
        }

        return problems;
    }

    /// <summary>The decision with its statement, and when to come back to it. Pure.</summary>
    private static Document<Decision> Into(Document<Decision> current, Statement statement, Partnership partnership, IReadOnlyList<Voice> voices, Urn? urn)
    {
        var decision = current.State;
        var next = decision with
        {
            Statement = statement with { Revision = (decision.Statement?.Revision ?? 0) + 1 },
            Revision = decision.Revision + 1,
        };
        var to = partnership.Addressees;

        // What waits to be recorded goes on waiting; the review is looked up again after that.
        return (current with { State = next, Wake = (current.State.Unrecorded || current.State.Unsettled) && current.Wake is { } waits ? waits : ReviewOutcome.First(next.Statement, partnership) })
            .Owing(new(DecisionCards.Slot, next.Revision, DecisionCards.Closed(next, voices, current.Key.Partition, urn), to))
            .Owing(new("statement", next.Statement.Revision, LifeCards.StatementMessage(next), to) { Under = DecisionCards.Slot });
    }
}
