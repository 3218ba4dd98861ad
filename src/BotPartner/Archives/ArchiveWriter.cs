using System.Buffers;
using System.Text.Json;
using BotPartner.Core.Documents;

namespace BotPartner.Archives;

/// <summary>Writes a file line by line, or goes on with one that was left unfinished.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> line = new(64 * 1024);
    private readonly Utf8JsonWriter json;

    private ArchiveWriter(string path, FileStream file, Tally tally)
    {
        (this.path, this.file, Tally) = (path, file, tally);
        json = new(line, CanonicalJson.Options);
    }

    /// <summary>What stands in the file.</summary>
    public Tally Tally { get; }

    /// <summary>Makes the file, or reads what an interrupted export left and cuts off a line that was begun.</summary>
    /// <exception cref="ArchiveException">It cannot be written, is not ours, or is finished.</exception>
    public static ArchiveWriter Open(string path)
    {
        var tally = new Tally();
        FileStream? stream = null;
        try
        {
            if (File.Exists(path))
            {
                Count(path, tally);
            }

            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 256 * 1024 };
            if (!OperatingSystem.IsWindows())
            {
                // It holds all that the store holds: for the eyes of its owner.
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            stream = new FileStream(path, options);
            if (!OperatingSystem.IsWindows())
            {
                // Also one that lay there before.
                File.SetUnixFileMode(stream.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            stream.SetLength(tally.Bytes);
            stream.Seek(0, SeekOrigin.End);
            if (tally.Bytes == 0)
            {
                stream.Write(Lines.Header);
                tally.Add(Lines.Header);
            }

            return new(path, stream, tally);
        }
        catch (Exception failed)
        {
            stream?.Dispose();
            tally.Dispose();
            throw failed is IOException or UnauthorizedAccessException ? ArchiveException.Of(path, "written", failed) : failed;
        }
    }

    /// <summary>Adds a document, which must come after the one before.</summary>
    /// <exception cref="ArchiveException">It cannot be written.</exception>
    public void Add(Entry entry)
    {
        line.ResetWrittenCount();
        try
        {
            Lines.Document(entry, line, json);
        }
        catch (FormatException wrong)
        {
            throw new ArchiveException($"The document {entry.Key.Partition} {entry.Key.Id} in the store is no JSON: it cannot be exported", wrong);
        }

        if (!Tally.Next(entry.Key))
        {
            throw new InvalidOperationException("the store reads its documents out of order");
        }

        Tally.Add(line.WrittenSpan);
        Write(line.WrittenSpan);
    }

    /// <summary>Adds the last line; the file is on the disk when this returns.</summary>
    /// <exception cref="ArchiveException">It cannot be written.</exception>
    public void Finish()
    {
        Write(Tally.Footer);
        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (IOException failed)
        {
            throw ArchiveException.Of(path, "written", failed);
        }
    }

    /// <summary>Leaves whole lines, so that the file can be gone on with.</summary>
    public void Dispose()
    {
        json.Dispose();
        Tally.Dispose();
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // The disk is full, which has been said. A line that was begun is cut off the next time.
        }
    }

    /// <summary>Counts what an earlier export left.</summary>
    private static void Count(string path, Tally tally)
    {
        using var earlier = ArchiveReader.Open(path, tally);
        foreach (var _ in earlier.Begun())
        {
            // The reader counts.
        }

        if (earlier.Complete)
        {
            throw new ArchiveException($"'{path}' holds a finished export already: delete it, or name another file");
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (IOException failed)
        {
            throw ArchiveException.Of(path, "written", failed);
        }
    }
}
