using BotPartner.Core.Documents;

namespace BotPartner.Workers;

/// <summary>Sends what documents owe. A parcel is taken in hand by saving that it is; the loser of that race finds nothing to take.</summary>
public sealed class Courier(Change change, Dispatch dispatch, Books books, Leases leases)
{
    private readonly Lanes lanes = new();
    private volatile bool stopping;

    /// <summary>How much is under way, or waits its turn.</summary>
    public int InHand => lanes.Open;

    /// <summary>Completes when nothing is under way.</summary>
    public Task Quiet => lanes.Quiet;

    /// <summary>Begins to send nothing more: what waits its turn is given back, so that another process, or this one after its next start, need not wait for the lease.</summary>
    public void Stop() => stopping = true;

    /// <summary>Takes in hand what a document owes by now and starts sending it; returns before it is sent.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was taken, or it is tried again when the lease is over.</exception>
    public async Task Take(string kind, Key key, CancellationToken cancellation)
    {
        if (stopping)
        {
            return;
        }

        Claim? claim = null;
        await change.Rewrite(
            kind,
            key,
            document =>
            {
                var (now, until) = leases.Take();
                return (claim = Claim.Of(document, now, until))?.Document;
            },
            cancellation);
        if (claim is null)
        {
            return;
        }

        var settlement = new Settlement(books, kind, key);
        foreach (var parcel in claim.Parcels)
        {
            lanes.Add(parcel.To.Place.Key, async () =>
            {
                using var correlation = Correlation.Begin(parcel.Cause);
                await settlement.Enter(parcel, await Try(parcel));
            });
        }
    }

    private async Task<Outcome> Try(Parcel parcel)
    {
        var known = books.Recall(parcel);
        return known is { Standing: { } standing } && parcel.Standing is null && standing.Revision >= parcel.Post.Revision ? new Outcome.Sent(standing.Message, standing.At)
            : stopping ? new Outcome.PutOff(parcel.To.NotBefore)
            : await dispatch.Try(known);
    }
}
