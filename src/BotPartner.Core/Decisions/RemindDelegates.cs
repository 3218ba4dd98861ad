using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>Reminds delegates of partners that have not voted, once at half time and once on the last day, from nine to five where they are.
/// Who has voted is looked up when it is sent; what could not be sent is looked at again before it is.</summary>
public sealed class RemindDelegates(Change change, Roster roster, Unvoted unvoted, TimeProvider time) : IFeature
{
    /// <summary>To how many a reminder is owed at a time: the document is read and replaced for each few that go out, and must stay small.</summary>
    public const int Most = 250;

    // With those who could not be reached so far.
    private const int MostUnreached = 4 * Most;

    private static readonly Duration LookAgain = Duration.FromMinutes(15);

    // Those for whom there was no room yet come when the first have gone out.
    private static readonly Duration GoOn = Duration.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DecisionKinds.Reminders.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, time.Now(), ct);
            }
        }) { Apart = true },
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
        var held = false;
        foreach (var stage in ReminderPlan.Stages(decision))
        {
            foreach (var zone in awaited.GroupBy(a => a.Zone).Where(z => !next.State.Done.Contains(ReminderPlan.Mark(stage, z.Key))))
            {
                var at = ReminderPlan.In(stage, Decent.Zone(zone.Key), now);
                if (at <= now)
                {
                    (next, var all) = Some(next, ReminderPlan.Mark(stage, zone.Key), [.. zone], (divided, to) => new(
                        divided ? $"{stage.Slot}:divided" : stage.Slot,
                        1,
                        ReminderCards.Reminder(current.Key.Partition, partnership.Name, decision, stage.Slot == "half", divided),
                        to)
                    { Once = true });
                    held |= !all;
                }
                else if (at < next.Wake)
                {
                    next = next with { Wake = at };
                }
            }
        }

        // One whose zone's turn is still to come may be the first delegate of a zone: look again when a stage begins.
        var begins = ReminderPlan.Stages(decision).Select(s => s.From).Where(f => f > now).Append(next.Wake!.Value).Min();
        return next with { Wake = held ? Instant.Min(begins, now + GoOn) : next.Owes.Count > 0 ? Instant.Min(begins, now + LookAgain) : begins };
    }

    /// <summary>The document owing reminders to as many of a zone as it has room for, in the order of their keys, and whether these were all.</summary>
    private static (Document<Reminders> Next, bool All) Some(
        Document<Reminders> current, string mark, IReadOnlyList<Awaited> zone, Func<bool, IReadOnlyList<Addressee>, Post> post)
    {
        var reached = (current.State.Reached ?? new Dictionary<string, string>()).Where(r => r.Key != mark).ToDictionary();
        var after = current.State.Reached?.GetValueOrDefault(mark) ?? "";
        var waiting = zone.OrderBy(a => a.Person.Key, StringComparer.Ordinal).Where(a => string.CompareOrdinal(a.Person.Key, after) > 0).ToArray();
        var some = waiting.Take(Room(current)).ToArray();
        var all = some.Length == waiting.Length;
        if (all)
        {
            current = current with { State = current.State with { Done = [.. current.State.Done, mark] } };
        }
        else
        {
            reached[mark] = some.Length > 0 ? some[^1].Person.Key : after;
        }

        var next = current with { State = current.State with { Reached = reached.Count > 0 ? reached : null } };
        foreach (var alike in some.GroupBy(a => a.Divided))
        {
            next = next.Owing(post(alike.Key, [.. alike.Select(a => new Addressee(a.Person.Direct, Languages.Texts.Nearest(a.Person.Language), a.Zone))]));
        }

        return (next, all);
    }

    /// <summary>How many more may be owed: those who cannot be reached leave room for the others, up to a bound.</summary>
    private static int Room(Document<Reminders> current) => Math.Max(
        0, Math.Min(Most - current.Owes.Sum(o => o.To.Count(t => t.Attempts == 0)), MostUnreached - current.Owes.Sum(o => o.To.Count)));

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
