using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotPartner.Core.Documents;

/// <summary>A kind of document: its wire name and how its state is written.</summary>
/// <typeparam name="T">The state.</typeparam>
/// <param name="Name">Wire name; once written it is read for ever.</param>
/// <param name="Schema">The form of the state that is written now; earlier ones are still read. 0: see <see cref="IsRaw"/>.</param>
/// <param name="Json">How the envelope with this state is written.</param>
public sealed record Kind<T>(string Name, int Schema, JsonTypeInfo<Document<T>> Json)
{
    /// <summary>Whether the state is carried as it is stored, in whatever schema: for workers that see only the envelope.</summary>
    public bool IsRaw => Schema == 0;

    /// <summary>A document that was never saved.</summary>
    public Document<T> New(Key key, T state) => new() { Key = key, State = state, Schema = Schema };

    /// <summary>Reads what a store returned.</summary>
    public Document<T> Read(Entry entry)
    {
        if (entry.Document is Document<T> known)
        {
            return known.Version == entry.Version ? known : known with { Version = entry.Version };
        }

        var read = JsonSerializer.Deserialize(entry.Body.Span, Json)! with { Key = entry.Key, Version = entry.Version };
        if (!IsRaw)
        {
            entry.Document = read;
        }

        return read;
    }

    /// <summary>Writes what a store shall save.</summary>
    public Entry Write(Document<T> document) => new(
        document.Key, Name, JsonSerializer.SerializeToUtf8Bytes(document, Json), document.Due, document.Expires, document.Version)
    {
        Document = IsRaw ? null : document,
    };
}
