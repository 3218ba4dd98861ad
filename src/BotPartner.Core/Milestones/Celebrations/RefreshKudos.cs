using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>Lets the card follow the kudos: however many people pressed, one new content, at most once a second.</summary>
public sealed class RefreshKudos(Change change, Roster roster, KudosShelf shelf, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(MilestoneKinds.Kudos.Name, async (keys, ct) =>
        {
            foreach (var celebration in keys.GroupBy(k => (k.Partition, Number: MilestoneKinds.NumberOf(k))))
            {
                await Refresh(celebration.Key.Partition, celebration.Key.Number, [.. celebration], ct);
            }
        }),
    ];

    /// <summary>When the boxes are looked at next: all of them at the same beat.</summary>
    public static Instant Next(Instant now) => Next(now, Celebrate.Gap);

    private static Instant Next(Instant now, Duration gap)
    {
        var beat = (long)gap.TotalMilliseconds;
        return Instant.FromUnixTimeMilliseconds(((now.ToUnixTimeMilliseconds() / beat) + 1) * beat);
    }

    private async Task Refresh(string partnership, int number, IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        var key = MilestoneKinds.CelebrationKey(partnership, number);
        for (var attempt = 0; attempt < Change.Attempts; attempt++)
        {
            // In this order: what is saved was read after what the card says now, so that no process takes back what another showed.
            var before = await change.Load(MilestoneKinds.Celebration, key, cancellation);
            var boxes = await shelf.Of(partnership, number, cancellation);
            var (counts, last) = await shelf.Count(partnership, boxes, cancellation);
            var links = await roster.Latest(partnership, cancellation);
            var overtaken = false;
            var saved = await change.Run(
                MilestoneKinds.Celebration,
                key,
                null,
                current =>
                {
                    overtaken = current?.State.Revision != before?.State.Revision;
                    return overtaken || current is null || links is null || Same(current.State.Kudos, counts)
                        ? new Verdict<Celebration>.Leave()
                        : Counted(current, counts, links);
                },
                cancellation);
            if (saved.Refusal is null && !overtaken)
            {
                await Rest(due, boxes, last, cancellation);
                return;
            }
        }
    }

    private static Document<Celebration> Counted(Document<Celebration> current, IReadOnlyDictionary<string, int> counts, Partnership partnership)
    {
        var next = current with { State = current.State with { Kudos = counts, Revision = current.State.Revision + 1 } };
        return next.State.TakenBack ? next : Celebrate.Shown(next, partnership, edit: true);
    }

    /// <summary>Lets boxes rest that are as they were read; the others are looked at again, and so is what was not the last word.</summary>
    private async Task Rest(IReadOnlyList<Key> due, IReadOnlyList<Document<KudosBox>> boxes, bool last, CancellationToken cancellation)
    {
        var read = boxes.ToDictionary(b => b.Key, b => b.State);
        foreach (var key in due)
        {
            await change.Run(
                MilestoneKinds.Kudos,
                key,
                null,
                current =>
                {
                    if (current is null)
                    {
                        return new Verdict<KudosBox>.Leave();
                    }

                    var shown = current.State.SameAs(read.GetValueOrDefault(key));
                    var now = time.Now();
                    Instant? next = !shown ? Next(now) : last ? null : Next(now, KudosShelf.Remembers);
                    var settled = next is null ? current.Wake is null : current.Wake > now && current.Wake <= next;
                    return settled ? new Verdict<KudosBox>.Leave() : current with { Wake = next };
                },
                cancellation);
        }
    }

    private static bool Same(IReadOnlyDictionary<string, int> a, IReadOnlyDictionary<string, int> b) =>
        Celebration.Kinds.All(k => a.GetValueOrDefault(k) == b.GetValueOrDefault(k));
}
