using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary><c>mandate 12 to PARTNER</c>, <c>mandate 12 back</c>, or the form: another partner speaks for one's own in a decision.</summary>
public sealed class GiveMandate(Change change, Roster roster, Texts texts, TimeProvider time) : IFeature
{
    /// <summary>Wire name of the form and of the button that opens it.</summary>
    public const string Id = "decision.mandate";

    private const int LongestName = 200;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("mandate", Typed) { Order = 95 },
        new Route.Press(Id, (pressed, ct) => With(pressed, pressed.Args.GetValueOrDefault("p", ""), BallotForm.NumberIn(pressed.Args), Open, ct)),
        new Route.Submit(Id, (form, ct) => With(
            form, form.Args.GetValueOrDefault("p", ""), BallotForm.NumberIn(form.Args), (r, s, d, c) => Give(r, s, d, form.Values.GetValueOrDefault("to", "").Trim(), c), ct)),
    ];

    /// <summary>The button, where mandates are allowed.</summary>
    public static IEnumerable<Button> Buttons(string partnership, Decision decision) => decision.MandateCap is null
        ? []
        : [new(Text.Say("mandate.button"), Id, BallotForm.Args(partnership, decision.Number)) { OpensForm = true }];

    /// <summary>The form.</summary>
    public static Form Form(string partnership, Decision decision, string? to) => new(
        Id,
        Text.Say("mandate.title", ("n", decision.Number)),
        Text.Say("mandate.submit"),
        [new Field.Words("to", Text.Say("mandate.to")) { MaxLength = LongestName, Value = to, Hint = Text.Say("mandate.to.hint") }])
    {
        Args = BallotForm.Args(partnership, decision.Number),
        Opener = Buttons(partnership, decision with { MandateCap = 1 }).First(),
        Intro = Text.Say("mandate.intro"),
    };

    private async Task<Reply> Typed(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.VoterOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var (number, typed) = Numbered.Split(rest);
        if (number == 0)
        {
            return seat.Answer(Refusal.Of("mandate.words").ToReply());
        }

        var to = After(typed);
        return await With(said, seat.Id, number, (r, s, d, c) => to.Length == 0 ? Open(r, s, d, c) : Give(r, s, d, Is(to, "mandate.words.back") ? "" : to, c), cancellation);
    }

    private async Task<Reply> With(
        Request request, string partnership, int number, Func<Request, Seat, Decision, CancellationToken, Task<Reply>> act, CancellationToken cancellation)
    {
        var found = await roster.VoterIn(partnership, request.Person, cancellation);
        var decision = found?.Member?.Standing == Standing.Admitted ? (await change.Load(DecisionKinds.Decision, DecisionKinds.Key(partnership, number), cancellation))?.State : null;
        var (seat, refusal) = Franchise.Voting(found, decision?.Terms);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        return decision switch
        {
            null => seat.Answer(Refusal.Of("refusal.no-decision", ("n", number)).ToReply()),
            { Terms.OfMembers: true } => seat.Answer(Reply.Say(Text.Say("mandate.members", ("n", number)), LifeCards.Show(seat.Id, number))),
            { MandateCap: null } => seat.Answer(Reply.Say(Text.Say("mandate.not-here", ("n", number)), LifeCards.Show(seat.Id, number))),
            { Phase: not Phase.Open } => seat.Answer(NotRunning.Answer(seat.Id, decision)),
            _ => await act(request, seat, decision, cancellation),
        };
    }

    private async Task<Reply> Open(Request request, Seat seat, Decision decision, CancellationToken cancellation)
    {
        var (mandates, voters) = await Known(seat.Id, decision, cancellation);
        var holder = mandates?.HolderFor(seat.Member!.PartnerId);
        return seat.Answer(new Reply.Open(Form(seat.Id, decision, voters.FirstOrDefault(v => v.Id == holder)?.Name)));
    }

    private async Task<Reply> Give(Request request, Seat seat, Decision decision, string to, CancellationToken cancellation)
    {
        var (_, voters) = await Known(seat.Id, decision, cancellation);
        var holder = to.Length == 0 ? null : voters.FirstOrDefault(v => Words.Fold(v.Name) == Words.Fold(to));
        if (to.Length > 0 && holder is null)
        {
            return seat.Answer(new Reply.Correct(Form(seat.Id, decision, to.Length > LongestName ? null : to), new Dictionary<string, Text> { ["to"] = Text.Say("mandate.unknown") }));
        }

        var mandate = new Mandate(seat.Member!.PartnerId, holder?.Id, request.Person, request.At);
        var given = await change.Run(
            DecisionKinds.Mandates,
            DecisionKinds.MandatesKey(seat.Id, decision.Number, decision.Round),
            request,
            current => BarredSpeakers.Holds(current?.State.Barred, seat.Member, request.Person, time.Now())
                ? Refusal.Of("refusal.stranger")
                : Into(current, mandate, voters, decision.Number, time.Now()),
            cancellation);
        if (given.Refusal is { } no)
        {
            return seat.Answer(Reply.Say(no.Text, LifeCards.Show(seat.Id, decision.Number)));
        }

        // Come late or again, it changes nothing: what stands is said.
        var standing = voters.FirstOrDefault(v => v.Id == given.Document!.State.HolderFor(seat.Member.PartnerId));
        return seat.Answer(Reply.Say(standing is null
            ? Text.Say("mandate.taken-back", ("n", decision.Number), ("partner", seat.Member.PartnerName))
            : Text.Say("mandate.given", ("n", decision.Number), ("partner", seat.Member.PartnerName), ("holder", standing.Name))));
    }

    /// <summary>The mandates with this one; the card follows. Pure.</summary>
    public static Verdict<Mandates> Into(Document<Mandates>? current, Mandate mandate, IReadOnlyCollection<Voter> voters, int number, Instant now) =>
        current is null ? Refusal.Of("refusal.no-decision", ("n", number))
        : current.State.Why(mandate, voters) is { } why ? why
        : current with { State = current.State.With(mandate), Wake = current.Wake ?? CastBallot.NextRefresh(now) };

    private async Task<(Mandates? Mandates, IReadOnlyList<Voter> Voters)> Known(string partnership, Decision decision, CancellationToken cancellation) => (
        (await change.Load(DecisionKinds.Mandates, DecisionKinds.MandatesKey(partnership, decision.Number, decision.Round), cancellation))?.State,
        (await change.Load(DecisionKinds.Electorate, DecisionKinds.ElectorateKey(partnership, decision.Number, decision.Round), cancellation))?.State.Voters ?? []);

    /// <summary>What follows "to", or all of it: who leaves the word out is understood.</summary>
    private string After(string typed) =>
        typed.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var word, var rest] && Is(word, "mandate.words.to") ? rest : typed;

    private bool Is(string typed, string key) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed).TrimEnd('.', '!'));
}
