using System.Globalization;

namespace BotPartner.Storage.Cosmos;

/// <summary>What the version of a document says: which write made it, until when it counts, and what the service calls it.</summary>
/// <param name="Write">The id that the writer gave its write.</param>
/// <param name="Expires">In milliseconds since 1970; null for never.</param>
/// <param name="Tag">The service's ETag.</param>
internal sealed record Stamp(string Write, long? Expires, string Tag)
{
    // No document has it: who holds such a stamp was overtaken already.
    private const string Overtaken = "overtaken";

    /// <summary>The stamp of a write that was saved and replaced by another before its writer knew.</summary>
    public static Stamp Late(string write, long? expires) => new(write, expires, Overtaken);

    /// <summary>Reads a version; null if this store never gave it.</summary>
    public static Stamp? Read(string version)
    {
        var parts = version.Split('.', 3);
        if (parts is not [var write, var until, { Length: > 0 } tag])
        {
            return null;
        }

        return until.Length == 0 ? new(write, null, tag)
            : long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var expires) ? new(write, expires, tag)
            : null;
    }

    public override string ToString() => $"{Write}.{Expires}.{Tag}";
}
