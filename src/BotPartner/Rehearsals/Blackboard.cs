using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Rehearsals;

/// <summary>Documents for the length of a <see cref="Rehearsal"/>: in memory, nobody else's, and gone with it.</summary>
internal sealed class Blackboard : IDocuments
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Partition, string Id), Entry> entries = new(Comparer<(string Partition, string Id)>.Create(
        (a, b) => string.CompareOrdinal(a.Partition, b.Partition) is var first and not 0 ? first : string.CompareOrdinal(a.Id, b.Id)));

    private long versions;

    public Task<Entry?> Find(Key key, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(entries.GetValueOrDefault((key.Partition, key.Id)));
        }
    }

    public Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        lock (gate)
        {
            var place = (entry.Key.Partition, entry.Key.Id);
            if (entries.GetValueOrDefault(place)?.Version != entry.Version)
            {
                return Task.FromResult<string?>(null);
            }

            var version = (++versions).ToString(System.Globalization.CultureInfo.InvariantCulture);

            // Without the object: that it is read again from its bytes is a part of what is rehearsed.
            entries[place] = new(entry.Key, entry.Kind, entry.Body, entry.Due, entry.Expires, version);
            return Task.FromResult<string?>(version);
        }
    }

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation)
    {
        lock (gate)
        {
            entries.Remove((key.Partition, key.Id));
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        Where(e => e.Key.Partition == partition && e.Kind == kind && string.CompareOrdinal(e.Key.Id, after) > 0, take);

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => Where(e => e.Due <= now, take);

    private Task<IReadOnlyList<Entry>> Where(Func<Entry, bool> holds, int take)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Entry>>([.. entries.Values.Where(holds).Take(take)]);
        }
    }
}
