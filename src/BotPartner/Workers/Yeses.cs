using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>The platforms' yeses to new messages, until all who may have been told otherwise by the store know of them: a store that does not take one does not have the message posted again by the same process.</summary>
internal sealed class Yeses(Leases leases)
{
    private const int Many = 1024;

    // Another process may have taken over what the store was never told, and be done with it long since.
    private static readonly Duration Longest = Duration.FromDays(1);
    private readonly ConcurrentDictionary<string, Yes> all = [];

    /// <summary>A platform said yes to it.</summary>
    public void Note(Parcel parcel, Outcome.Sent sent)
    {
        if (parcel.Standing is not null)
        {
            return;
        }

        if (all.Count > Many)
        {
            foreach (var (name, _) in all.Where(y => IsOver(y.Value)))
            {
                all.TryRemove(name, out _);
            }
        }

        all[parcel.Name] = new(new(sent.Message, parcel.Post.Revision, sent.At), parcel.Post.Once, null);
    }

    /// <summary>The store knows it.</summary>
    public void Saved(Parcel parcel)
    {
        if (all.TryGetValue(parcel.Name, out var yes))
        {
            all[parcel.Name] = yes with { Saved = leases.Now };
        }
    }

    /// <summary>The parcel, with what stands there as far as this process knows, where the store did not know it when the parcel was taken in hand.</summary>
    public Parcel Recall(Parcel parcel)
    {
        if (parcel.Standing is not null || !all.TryGetValue(parcel.Name, out var yes) || yes.Standing.At + Longest < leases.Now)
        {
            return parcel;
        }

        var knew = yes.Saved is { } saved && parcel.To.Lease is { } lease && leases.Taken(lease) > saved;

        // What is said once is said again in a later content, if it is owed again.
        var other = yes.Once && yes.Standing.Revision < parcel.Post.Revision;
        return knew || other ? parcel : parcel with { Standing = yes.Standing };
    }

    private bool IsOver(Yes yes) => yes.Saved is { } saved ? leases.IsOver(saved) : yes.Standing.At + Longest < leases.Now;

    private sealed record Yes(Delivery Standing, bool Once, Instant? Saved);
}
