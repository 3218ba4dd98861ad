using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Digests;

/// <summary>Keeps the digests of a partnership planned as its places are set.</summary>
public sealed class PlanDigest(Change change, TimeProvider time) : IPartnershipWatch
{
    /// <inheritdoc/>
    public async Task Follow(string id, Partnership partnership, Instant wake, CancellationToken cancellation) =>
        _ = await Now(id, cancellation) ?? throw new StoreUnavailableException("the digests of a partnership change too often");

    /// <summary>Plans them where nobody did yet: partnerships are older than their digests.</summary>
    public async Task Begin(string id, CancellationToken cancellation)
    {
        if (await change.Load(DigestKinds.Digest, DigestKinds.Key(id), cancellation) is null)
        {
            await Now(id, cancellation);
        }
    }

    /// <summary>Plans them as the partnership is stored now, and says how; null if others were always faster.</summary>
    public async Task<Digest?> Now(string id, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Change.Attempts; attempt++)
        {
            // The plan is read before the partnership, and saved only if nobody saved another one meanwhile: so none follows an older partnership than the one before.
            var before = await change.Load(DigestKinds.Digest, DigestKinds.Key(id), cancellation);
            if ((await change.Load(Kinds.Partnership, Kinds.PartnershipKey(id), cancellation))?.State is not { } partnership)
            {
                return new Digest([]);
            }

            var same = false;
            var planned = await change.Run(
                DigestKinds.Digest,
                DigestKinds.Key(id),
                null,
                current => (same = current?.Version == before?.Version) ? DigestPlan.Planned(current, id, partnership, time.Now()) : new Verdict<Digest>.Leave(),
                cancellation);
            if (same && planned is { Refusal: null, Document.State: { } state })
            {
                return state;
            }
        }

        return null;
    }
}
