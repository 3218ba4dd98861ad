using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary>Comes back to an outcome on the day that was named, once, in each place at a decent hour there.</summary>
public sealed class ReviewOutcome(Change change, Roster roster)
{
    /// <summary>When to wake for a review: the earliest morning of its day in any place; null for no review.</summary>
    public static Instant? First(Statement? statement, Partnership partnership) => Day(statement) is { } day
        ? partnership.Addressees.Select(a => a.TimeZone).Append(partnership.TimeZone).Min(z => Decent.Morning(day, Decent.Zone(z)))
        : null;

    /// <summary>Raises a review that is due; does nothing otherwise.</summary>
    public async Task Follow(Key key, Instant now, CancellationToken cancellation)
    {
        var found = await change.Load(DecisionKinds.Decision, key, cancellation);
        if (found is not { State: { Phase: Phase.Closed, Statement: { ReviewOn: not null, Reviewed: false } }, Wake: { } wake } || wake > now)
        {
            return;
        }

        var partnership = (await roster.Latest(key.Partition, cancellation))!;
        await change.Run(
            DecisionKinds.Decision,
            key,
            null,
            current => current is { State: { Phase: Phase.Closed, Statement: { Reviewed: false } statement } } && current.Wake <= now && Day(statement) is { } day
                ? Raised(current, day, partnership, now)
                : new Verdict<Decision>.Leave(),
            cancellation);
    }

    private static Document<Decision> Raised(Document<Decision> current, LocalDate day, Partnership partnership, Instant now)
    {
        var decision = current.State with { Statement = current.State.Statement! with { Reviewed = true } };
        return (current with { State = decision, Wake = null }).Owing(new(
            $"review:{decision.Statement.Revision}",
            1,
            LifeCards.Review(current.Key.Partition, decision),
            [.. partnership.Addressees.Select(a => a with
            {
                NotBefore = Decent.Next(Instant.Max(now, Decent.Morning(day, Decent.Zone(a.TimeZone))), Decent.Zone(a.TimeZone)),
            })])
        { Under = DecisionCards.Slot });
    }

    private static LocalDate? Day(Statement? statement) =>
        statement?.ReviewOn is { } on && LocalDatePattern.Iso.Parse(on) is { Success: true, Value: var day } ? day : null;
}
