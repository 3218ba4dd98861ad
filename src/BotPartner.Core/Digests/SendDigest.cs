using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Digests;

/// <summary>Builds each digest when it is due. What it owes and that it was told are saved as one: nobody gets it twice, and none is lost.</summary>
public sealed class SendDigest(Change change, Roster roster, Compose compose, TimeProvider time) : IFeature
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

        var partnership = (await roster.Latest(key.Partition, cancellation))!;
        var built = new Dictionary<Readers, Card>();
        foreach (var readers in DigestPlan.Due(found.State, partnership, now))
        {
            var edition = new Edition(key.Partition, partnership, Audience.Of(readers.Audience)!, readers.From, now, PlaceDigest.Tzdb(readers.Zone));
            built[readers] = DigestCards.Posted(edition, await compose.Of(edition, cancellation), readers.Weekly, readers.Zone);
        }

        await change.Run(
            DigestKinds.Digest,
            key,
            null,
            current => current?.Wake <= now ? DigestPlan.Issued(current, partnership, built, now) : new Verdict<Digest>.Leave(),
            cancellation);
    }
}

/// <summary>Keeps the digests of a partnership planned as its places are set.</summary>
public sealed class PlanDigest(Change change, TimeProvider time) : IPartnershipWatch
{
    /// <inheritdoc/>
    public async Task Follow(string id, Partnership partnership, NodaTime.Instant wake, CancellationToken cancellation) => await Now(id, partnership, cancellation);

    /// <summary>Plans them where nobody did yet: partnerships are older than their digests.</summary>
    public Task Begin(string id, Partnership partnership, CancellationToken cancellation) => change.Run(
        DigestKinds.Digest,
        DigestKinds.Key(id),
        null,
        current => current is null ? DigestPlan.Planned(current, id, partnership, time.Now()) : new Verdict<Digest>.Leave(),
        cancellation);

    /// <summary>Plans them, and says how.</summary>
    public async Task<Digest> Now(string id, Partnership partnership, CancellationToken cancellation) =>
        (await change.Run(DigestKinds.Digest, DigestKinds.Key(id), null, current => DigestPlan.Planned(current, id, partnership, time.Now()), cancellation)).Document!.State;
}
