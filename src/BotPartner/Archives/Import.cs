using BotPartner.Core.Documents;
using BotPartner.Storage;

namespace BotPartner.Archives;

/// <summary>Writes the documents of a file into the store. An interrupted import is begun again: what is there already and equal is not
/// written again, so that no side file has to say how far it came, nor can say it wrongly.</summary>
internal sealed class Import(IArchive store, Sides sides)
{
    private const int MaxTogether = 128;
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Checks the whole file and the whole store, and only then writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="replace">Whether the store may hold other documents; those that the file holds otherwise are replaced.</param>
    /// <param name="cancellation">Gives up; the import can be begun again.</param>
    /// <returns>How many were written, and how many were there already.</returns>
    /// <exception cref="ArchiveException">It cannot be done. Nothing was written, unless the file or the store changed meanwhile.</exception>
    public async Task<(long Written, long There)> From(string path, bool replace, CancellationToken cancellation)
    {
        await foreach (var pair in sides.Of(path, "Checking", cancellation))
        {
            if (pair is { InStore: not null, Same: false } && !replace)
            {
                throw new ArchiveException(
                    $"The store holds documents that are not in '{path}', or differ (the first: {Comparison.Name(pair.Key)}): "
                    + "import into an empty store, or add --replace to write over those that differ and keep the others");
            }
        }

        var (written, there) = (0L, 0L);
        var batch = new List<Entry>();
        var bytes = 0;
        await foreach (var pair in sides.Of(path, "Importing", cancellation))
        {
            if (pair.InFile is { } entry && !pair.Same)
            {
                batch.Add(entry);
                bytes += entry.Body.Length;
            }

            there += pair.Same ? 1 : 0;
            if (batch.Count >= MaxTogether || bytes >= MaxBytes)
            {
                written += await Flush();
            }
        }

        return (written + await Flush(), there);

        async Task<int> Flush()
        {
            var count = batch.Count;
            if (count > 0)
            {
                await Write(batch, cancellation);
            }

            batch.Clear();
            bytes = 0;
            return count;
        }
    }

    private async Task Write(IReadOnlyList<Entry> batch, CancellationToken cancellation)
    {
        try
        {
            await store.Write(batch, cancellation);
        }
        catch (StoreRefusedException) when (batch.Count > 1)
        {
            // One of them is refused, for ever: each alone tells which.
            foreach (var entry in batch)
            {
                await Write([entry], cancellation);
            }
        }
        catch (StoreRefusedException refused)
        {
            var entry = batch[0];
            throw new ArchiveException(
                string.Create(
                    null,
                    $"The store refuses the document {Comparison.Name(entry.Key)} of {entry.Body.Length:N0} bytes: {refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}. ")
                + "Make it smaller, or delete it, where it was exported; export anew and give the same command again: what is there already stays",
                refused);
        }
    }
}
