using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Places;

/// <summary>A place of a partnership has another id now; what is known of it by the old one must follow.</summary>
/// <param name="From">As it was known.</param>
/// <param name="To">As it is known now.</param>
public sealed record Move(Place From, Place To)
{
    /// <summary>A move, in the partnership's partition.</summary>
    public static readonly Kind<Move> Kind = new("move", 1, CoreJson.Default.DocumentMove);

    /// <summary>Where it is stored: once for each place that went.</summary>
    public static Key KeyOf(string partnership, Place from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return new(partnership, $"move:{Documents.Key.Hash(from.Key)}");
    }

    /// <summary>The partnership with the place under its new id: its language, its zone and whose it is stay, and it is there. Pure.</summary>
    /// <remarks>Somebody may have connected the new id meanwhile: that is the same place, and one link.</remarks>
    public Verdict<Partnership> In(Document<Partnership>? current)
    {
        if (current?.State.At(From) is not { } link)
        {
            return new Verdict<Partnership>.Leave();
        }

        var moved = link with { Place = Named(link.Place), Gone = false, Audience = link.Audience ?? current.State.At(To)?.Audience };
        return current with
        {
            State = current.State with { Links = [.. current.State.Links.Where(l => l.Place.Key != To.Key).Select(l => l.Place.Key == From.Key ? moved : l)] },
        };
    }

    /// <summary>Any document with the place under its new id, wherever it is named; null if it is not. What stands in the place is edited there from
    /// now on, and what is still owed goes there. Pure.</summary>
    public Document<JsonElement>? In(Document<JsonElement> current)
    {
        ArgumentNullException.ThrowIfNull(current);
        var node = JsonNode.Parse(current.State.GetRawText());
        var (named, old) = (Renamed(node), "|" + From.Key);
        var owed = current.Owes.Any(o => o.To.Any(t => t.Place.Key == From.Key));
        var stands = current.Delivered.Keys.Any(k => k.EndsWith(old, StringComparison.Ordinal));
        if (!named && !owed && !stands)
        {
            return null;
        }

        using var state = JsonDocument.Parse(node!.ToJsonString());
        return current with
        {
            State = state.RootElement.Clone(),
            Owes = [.. current.Owes.Select(o => o with { To = [.. o.To.Select(t => t.Place.Key == From.Key ? t with { Place = Named(t.Place), Lease = null } : t).DistinctBy(t => t.Place.Key)] })],
            Delivered = current.Delivered
                .OrderBy(d => d.Key.EndsWith(old, StringComparison.Ordinal))
                .GroupBy(d => d.Key.EndsWith(old, StringComparison.Ordinal) ? $"{d.Key[..^old.Length]}|{To.Key}" : d.Key)
                .ToDictionary(d => d.Key, d => d.Last().Value),
        };
    }

    private Place Named(Place place) => place with { Channel = To.Channel, Name = To.Name ?? place.Name };

    private bool Renamed(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject place when Is(place, "platform", From.Platform) && Is(place, "realm", From.Realm) && Is(place, "channel", From.Channel):
                place["channel"] = To.Channel;
                return true;
            case JsonObject fields:
                return fields.Aggregate(false, (any, field) => Renamed(field.Value) || any);
            case JsonArray items:
                return items.Aggregate(false, (any, item) => Renamed(item) || any);
            default:
                return false;
        }
    }

    private static bool Is(JsonObject fields, string name, string value) => fields[name] is JsonValue leaf && leaf.TryGetValue<string>(out var word) && word == value;
}
