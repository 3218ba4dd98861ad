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

        var read = Parsed(entry) with { Key = entry.Key, Version = entry.Version };
        if (!IsRaw)
        {
            entry.Document = read;
        }

        return read;
    }

    /// <summary>Writes what a store shall save.</summary>
    public Entry Write(Document<T> document) => new(document.Key, Name, Written.Of(document, Json), document.Due, document.Expires, document.Version)
    {
        Document = IsRaw ? null : document,
    };

    /// <summary>What breaks a parser may be quoted by it: a person's words, or in its path a voter. Neither goes any further, so no inner exception.</summary>
    private Document<T> Parsed(Entry entry)
    {
        long? at = null;
        try
        {
            if (JsonSerializer.Deserialize(entry.Body.Span, Json) is { } read)
            {
                return read;
            }
        }
        catch (JsonException broken)
        {
            at = broken.BytePositionInLine;
        }
        catch (Exception odd) when (odd is FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // A value of the right type that means nothing, such as a day that no calendar has.
        }

        throw at is null
            ? new UnreadableDocumentException($"a document of kind {Name} cannot be read ({entry.Body.Length} bytes)")
            : new UnreadableDocumentException($"a document of kind {Name} cannot be read at byte {at} of {entry.Body.Length}");
    }
}

/// <summary>What a store returned is not a document of the kind that it is said to be. Holds nothing of what it holds.</summary>
public sealed class UnreadableDocumentException : Exception
{
    /// <summary>For serializers.</summary>
    public UnreadableDocumentException()
    {
    }

    /// <summary>Says which kind, and where reading ended, in words for an operator: no content.</summary>
    public UnreadableDocumentException(string message)
        : base(message)
    {
    }

    /// <summary>For serializers.</summary>
    public UnreadableDocumentException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
