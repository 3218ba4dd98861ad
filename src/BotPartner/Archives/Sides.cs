using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Archives;

/// <summary>One document as the file and as the store have it; null where there is none.</summary>
internal sealed record Pair(Entry? InFile, Entry? InStore, bool Same)
{
    public Key Key => (InFile ?? InStore)!.Key;
}

/// <summary>A file and a store side by side, in one pass over both: they are in the same order.</summary>
internal sealed class Sides(IArchive store, Progress progress, TimeProvider time)
{
    /// <summary>All documents of both. What has expired since it was exported is left out.</summary>
    /// <exception cref="ArchiveException">The file is not whole; it is known at the end at the latest.</exception>
    public async IAsyncEnumerable<Pair> Of(string path, string doing, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var tally = new Tally();
        using var file = ArchiveReader.Open(path, tally);
        using var documents = Living(file.Documents()).GetEnumerator();
        await using var stored = store.Read(null, cancellation).GetAsyncEnumerator(cancellation);
        using var rendering = new Rendering();
        var (inFile, inStore) = (documents.MoveNext(), await stored.MoveNextAsync());
        while (inFile || inStore)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Passed(doing, tally);
            var order = !inFile ? 1 : !inStore ? -1 : KeyOrder.Compare(documents.Current.Entry.Key, stored.Current.Key);
            yield return new(
                order <= 0 ? documents.Current.Entry : null,
                order >= 0 ? stored.Current : null,
                order == 0 && rendering.Is(stored.Current, documents.Current.Line.Span));
            inFile = order <= 0 ? documents.MoveNext() : inFile;
            inStore = order >= 0 ? await stored.MoveNextAsync() : inStore;
        }
    }

    private IEnumerable<(Entry Entry, ReadOnlyMemory<byte> Line)> Living(IEnumerable<(Entry Entry, ReadOnlyMemory<byte> Line)> documents) =>
        documents.Where(d => d.Entry.Expires is not { } at || at > Instant.FromDateTimeOffset(time.GetUtcNow()));

    /// <summary>Documents as the lines that they would be.</summary>
    private sealed class Rendering : IDisposable
    {
        private readonly ArrayBufferWriter<byte> line = new();
        private readonly Utf8JsonWriter json = new(Stream.Null, CanonicalJson.Options);

        public void Dispose() => json.Dispose();

        public bool Is(Entry entry, ReadOnlySpan<byte> expected)
        {
            line.ResetWrittenCount();
            try
            {
                Lines.Document(entry, line, json);
            }
            catch (FormatException)
            {
                return false;
            }

            return line.WrittenSpan.SequenceEqual(expected);
        }
    }
}
