using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>How one round becomes the next. Pure.</summary>
public static class Amending
{
    /// <summary>Those whose objection stands in these ballots: what must say why can stop a proposal.</summary>
    public static IReadOnlyList<Voice> Objections(IEnumerable<Voice> voices, Method method) => [.. voices.Where(v => v is { Via: null, Ballot: { } ballot } && method.NeedsReason(ballot.Choice))];

    /// <summary>Whether an objection stands in this sum.</summary>
    public static bool Objected(Method method, Outcome outcome) => method.Choices.Any(c => method.NeedsReason(c) && outcome.Of(c) > 0);

    /// <summary>The decision with this round in its history and the amended text for the next.</summary>
    /// <param name="current">Sealed: its <see cref="Decision.Amendment"/> says the text.</param>
    /// <param name="outcome">What came of the round.</param>
    /// <param name="objected">Whether somebody objected, and is asked first.</param>
    /// <param name="partnership">Where its cards go.</param>
    /// <param name="now">When it was counted.</param>
    public static Document<Decision> Over(Document<Decision> current, Outcome outcome, bool objected, Partnership partnership, Instant now)
    {
        var decision = current.State;
        var amendment = decision.Amendment!;
        var over = new PastRound(decision.Text, decision.Since, decision.ClosedAt ?? now, decision.Boxes, outcome, amendment.By);
        var next = current with
        {
            State = decision with
            {
                Phase = Phase.Asking,
                Text = amendment.Text,
                Earlier = [.. decision.Earlier ?? [], over],
                Amendment = amendment with { Draft = 1, OpensAt = now + Amendment.Patience },
                Cast = 0,
                ClosedAt = null,
                ClosedBy = null,
                Outcome = null,
                Extension = null,
                Statement = null,
                Revision = decision.Revision + 1,
            },
            Wake = now,
        };
        return objected
            ? next.Owing(new(DecisionCards.Slot, next.State.Revision, LifeCards.Asking(next.Key.Partition, next.State, []), partnership.Addressees))
            : Opening(next, null, partnership.TimeZone, now);
    }

    /// <summary>The decision on its way into the round that it was amended for.</summary>
    public static Document<Decision> Opening(Document<Decision> current, IReadOnlyList<Concern>? concerns, string timeZone, Instant now)
    {
        var decision = current.State;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;
        var last = decision.Earlier![^1];
        var closes = (Deadline.Parse(decision.Amendment!.Closes) ?? Proposal.Blank.Closes).From(now, zone);
        return current with
        {
            State = decision with
            {
                Phase = Phase.Opening,

                // A decision is one document: it grows by what cards show of a round, and not by all that was said in it.
                Earlier = [.. decision.Earlier.SkipLast(1).Select(r => r.Concerns?.Count > Concern.Shown ? r with { Concerns = [.. r.Concerns.Take(Concern.Shown)] } : r), last with { Concerns = concerns is null ? null : Concern.Kept(concerns) }],
                OpenedAt = now,

                // A date may have come while the objectors were asked.
                ClosesAt = closes >= now + Proposal.Shortest ? closes : As(last.OpenedAt, decision.ClosesAt).From(now, zone),
                Amendment = null,
            },
            Wake = now,
            Delivered = Kept(current),
        };
    }

    /// <summary>A deadline as far away as these two are from one another: whole days, or less than one.</summary>
    public static Deadline As(Instant from, Instant until)
    {
        var minutes = Math.Max(60, (long)(until - from).TotalMinutes);
        return new Deadline.In(minutes >= 23 * 60 ? Period.FromDays((int)((minutes + (12 * 60)) / (24 * 60))) : Period.FromMinutes(minutes));
    }

    /// <summary>Without where messages of rounds stand that nothing will change any more.</summary>
    private static IReadOnlyDictionary<string, Delivery> Kept(Document<Decision> current)
    {
        var owed = current.Owes.Select(o => o.Slot).ToHashSet();
        return current.Delivered
            .Where(d => d.Key.Split('|')[0] is var slot && (slot == DecisionCards.Slot || owed.Contains(slot)))
            .ToDictionary(d => d.Key, d => d.Value);
    }
}
