using System.Buffers;
using System.Text.Encodings.Web;
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
    // Stores take a document by its bytes: what is not ASCII is written as it is, in two or three of them, and not escaped in six.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
    public Entry Write(Document<T> document) => new(document.Key, Name, Bytes(document), document.Due, document.Expires, document.Version)
    {
        Document = IsRaw ? null : document,
    };

    private byte[] Bytes(Document<T> document)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            JsonSerializer.Serialize(json, document, Json);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
