using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Asks the partners that objected whether the amended text meets their concern, then opens the next round.
/// Each step may be repeated.</summary>
public sealed class Objectors(Change change, Roster roster, Ballots ballots, Members members)
{
    /// <summary>Carries the asking as far as it can go; does nothing for a decision that is not at it.</summary>
    public async Task Follow(Key key, Instant now, CancellationToken cancellation)
    {
        var found = await change.Load(DecisionKinds.Decision, key, cancellation);
        if (found is not { State: { Phase: Phase.Asking, Amendment: { } amendment } decision })
        {
            return;
        }

        var last = Ballots.Voices(await ballots.Of(key.Partition, decision.Number, cancellation, decision.Round - 1));
        var objections = Amending.Objections(last, decision.Method);
        var partnership = (await roster.Latest(key.Partition, cancellation))!;
        var asked = new List<Objector>();
        var delegates = await Delegates(key.Partition, decision.Terms, objections, cancellation);
        foreach (var objection in objections)
        {
            asked.Add(await Ask(key.Partition, decision, objection, [.. delegates[objection.Voter.Id]], partnership, cancellation));
        }

        if (amendment.OpenNow || amendment.OpensAt <= now || asked.TrueForAll(a => a.Asked is null || a.Answer() is not null))
        {
            await Open(key, decision, objections, partnership, now, cancellation);
        }
        else
        {
            await Wait(key, decision, asked, partnership, cancellation);
        }
    }

    private async Task<ILookup<string, Person>> Delegates(string partnership, Terms terms, IReadOnlyList<Voice> objections, CancellationToken cancellation)
    {
        var ids = objections.Select(o => o.Voter.Id).ToHashSet();
        var found = await members.Where(partnership, m => Franchise.Votes(terms, m) && ids.Contains(Franchise.VoterOf(terms, m)), int.MaxValue, cancellation);

        // Who has two accounts is asked on one.
        return found.Select(m => m.State).OrderBy(m => m.LinkedTo is not null).DistinctBy(m => m.Id).ToLookup(m => Franchise.VoterOf(terms, m), m => m.Person);
    }

    /// <summary>The partner as it was asked about this draft; asks it if it was not.</summary>
    private async Task<Objector> Ask(
        string id, Decision decision, Voice objection, IReadOnlyList<Person> delegates, Partnership partnership, CancellationToken cancellation)
    {
        var key = DecisionKinds.ObjectorKey(id, decision.Number, decision.Round, objection.Voter.Id);
        var draft = decision.Amendment!.Draft;
        var asked = await change.Run(
            DecisionKinds.Objector,
            key,
            null,
            current =>
            {
                if (current?.State.Draft >= draft)
                {
                    return new Verdict<Objector>.Leave();
                }

                var objector = new Objector(decision.Number, decision.Round, draft, objection.Voter, objection.Ballot!.Reason ?? "", current?.State.Answers ?? [])
                {
                    Asked = delegates.Count > 0 ? delegates : null,
                    Revision = 1,
                };
                var next = current is null ? DecisionKinds.Objector.New(key, objector) : current with { State = objector };
                return Questioned(next, decision, partnership, editOnly: false);
            },
            cancellation);
        return asked.Document?.State ?? throw new StoreUnavailableException("a partner that objected could not be asked");
    }

    /// <summary>Waits for the answers; the card says for whose.</summary>
    private async Task Wait(Key key, Decision decision, IReadOnlyList<Objector> asked, Partnership partnership, CancellationToken cancellation) => await change.Run(
        DecisionKinds.Decision,
        key,
        null,
        current =>
        {
            if (current is not { State: { Phase: Phase.Asking, Amendment: { } amendment } } || amendment.Draft != decision.Amendment!.Draft || amendment.OpenNow)
            {
                return new Verdict<Decision>.Leave();
            }

            var card = LifeCards.Asking(key.Partition, current.State, asked);
            var waits = current with { Wake = amendment.OpensAt };
            var answered = asked.Count(a => a.Answer() is not null);
            if (waits.Wake == current.Wake && amendment.Answered == answered)
            {
                return new Verdict<Decision>.Leave();
            }

            var state = current.State with { Amendment = amendment with { Answered = answered }, Revision = current.State.Revision + 1 };
            return (waits with { State = state }).Owing(new(DecisionCards.Slot, state.Revision, card, partnership.Addressees), CastBallot.Refresh);
        },
        cancellation);

    /// <summary>Takes no more answers, keeps those that were given, and lets the round open.</summary>
    private async Task Open(Key key, Decision decision, IReadOnlyList<Voice> objections, Partnership partnership, Instant now, CancellationToken cancellation)
    {
        var concerns = new List<Concern>();
        foreach (var objection in objections)
        {
            var closed = await change.Run(
                DecisionKinds.Objector,
                DecisionKinds.ObjectorKey(key.Partition, decision.Number, decision.Round, objection.Voter.Id),
                null,
                current => current is null or { State.Closed: true } || current.State.Draft != decision.Amendment!.Draft
                    ? new Verdict<Objector>.Leave()
                    : Questioned(
                        current with { State = current.State with { Closed = true, Revision = current.State.Revision + 1 }, Wake = null }, decision, partnership, editOnly: true),
                cancellation);
            if (closed.Document is not { State: { Closed: true } objector })
            {
                // Somebody amends again at this moment, or the store is busy: the decision stays as it is, and is taken up again.
                return;
            }

            concerns.Add(new(objector.Voter.Shown, objector.Objection, objector.Answers));
        }

        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State: { Phase: Phase.Asking, Amendment: { } amendment } } && amendment.Draft == decision.Amendment!.Draft
                ? Amending.Opening(current, concerns, partnership.TimeZone, now)
                : new Verdict<Decision>.Leave(),
            cancellation);
    }

    /// <summary>The document with the question as it now reads.</summary>
    internal static Document<Objector> Questioned(Document<Objector> current, Decision decision, Partnership partnership, bool editOnly) =>
        current.State.Asked is not { } asked ? current : current.Owing(new(
            LifeCards.QuestionSlot(current.State.Draft),
            current.State.Revision,
            LifeCards.Question(current.Key.Partition, partnership.Name, decision, current.State),
            [.. asked.Select(d => Addressee.Directly(d, partnership.TimeZone))])
        { EditOnly = editOnly });
}
