using System.Globalization;

namespace BotPartner.Storage.Sqlite;

/// <summary>Puts a backup where the store is to be.</summary>
internal sealed class Restore(string store, TimeProvider time)
{
    private static readonly string[] Ends = ["-wal", "-shm", "-journal", ""];

    /// <summary>Puts it there: the store is the backup afterwards, or what it was before.</summary>
    /// <param name="file">The backup; it stays as it is.</param>
    /// <param name="replace">Whether a store that is there may be put aside.</param>
    /// <param name="keys">Where the keys are expected.</param>
    /// <param name="cancellation">Interrupts it, before anything has changed.</param>
    /// <returns>What became of it, in words for who gave the command.</returns>
    /// <exception cref="StoreRefusedException">It cannot be used; one line says why.</exception>
    /// <exception cref="ConfigurationException">A bot holds the store, or its folder cannot be written to.</exception>
    public string From(string file, bool replace, string keys, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            throw new StoreRefusedException($"There is no file '{file}'.");
        }

        if (new FileInfo(file + "-wal") is { Exists: true, Length: > 0 })
        {
            throw new StoreRefusedException($"'{file}' is no backup but a store in use: a part of it lies in '{file}-wal'. Name a file that \"backup\" made.");
        }

        // Held until all is done, so that no bot starts on half of it.
        using var hold = StoreFile.Hold(store);
        if (File.Exists(store) && !replace)
        {
            throw new StoreRefusedException($"There is a store '{store}' already. With --replace it is put aside, and the backup takes its place.");
        }

        var unfinished = $"{store}.{Environment.ProcessId}.unfinished";
        Copy.Make(unfinished);
        try
        {
            using (var from = File.OpenRead(file))
            using (var to = new FileStream(unfinished, FileMode.Open, FileAccess.Write))
            {
                from.CopyTo(to);
            }

            var documents = Checked(file, unfinished, cancellation);
            Copy.Keep(unfinished);
            cancellation.ThrowIfCancellationRequested();
            var aside = PutAside();
            File.Move(unfinished, store, overwrite: false);
            return string.Create(null, $"Restored {documents:N0} documents from '{file}' to '{store}'.")
                + (aside is null ? "" : $" The store that was there is kept as '{aside}'.")
                + $" '{keys}' must hold the same keys as when the backup was taken: without them its tokens and tensions cannot be read.";
        }
        finally
        {
            Copy.Drop(unfinished);
        }
    }

    private static long Checked(string file, string copy, CancellationToken cancellation)
    {
        try
        {
            return Copy.Check(copy, cancellation);
        }
        catch (StoreRefusedException why)
        {
            throw new StoreRefusedException($"'{file}' cannot be restored: {why.Message}. Nothing was changed.", why);
        }
    }

    /// <summary>Puts what is there aside, the log with it: a log that is left would be taken for that of the backup.</summary>
    private string? PutAside()
    {
        if (File.Exists(store))
        {
            Copy.Fold(store);
        }

        var there = Ends.Where(e => File.Exists(store + e)).ToArray();
        if (there.Length == 0)
        {
            return null;
        }

        var aside = $"{store}.before-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        for (var again = 2; Ends.Any(e => File.Exists(aside + e)); again++)
        {
            aside = $"{store}.before-{time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{again}";
        }

        foreach (var end in there)
        {
            File.Move(store + end, aside + end, overwrite: false);
        }

        return aside;
    }
}
