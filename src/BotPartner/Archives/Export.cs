using BotPartner.Core.Documents;

namespace BotPartner.Archives;

/// <summary>Writes all documents of the store into a file; goes on where an interrupted export stopped.</summary>
internal sealed class Export(IArchive store, Progress progress)
{
    /// <returns>How many documents the file holds.</returns>
    /// <exception cref="ArchiveException">It cannot be done; what was written so far can be gone on with. A store without documents leaves no file.</exception>
    public async Task<long> To(string path, CancellationToken cancellation)
    {
        var exported = await Write(path, cancellation);
        if (exported > 0)
        {
            return exported;
        }

        // A file that says that there was nothing would pass for a backup.
        File.Delete(path);
        throw new ArchiveException("The store holds no documents: nothing was exported. Are its settings those of the bot?");
    }

    private async Task<long> Write(string path, CancellationToken cancellation)
    {
        using var file = ArchiveWriter.Open(path);
        if (file.Tally.Last is not null)
        {
            progress.Say(string.Create(null, $"Going on after {file.Tally.Documents:N0} documents that '{path}' holds already. If the bot has run since, delete the file and export anew."));
        }

        await foreach (var entry in store.Read(file.Tally.Last, cancellation))
        {
            file.Add(entry);
            progress.Passed("Exporting", file.Tally);
            cancellation.ThrowIfCancellationRequested();
        }

        if (file.Tally.Documents > 0)
        {
            file.Finish();
        }

        return file.Tally.Documents;
    }
}
