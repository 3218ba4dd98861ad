using System.Runtime.CompilerServices;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Ends a person's right in the decisions that are open: the partner's ballot stays, and nobody waits for what they said any more.</summary>
public sealed class BarSpeaker(IDocuments documents, Change change, TimeProvider time) : ISpeakers
{
    private const int Page = 200;

    /// <inheritdoc/>
    public async Task Silence(string partnership, Member member, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(member);
        await foreach (var decision in All(partnership, cancellation))
        {
            if (!Franchise.Votes(decision.Terms, member))
            {
                await Silence(partnership, decision, member, member.Id, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public async Task Silence(string partnership, Member member, Person account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(account);
        await foreach (var decision in All(partnership, cancellation))
        {
            await Silence(partnership, decision, member, Key.Hash(account.Key), cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<int?> OpenToMembers(string partnership, CancellationToken cancellation)
    {
        await foreach (var decision in All(partnership, cancellation))
        {
            if (decision.Terms.OfMembers && decision.Phase is not (Phase.Closed or Phase.Withdrawn))
            {
                return decision.Number;
            }
        }

        return null;
    }

    /// <summary>The box without the person's word where delegates must agree; for a moment it takes nothing of theirs. Pure.</summary>
    /// <param name="current">As it stands.</param>
    /// <param name="voter">Whose ballot they cast.</param>
    /// <param name="speaker">Who they are.</param>
    /// <param name="now">This moment.</param>
    public static Verdict<Box> Barred(Document<Box>? current, string voter, string speaker, Instant now)
    {
        if (current is not { State: { Sealed: false } box } || box.Voters.All(v => v.Id != voter))
        {
            return new Verdict<Box>.Leave();
        }

        var barred = BarredSpeakers.With(box.Barred, speaker, now);
        var said = box.SpokenFor(voter);
        var rest = said.Where(b => b.Speaker != speaker).ToArray();
        if (rest.Length == said.Count)
        {
            return current with { State = box with { Barred = barred } };
        }

        var spoken = new Dictionary<string, IReadOnlyList<Ballot>>(box.Spoken!);
        var ballots = new Dictionary<string, Ballot>(box.Ballots);
        spoken.Remove(voter);
        if (rest.Length > 0)
        {
            // Those who are left may agree now. Who spoke alone spoke for the partner: that ballot stays until another delegate votes.
            spoken[voter] = rest;
            if (Delegates.Agreed(Delegates.MustAgree, rest) is { } agreed)
            {
                ballots[voter] = agreed;
            }
        }

        return current with
        {
            State = box with { Barred = barred, Spoken = spoken.Count > 0 ? spoken : null, Ballots = ballots },
            Wake = current.Wake ?? CastBallot.NextRefresh(now),
        };
    }

    /// <summary>The mandates, which take nothing of a person for a moment. Pure.</summary>
    public static Verdict<Mandates> Barred(Document<Mandates>? current, string speaker, Instant now) => current is not { State: { Sealed: false } mandates }
        ? new Verdict<Mandates>.Leave()
        : current with { State = mandates with { Barred = BarredSpeakers.With(mandates.Barred, speaker, now) } };

    private async Task Silence(string partnership, Decision decision, Member member, string speaker, CancellationToken cancellation)
    {
        if (decision.Phase != Phase.Open)
        {
            return;
        }

        var voter = Franchise.VoterOf(decision.Terms, member);
        await change.Run(
            DecisionKinds.Box,
            DecisionKinds.BoxKey(partnership, decision.Number, Electorate.BoxOf(voter, decision.Boxes), decision.Round),
            null,
            current => Barred(current, voter, speaker, time.Now()),
            cancellation);
        if (decision.MandateCap is not null)
        {
            await change.Run(
                DecisionKinds.Mandates,
                DecisionKinds.MandatesKey(partnership, decision.Number, decision.Round),
                null,
                current => Barred(current, speaker, time.Now()),
                cancellation);
        }
    }

    private async IAsyncEnumerable<Decision> All(string partnership, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in documents.All(partnership, DecisionKinds.Decision.Name, Page, cancellation))
        {
            yield return DecisionKinds.Decision.Read(entry).State;
        }
    }
}
