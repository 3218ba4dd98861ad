using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Documents;

/// <summary>What a worker sees of an envelope, whatever its state.</summary>
public interface IEnvelope
{
    /// <summary>When the feature wants to look at it again.</summary>
    Instant? Wake { get; }

    /// <summary>What is to be sent next: for each place the first of its posts, since order is kept in each place.</summary>
    IEnumerable<(Post Post, Addressee To, Instant At)> Next { get; }
}

/// <summary>The envelope: a state with everything that must follow from it, saved as one.</summary>
/// <typeparam name="T">The state: an immutable record.</typeparam>
public sealed record Document<T> : IEnvelope
{
    /// <summary>How many request ids are remembered.</summary>
    public const int Remembered = 32;

    /// <summary>Name in the store.</summary>
    [JsonIgnore]
    public Key Key { get; init; } = new("", "");

    /// <summary>The store's version this was read at; null if it was never saved.</summary>
    [JsonIgnore]
    public string? Version { get; init; }

    /// <summary>The form that <see cref="State"/> is written in; see <see cref="Kind{T}"/>.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>What the document is about.</summary>
    public required T State { get; init; }

    /// <summary>Messages that still have to be sent, at most one a slot.</summary>
    public IReadOnlyList<Post> Owes { get; init; } = [];

    /// <summary>Requests that changed this document, latest last, as <see cref="Change.Mark"/> shortens them.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Where messages stand, by <see cref="Delivery.Key"/>.</summary>
    public IReadOnlyDictionary<string, Delivery> Delivered { get; init; } = new Dictionary<string, Delivery>();

    /// <inheritdoc/>
    public Instant? Wake { get; init; }

    /// <summary>When it may be erased.</summary>
    public Instant? Expires { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<(Post Post, Addressee To, Instant At)> Next
    {
        get
        {
            var places = new HashSet<string>();
            foreach (var post in Owes)
            {
                foreach (var to in post.To.Where(t => places.Add(t.Place.Key)))
                {
                    var at = to.NotBefore ?? Instant.FromUnixTimeMilliseconds(0);
                    yield return (post, to, to.Lease is { } lease && lease > at ? lease : at);
                }
            }
        }
    }

    /// <summary>When a worker must look at it: the earliest of waking and sending what nobody has in hand.</summary>
    [JsonIgnore]
    public Instant? Due => Next.Aggregate(Wake, (due, next) => due is { } d && d <= next.At ? d : next.At);

    /// <summary>The document owing this post too. An unsent earlier content of the same slot is replaced.</summary>
    /// <remarks>A place that is waiting to be retried, or in a courier's hand, stays so; and an edit comes no sooner than
    /// <paramref name="gap"/> after the last one. A post that only edits does not undo an unsent one that does not.</remarks>
    public Document<T> Owing(Post post, Duration gap = default)
    {
        var earlier = Owes.FirstOrDefault(o => o.Slot == post.Slot);
        var kept = earlier?.To.Where(e => post.To.All(t => t.Place.Key != e.Place.Key)) ?? [];
        var to = post.To.Select(t => Paced(t, earlier, post.Slot, gap)).Concat(kept).ToArray();
        var owed = post with { To = to, EditOnly = post.EditOnly && (earlier?.EditOnly ?? true) };

        // What never stood there yet keeps its turn, so that what follows it up comes after it; an edit may be overtaken.
        var keepsTurn = earlier?.To.Any(t => !Delivered.ContainsKey(Delivery.Key(post.Slot, t.Place))) == true;
        return this with
        {
            Owes = keepsTurn ? [.. Owes.Select(o => o.Slot == post.Slot ? owed : o)] : [.. Owes.Where(o => o.Slot != post.Slot), owed],
        };
    }

    /// <summary>The document without what it still owes in some slots. What is in a courier's hand may stand there in a moment: that it owes, from then on to be edited only.</summary>
    public Document<T> Withdrawing(Func<Post, bool> which, Instant now)
    {
        ArgumentNullException.ThrowIfNull(which);
        return this with
        {
            Owes = [.. Owes.Select(o => which(o) ? o with { To = [.. o.To.Where(t => t.Lease > now)], EditOnly = true } : o).Where(o => o.To.Count > 0)],
        };
    }

    private Addressee Paced(Addressee to, Post? earlier, string slot, Duration gap)
    {
        if (earlier?.To.FirstOrDefault(e => e.Place.Key == to.Place.Key) is { } waiting)
        {
            return to with { NotBefore = waiting.NotBefore, Attempts = waiting.Attempts, Lease = waiting.Lease };
        }

        return gap > Duration.Zero && Delivered.TryGetValue(Delivery.Key(slot, to.Place), out var last)
            ? to with { NotBefore = last.At + gap }
            : to;
    }
}
