using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>JSON that may come to hold what JSON must not: each value as it is written.</summary>
internal sealed class Knot
{
    private Knot(string? raw, (string Name, Knot Value)[]? members, Knot[]? items)
    {
        (Raw, Members, Items) = (raw, members, items);
        Count = 1 + (members?.Sum(m => m.Value.Count) ?? 0) + (items?.Sum(i => i.Count) ?? 0);
        Words = raw is ['"', ..] ? JsonSerializer.Deserialize<string>(raw) : null;
    }

    /// <summary>A value without parts, as it is written.</summary>
    public string? Raw { get; }

    /// <summary>If it is a string, what it says.</summary>
    public string? Words { get; }

    public (string Name, Knot Value)[]? Members { get; }

    public Knot[]? Items { get; }

    /// <summary>How many values there are, with itself.</summary>
    public int Count { get; }

    /// <summary>JSON, taken apart.</summary>
    public static Knot Of(JsonNode? node) => node switch
    {
        JsonObject o => new(null, [.. o.Select(m => (m.Key, Of(m.Value)))], null),
        JsonArray a => new(null, null, [.. a.Select(Of)]),
        null => new("null", null, null),
        _ => new(node.ToJsonString(), null, null),
    };

    /// <summary>All values, this one first.</summary>
    public IEnumerable<Knot> All() => (Members?.Select(m => m.Value) ?? Items ?? []).SelectMany(k => k.All()).Prepend(this);
}
