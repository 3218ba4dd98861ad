using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Digests;

/// <summary>Builds each digest when it is due. What it owes and that it was told are saved as one: nobody gets it twice, and none is lost.</summary>
public sealed class SendDigest(Change change, Compose compose, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Wake(DigestKinds.Digest.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }) { Apart = true },
    ];

    private async Task Follow(Key key, CancellationToken cancellation)
    {
        var now = time.Now();
        if (await change.Load(DigestKinds.Digest, key, cancellation) is not { Wake: { } wake } found || wake > now)
        {
            return;
        }

        // Read after the plan: who planned it knew no newer one. Where somebody plans it anew meanwhile, it is looked at again.
        var partnership = (await change.Load(Kinds.Partnership, Kinds.PartnershipKey(key.Partition), cancellation))?.State;
        var built = new Dictionary<Readers, Card>();
        foreach (var readers in partnership is null ? [] : DigestPlan.Due(found.State, partnership, now))
        {
            var edition = DigestPlan.Edition(key.Partition, partnership!, readers, now);
            built[readers] = DigestCards.Posted(edition, await compose.Of(edition, cancellation), readers.Weekly, readers.Zone);
        }

        await change.Run(
            DigestKinds.Digest,
            key,
            null,
            current => current is null || current.Wake != wake || !current.State.Places.SequenceEqual(found.State.Places) ? new Verdict<Digest>.Leave()
                : partnership is null ? current with { Wake = null }
                : DigestPlan.Issued(current, partnership, built, now),
            cancellation);
    }
}
