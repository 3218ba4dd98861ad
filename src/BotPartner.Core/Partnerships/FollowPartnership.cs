using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary>Something that must follow when a partnership's places, zones or settings change. It may be told more than once.</summary>
public interface IPartnershipWatch
{
    /// <summary>Does what follows; nothing where it is done already.</summary>
    /// <param name="id">The partnership's id.</param>
    /// <param name="partnership">As it is stored.</param>
    /// <param name="wake">When it changed: the same however often this is told.</param>
    /// <param name="cancellation">Gives up; it is told again.</param>
    Task Follow(string id, Partnership partnership, Instant wake, CancellationToken cancellation);
}

/// <summary>Tells all who watch partnerships that one changed. The change says by <see cref="Document{T}.Wake"/> that it must be told, saved with it.</summary>
public sealed class FollowPartnership(Change change, IEnumerable<IPartnershipWatch> watches) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(Kinds.Partnership.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        if (await change.Load(Kinds.Partnership, key, cancellation) is not { Wake: { } wake } told)
        {
            return;
        }

        foreach (var watch in watches)
        {
            await watch.Follow(key.Partition, told.State, wake, cancellation);
        }

        // What changed on the way is told anew.
        await change.Run(
            Kinds.Partnership,
            key,
            null,
            current => current is null || current.Wake != wake || !Same(current.State, told.State) ? new Verdict<Partnership>.Leave() : current with { Wake = null },
            cancellation);
    }

    // As it is written: lists that are read twice are two lists.
    private static bool Same(Partnership a, Partnership b) =>
        JsonSerializer.SerializeToUtf8Bytes(a, CoreJson.Default.Partnership).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b, CoreJson.Default.Partnership));
}
