using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>When owners are reminded: a week before the day and on it, once each, from nine to five where they are. Pure.</summary>
public static class OwnerReminders
{
    /// <summary>To how many a reminder is owed at a time: the document is read and replaced for each few that go out, and must stay small.</summary>
    public const int Most = 200;

    private const string Week = "week";
    private const string OnTheDay = "day";
    private static readonly Duration LookAgain = Duration.FromMinutes(15);
    private static readonly Duration GoOn = Duration.FromSeconds(30);

    // Where a day begins first, and where it ends last.
    private static readonly Offset Earliest = Offset.FromHours(14);
    private static readonly Offset Latest = Offset.FromHours(-12);

    /// <summary>Whether a reminder may be sent now somewhere, so that it must be known who the owners' people are.</summary>
    public static bool Due(Milestone milestone, Instant now) => Stages(milestone).Any(s => s.Begins <= now && now < s.Ends);

    /// <summary>The document with what is owed at this moment, and when to look again.</summary>
    public static Document<Milestone> Planned(Document<Milestone> current, IReadOnlyList<OwnerPerson> people, Partnership partnership, Instant now)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(partnership);
        var milestone = current.State;
        var stages = Stages(milestone).ToArray();
        var next = current with { Owes = [.. current.Owes.Select(o => Still(o, stages, people, now)).Where(o => o.To.Count > 0)] };
        var looks = new List<Instant>();
        foreach (var stage in stages)
        {
            if (stage.Begins > now)
            {
                looks.Add(stage.Begins);
                continue;
            }

            var waiting = people
                .Where(p => !next.State.Reminded.Contains(Mark(stage.Name, p.Id)))
                .Select(p => (Person: p, At: At(stage, milestone.Planned, Decent.Zone(p.Zone), now)))
                .Where(p => p.At is not null).ToArray();
            var ready = waiting.Where(p => p.At <= now).Select(p => p.Person).ToArray();
            var some = ready.Take(Math.Max(0, Most - next.Owes.Sum(o => o.To.Count(t => t.Attempts == 0)))).ToArray();
            looks.AddRange(waiting.Where(p => p.At > now).Select(p => p.At!.Value));
            looks.AddRange(some.Length < ready.Length ? [now + GoOn] : []);
            if (some.Length > 0)
            {
                next = (next with { State = next.State with { Reminded = [.. next.State.Reminded, .. some.Select(p => Mark(stage.Name, p.Id))] } }).Owing(new(
                    stage.Slot,

                    // Said once: who is being told in just this moment is not told again in other words.
                    1,
                    MilestoneCards.Reminder(current.Key.Partition, partnership.Name, milestone, stage.Name == OnTheDay, stewards: some.All(p => p.PartnerId.Length == 0)),
                    [.. some.Select(p => p.Directly)])
                { Once = true });
            }
        }

        looks.AddRange(next.Owes.Count > 0 ? [now + LookAgain] : []);
        return next with { Wake = looks.Count > 0 ? looks.Min() : null };
    }

    /// <summary>What is noted when a person was reminded.</summary>
    public static string Mark(string stage, string person) => $"{stage}:{person}";

    private sealed record Stage(string Name, LocalDate First, LocalDate Last)
    {
        public string Slot => $"{Name}:{MilestoneFields.Iso(First)}";

        public Instant Begins => First.AtMidnight().WithOffset(Earliest).ToInstant();

        public Instant Ends => Last.PlusDays(1).AtMidnight().WithOffset(Latest).ToInstant();
    }

    /// <summary>A week before, or in the days after that where nobody could be written to; and the day itself.</summary>
    private static IEnumerable<Stage> Stages(Milestone milestone) => milestone.Open
        ? [new(Week, milestone.Day.PlusDays(-7), milestone.Day.PlusDays(-3)), new(OnTheDay, milestone.Day, milestone.Day)]
        : [];

    /// <summary>When it is due in a zone, at this moment or later; null if its day was set later than that, or it is too late for it.</summary>
    private static Instant? At(Stage stage, Instant planned, DateTimeZone zone, Instant now)
    {
        var morning = Decent.Morning(stage.First, zone);
        var at = Decent.Next(Instant.Max(morning, now), zone);
        return morning > planned && at.InZone(zone).Date <= stage.Last ? at : null;
    }

    /// <summary>What is still unsent and still meant, to those who are still meant, and not before the next decent hour.</summary>
    private static Post Still(Post owed, Stage[] stages, IReadOnlyList<OwnerPerson> people, Instant now)
    {
        var stage = stages.FirstOrDefault(s => s.Slot == owed.Slot);
        var places = people.Select(p => p.Person.Direct.Key).ToHashSet();
        return owed with
        {
            To = stage is null ? [] : [.. owed.To
                .Where(t => places.Contains(t.Place.Key))
                .Select(t => Decent.Next(now, Decent.Zone(t.TimeZone)) is var at && at > now && !(t.NotBefore >= at) ? t with { NotBefore = at } : t)
                .Where(t => Instant.Max(now, t.NotBefore ?? now).InZone(Decent.Zone(t.TimeZone)).Date <= stage.Last)],
        };
    }
}
