namespace BotPartner.Storage.Sqlite;

/// <summary>Takes a copy of the store while others work on it.</summary>
internal sealed class Backup(string store, TimeProvider time)
{
    /// <summary>Takes it: afterwards the file is there and whole, or not there at all.</summary>
    /// <returns>What became of it, in words for who gave the command.</returns>
    /// <exception cref="StoreRefusedException">It cannot be taken; one line says why.</exception>
    public string To(string file, string keys, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        if (!File.Exists(store))
        {
            throw new StoreRefusedException($"There is no store '{store}'; Storage:Sqlite:Path must name the one that the bot uses.");
        }

        if (Path.Exists(file))
        {
            throw new StoreRefusedException($"'{file}' is there already and stays as it is; name another file.");
        }

        if (Path.GetDirectoryName(file) is not { } folder || !Directory.Exists(folder))
        {
            throw new StoreRefusedException($"There is no folder '{Path.GetDirectoryName(file)}'; make it first.");
        }

        var unfinished = $"{file}.{Environment.ProcessId}.unfinished";
        Copy.Make(unfinished);
        try
        {
            Copy.Write(store, unfinished, cancellation);
            var documents = Checked(unfinished, cancellation);
            Copy.Keep(unfinished);
            File.Move(unfinished, file, overwrite: false);
            return string.Create(
                null,
                $"Backed up {documents:N0} documents ({new FileInfo(file).Length / 1e6:N1} MB) to '{file}' in {time.GetElapsedTime(began).TotalSeconds:N1} s. Back up '{keys}' too, and apart from it: without those keys its tokens and tensions cannot be read.");
        }
        finally
        {
            Copy.Drop(unfinished);
        }
    }

    private long Checked(string copy, CancellationToken cancellation)
    {
        try
        {
            return Copy.Check(copy, cancellation);
        }
        catch (StoreRefusedException why)
        {
            throw new StoreRefusedException($"'{store}' cannot be backed up: {why.Message}.", why);
        }
    }
}
