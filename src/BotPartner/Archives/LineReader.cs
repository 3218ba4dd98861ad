namespace BotPartner.Archives;

/// <summary>The whole lines of a file, one after the other, in a buffer that is used again.</summary>
internal sealed class LineReader(Stream stream)
{
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>At the end: what stands there without a line feed after it. Valid until something is read.</summary>
    public ReadOnlyMemory<byte> Rest => buffer.AsMemory(start..end);

    /// <summary>The next line with its line feed, valid until the one after it is read; null if there is no whole one any more.</summary>
    /// <exception cref="FormatException">It is longer than any of ours.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        for (var seen = 0; ;)
        {
            var found = buffer.AsSpan((start + seen)..end).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = buffer.AsMemory(start, seen + found + 1);
                start += line.Length;
                Number++;
                return line;
            }

            seen = end - start;
            if (seen > Lines.MaxLength)
            {
                Number++;
                throw new FormatException();
            }

            if (!Fill())
            {
                return null;
            }
        }
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start..end).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        else if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
