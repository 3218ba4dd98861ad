using System.Text;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>How a request carries what it says.</summary>
internal enum Carries
{
    /// <summary>JSON as the body.</summary>
    Json,

    /// <summary>A form whose field <c>payload</c> is JSON.</summary>
    Payload,

    /// <summary>A form.</summary>
    Fields,

    /// <summary>Nothing but its address.</summary>
    Address,
}

/// <summary>A request as a platform or a browser sends it: what hostile ones are made from.</summary>
internal sealed class Recorded
{
    private Recorded(string path, Carries carries, Knot? json, IReadOnlyList<(string Name, string Value)> fields) =>
        (Path, Carries, Tree, Fields) = (path, carries, json, fields);

    public string Path { get; }

    public Carries Carries { get; }

    /// <summary>The JSON, if any.</summary>
    public Knot? Tree { get; }

    /// <summary>The fields of a form or of the query.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; }

    public static Recorded Json(string path, JsonNode json) => new(path, Carries.Json, Knot.Of(json), []);

    public static Recorded Payload(JsonNode json) => new("/slack/interactions", Carries.Payload, Knot.Of(json), []);

    public static Recorded Form(string path, params (string Name, string Value)[] fields) => new(path, Carries.Fields, null, fields);

    public static Recorded Get(string path, params (string Name, string Value)[] query) => new(path, Carries.Address, null, query);

    /// <summary>As a body or a query, unchanged.</summary>
    public string Plain() => Carries switch
    {
        Carries.Json => Written(),
        Carries.Payload => "payload=" + Uri.EscapeDataString(Written()),
        _ => string.Join('&', Fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}")),
    };

    private string Written() => new Mangled(new(0), [""], [""]).Write(Tree!, 0);
}

/// <summary>A request on its way.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Whole">Whether it ends where it says: else the bot may well wait for the rest, or hang up.</param>
internal readonly record struct Shot(byte[] Bytes, bool Whole)
{
    /// <summary>Its beginning, to be shown.</summary>
    public string Shown => Encoding.UTF8.GetString(Bytes.AsSpan(0, Math.Min(Bytes.Length, 1800))).ReplaceLineEndings("\\n").Replace('\0', '0');
}
