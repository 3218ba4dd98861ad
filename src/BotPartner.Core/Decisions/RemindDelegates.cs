using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Reminds delegates of partners that have not voted, once at half time and once on the last day, from nine to five where they are.
/// Who has voted is looked up when it is sent; what could not be sent is looked at again before it is.</summary>
public sealed class RemindDelegates(Change change, Roster roster, Unvoted unvoted, TimeProvider time) : IFeature
{
    private static readonly Duration LookAgain = Duration.FromMinutes(15);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Reminders.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, time.Now(), ct);
            }
        }),
    ];

    private async Task Follow(Key key, Instant now, CancellationToken cancellation)
    {
        var decision = await unvoted.Decision(key, cancellation);
        var open = decision is { Phase: Phase.Opening or Phase.Open } && decision.Round == DecisionKinds.RoundOf(key) && decision.ClosesAt > now;
        if (!open)
        {
            // Not over yet, only at its end: one that is given longer at the last moment is followed on.
            var end = decision is { Phase: Phase.Open } && decision.Round == DecisionKinds.RoundOf(key) ? now + LookAgain : (Instant?)null;
            await change.Run(DecisionKinds.Reminders, key, null, current => current is null ? new Verdict<Reminders>.Leave() : current with { Wake = end, Owes = [] }, cancellation);
            return;
        }

        var partnership = (await roster.Latest(key.Partition, cancellation))!;
        var awaited = await unvoted.Of(key.Partition, decision!, partnership.TimeZone, cancellation);
        await change.Run(
            DecisionKinds.Reminders,
            key,
            null,
            current => current?.Wake <= now ? Due(current, decision!, awaited, partnership, now) : new Verdict<Reminders>.Leave(),
            cancellation);
    }

    /// <summary>The document with what is owed at this moment, and when to look again. Pure.</summary>
    public static Document<Reminders> Due(
        Document<Reminders> current, Decision decision, IReadOnlyList<Awaited> awaited, Partnership partnership, Instant now)
    {
        var next = current with { Owes = [.. current.Owes.Select(o => Still(o, awaited, now)).Where(o => o.To.Count > 0)], Wake = decision.ClosesAt };
        foreach (var stage in ReminderPlan.Stages(decision))
        {
            foreach (var zone in awaited.GroupBy(a => a.Zone).Where(z => !next.State.Done.Contains(ReminderPlan.Mark(stage, z.Key))))
            {
                var at = ReminderPlan.In(stage, Decent.Zone(zone.Key), now);
                if (at <= now)
                {
                    next = next with { State = next.State with { Done = [.. next.State.Done, ReminderPlan.Mark(stage, zone.Key)] } };
                    foreach (var some in zone.GroupBy(a => a.Divided))
                    {
                        next = next.Owing(new(
                            some.Key ? $"{stage.Slot}:divided" : stage.Slot,
                            1,
                            ReminderCards.Reminder(current.Key.Partition, partnership.Name, decision, stage.Slot == "half", some.Key),
                            [.. some.Select(a => new Addressee(a.Person.Direct, Languages.Texts.Nearest(a.Person.Language), a.Zone))])
                        { Once = true });
                    }
                }
                else if (at < next.Wake)
                {
                    next = next with { Wake = at };
                }
            }
        }

        // One whose zone's turn is still to come may be the first delegate of a zone: look again when a stage begins.
        var begins = ReminderPlan.Stages(decision).Select(s => s.From).Where(f => f > now).Append(next.Wake!.Value).Min();
        return next with { Wake = next.Owes.Count > 0 ? Instant.Min(begins, now + LookAgain) : begins };
    }

    /// <summary>What is still unsent, without those who have voted meanwhile, and not before the next decent hour.</summary>
    private static Post Still(Post owed, IReadOnlyList<Awaited> awaited, Instant now)
    {
        var places = awaited.Select(a => a.Person.Direct.Key).ToHashSet();
        return owed with
        {
            To = [.. owed.To.Where(t => places.Contains(t.Place.Key)).Select(t => Decent.Next(now, Decent.Zone(t.TimeZone)) is var at && at > now && !(t.NotBefore >= at)
                ? t with { NotBefore = at }
                : t)],
        };
    }
}
