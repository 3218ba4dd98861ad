using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Taking in hand what a document owes now. Pure: whoever saves the result first has it.</summary>
/// <param name="Document">The document, saying so.</param>
/// <param name="Parcels">What is in hand.</param>
internal sealed record Claim(Document<JsonElement> Document, IReadOnlyList<Parcel> Parcels)
{
    /// <summary>A message is edited no sooner after it was last sent: people cannot read faster, and platforms mind.</summary>
    public static readonly Duration EditGap = Duration.FromSeconds(1);

    /// <summary>The claim until then, or null if nothing changes.</summary>
    public static Claim? Of(Document<JsonElement> document, Instant now, Instant until)
    {
        var needed = document with { Owes = [.. document.Owes.Select(p => Needed(p, document, now)).Where(p => p.To.Count > 0)] };
        var due = needed.Next.Where(n => n.At <= now).Select(n => (n.Post.Slot, n.To.Place.Key)).ToHashSet();
        var parcels = new List<Parcel>();
        Addressee Take(Post post, Addressee to)
        {
            if (!due.Contains((post.Slot, to.Place.Key)))
            {
                return to;
            }

            var standing = document.Delivered.GetValueOrDefault(Delivery.Key(post.Slot, to.Place));
            if (standing is not null && standing.At + EditGap > now)
            {
                return to with { Lease = null, NotBefore = standing.At + EditGap };
            }

            var taken = to with { Lease = until };
            var under = post.Under is { } slot ? document.Delivered.GetValueOrDefault(Delivery.Key(slot, to.Place)) : null;
            parcels.Add(new(document.Key, post, taken, standing, under?.Message));
            return taken;
        }

        var claimed = needed with { Owes = [.. needed.Owes.Select(p => p with { To = [.. p.To.Select(t => Take(p, t))] })] };
        return due.Count == 0 && Owed(needed) == Owed(document) ? null : new(claimed, parcels);
    }

    private static int Owed(Document<JsonElement> document) => document.Owes.Sum(o => o.To.Count) + document.Owes.Count;

    /// <summary>Without the places where this content, or a later one, stands already, and those that it must not be new in.</summary>
    private static Post Needed(Post post, Document<JsonElement> document, Instant now) => post with
    {
        To = [.. post.To.Where(t => t.Lease > now || (document.Delivered.TryGetValue(Delivery.Key(post.Slot, t.Place), out var standing)
            ? standing.Revision < post.Revision
            : !post.EditOnly))],
    };
}
