using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Workers;

/// <summary>Writing into a document what became of the parcels it owed. Pure.</summary>
internal static class Ledger
{
    /// <summary>How often a place is tried before this message is given up: with the longest wait between tries, about three days.
    /// An outage of the platform, or a token that an operator has to mend, costs no outcome.</summary>
    public const int Attempts = 450;

    /// <summary>The document after an outcome.</summary>
    public static Document<JsonElement> Enter(Document<JsonElement> document, Parcel parcel, Outcome outcome)
    {
        var after = outcome is Outcome.Sent sent && !parcel.Post.Once ? Standing(document, parcel, sent) : document;
        return after with { Owes = [.. after.Owes.Select(o => o.Slot == parcel.Post.Slot ? Settled(o, parcel, outcome) : o).Where(o => o.To.Count > 0)] };
    }

    private static Document<JsonElement> Standing(Document<JsonElement> document, Parcel parcel, Outcome.Sent sent)
    {
        var key = Delivery.Key(parcel.Post.Slot, parcel.To.Place);
        if (document.Delivered.TryGetValue(key, out var other) && other.Revision > parcel.Post.Revision)
        {
            return document;
        }

        return document with
        {
            Delivered = new Dictionary<string, Delivery>(document.Delivered)
            {
                [key] = new(sent.Message, parcel.Post.Revision, sent.At),
            },
        };
    }

    private static Post Settled(Post owed, Parcel parcel, Outcome outcome) => owed with
    {
        To = [.. owed.To.Select(t => t.Place.Key == parcel.To.Place.Key ? Settled(t, owed, parcel, outcome) : t).OfType<Addressee>()],
    };

    /// <summary>The addressee as it is owed from now on; null if it is not.</summary>
    private static Addressee? Settled(Addressee to, Post owed, Parcel parcel, Outcome outcome)
    {
        var newer = owed.Revision > parcel.Post.Revision;

        // Another courier may have it in hand meanwhile, if this one was held up beyond its lease.
        var ours = to.Lease == parcel.To.Lease;
        return outcome switch
        {
            Outcome.Sent or Outcome.Dropped when !newer => null,
            Outcome.Lost => null,
            _ when !ours => to,
            Outcome.Sent sent => to with { Lease = null, Attempts = 0, NotBefore = sent.At + Claim.EditGap },
            Outcome.Dropped => to with { Lease = null, Attempts = 0, NotBefore = null },
            Outcome.Failed failed => to.Attempts + 1 >= Attempts ? null : to with { Lease = null, Attempts = to.Attempts + 1, NotBefore = failed.Until },
            Outcome.PutOff putOff => to with { Lease = null, NotBefore = putOff.Until },
            _ => throw new InvalidOperationException($"no entry for {outcome}"),
        };
    }
}
