using BotPartner.Core.Documents;

namespace BotPartner.Archives;

/// <summary>Reads a file and finds out whether it is whole.</summary>
internal sealed class ArchiveReader : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly LineReader lines;

    private ArchiveReader(string path, FileStream file, Tally tally)
    {
        (this.path, this.file, Tally) = (path, file, tally);
        lines = new(file);
    }

    /// <summary>What was read so far, without the footer.</summary>
    public Tally Tally { get; }

    /// <summary>Whether the last line was reached, and says what was read.</summary>
    public bool Complete { get; private set; }

    /// <summary>Opens a file; what is read is counted in <paramref name="tally"/>, which stays the caller's.</summary>
    /// <exception cref="ArchiveException">It cannot be read.</exception>
    public static ArchiveReader Open(string path, Tally tally)
    {
        try
        {
            return new(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), tally);
        }
        catch (Exception failed) when (failed is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveException($"'{path}' does not exist", failed);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw ArchiveException.Of(path, "read", failed);
        }
    }

    /// <summary>The documents in a whole file.</summary>
    /// <exception cref="ArchiveException">It is not whole, or cannot be read; what came before is as it was written.</exception>
    public IEnumerable<(Entry Entry, ReadOnlyMemory<byte> Line)> Documents()
    {
        foreach (var document in Begun())
        {
            yield return document;
        }

        if (!Complete)
        {
            throw new ArchiveException($"'{path}' ends early, after {Tally.Documents} documents: the export was interrupted, or the file was not copied whole");
        }
    }

    /// <summary>The documents in a file that may end early, up to its last whole line.</summary>
    /// <exception cref="ArchiveException">It is damaged before that, is not ours, or cannot be read.</exception>
    public IEnumerable<(Entry Entry, ReadOnlyMemory<byte> Line)> Begun()
    {
        if (!Header())
        {
            yield break;
        }

        while (Next() is { } line)
        {
            if (Complete)
            {
                throw new ArchiveException($"'{path}' is damaged: something follows its last line");
            }

            if (Lines.IsFooter(line.Span))
            {
                Complete = line.Span.SequenceEqual(Tally.Footer)
                    ? true
                    : throw new ArchiveException($"'{path}' is damaged: what it holds is not what its last line says");
                continue;
            }

            var entry = Document(line.Span);
            Tally.Add(line.Span);
            yield return (entry, line);
        }

        if (Complete && lines.Rest.Length > 0)
        {
            throw new ArchiveException($"'{path}' is damaged: something follows its last line");
        }
    }

    public void Dispose() => file.Dispose();

    /// <returns>False if there is not even a whole header, but it might become one.</returns>
    private bool Header()
    {
        if (Next() is not { } line)
        {
            return Lines.Header.StartsWith(lines.Rest.Span) ? false : throw NotOurs();
        }

        Tally.Add(line.Span);
        return Lines.VersionIn(line.Span) switch
        {
            Lines.Version => true,
            > Lines.Version and var later => throw new ArchiveException(
                $"'{path}' was written by a later version of the bot (format {later}; this one reads format {Lines.Version}): use that version"),
            _ => throw NotOurs(),
        };
    }

    private Entry Document(ReadOnlySpan<byte> line)
    {
        try
        {
            var entry = Lines.Read(line);
            return Tally.Next(entry.Key) ? entry : throw new FormatException("it is out of order");
        }
        catch (FormatException wrong)
        {
            throw Damaged(wrong);
        }
    }

    private ReadOnlyMemory<byte>? Next()
    {
        try
        {
            return lines.Next();
        }
        catch (FormatException wrong)
        {
            throw lines.Number <= 1 ? NotOurs() : Damaged(wrong);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw ArchiveException.Of(path, "read", failed);
        }
    }

    private ArchiveException NotOurs() => new($"'{path}' is not an export of this bot");

    private ArchiveException Damaged(Exception why) => new($"'{path}' is damaged in line {lines.Number}", why);
}
