using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>A delegate of another partner votes on what both sides released. The partner's latest word counts, by the platform's clock.</summary>
public sealed class VoteOnTension(FindTension find, Change change, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(CommitteeCards.Vote, (pressed, ct) => Vote(pressed, pressed.Args, pressed.Args.GetValueOrDefault("c"), null, ct)),
        new Route.Press(CommitteeCards.Form, async (pressed, ct) =>
        {
            var (found, refused) = await find.Of(pressed, pressed.Args, ct);
            return found is null ? refused!
                : CommitteeCards.Buttons(found.Seat.Id, found.Tension).Any() && found.View.Roles.Contains(Viewer.Committee) ? found.Answer(new Reply.Open(CommitteeCards.FormOf(found.Seat.Id, found.Tension, null, null)))
                : found.Answer(Refusal.Of("refusal.tension.no-vote").ToReply());
        }),
        new Route.Submit(CommitteeCards.Form, (form, ct) => Vote(form, form.Args, form.Values.GetValueOrDefault("choice"), form.Values.GetValueOrDefault("reason"), ct)) { ForPlace = false },
    ];

    private async Task<Reply> Vote(Request request, IReadOnlyDictionary<string, string> args, string? choice, string? typed, CancellationToken cancellation)
    {
        var (found, refused) = await find.Of(request, args, cancellation);
        if (found is null)
        {
            return refused!;
        }

        var reason = typed?.Trim() is { Length: > 0 } said ? said : null;
        if (!CommitteeCards.Knows(choice) || reason?.Length > CommitteeBallot.MaxReason)
        {
            return found.Answer(new Reply.Correct(
                CommitteeCards.FormOf(found.Seat.Id, found.Tension, CommitteeCards.Knows(choice) ? choice : null, WritingForm.Fit(reason, CommitteeBallot.MaxReason)),
                new Dictionary<string, Text> { [CommitteeCards.Knows(choice) ? "reason" : "choice"] = CommitteeCards.Knows(choice) ? Text.Say("tension.form.long", ("length", reason!.Length), ("max", CommitteeBallot.MaxReason)) : Text.Say("tension.vote.missing") }));
        }

        var (now, partner) = (time.Now(), found.View.Roles.Contains(Viewer.Committee) ? found.People.Member(found.Id)?.PartnerId : null);
        var changed = await change.Run(
            TensionKinds.Tension,
            found.Document.Key,
            request,
            current => Cast(current, partner, new(choice!, request.At) { Reason = reason }, found, now),
            cancellation);
        return found.Answer(changed.Refusal is { } refusal ? MoveTension.Unsaid(refusal, reason) : Reply.Say(Text.Say("tension.vote.done", ("choice", Text.Say($"choice.{choice}")))));
    }

    private static Verdict<Tension> Cast(Document<Tension>? current, string? partner, CommitteeBallot ballot, Found found, Instant now)
    {
        if (current is not { State: { Committee: { Outcome: null } committee, Course: { Ended: null, Stage: Stage.Committee } } tension })
        {
            return Refusal.Of("refusal.tension.decided");
        }

        if (partner is null || committee.Voters.All(v => v.PartnerId != partner) || partner == tension.Raiser.PartnerId || partner == tension.Other.PartnerId)
        {
            return Refusal.Of("refusal.tension.no-vote");
        }

        if (committee.Ballots.TryGetValue(partner, out var standing) && standing.At > ballot.At)
        {
            return new Verdict<Tension>.Leave();
        }

        var ballots = new Dictionary<string, CommitteeBallot>(committee.Ballots) { [partner] = ballot };
        return Telling.Into(current, tension with { Committee = committee with { Ballots = ballots } }, found.People, now, found.Id);
    }
}
