using System.Buffers;

namespace BotPartner.Slack.Inbound;

/// <summary>A request whose signature held: its raw body in a pooled buffer, and when it came.</summary>
public sealed class Incoming : IDisposable
{
    /// <summary>The largest body that is read.</summary>
    public const int Limit = 1024 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);

    /// <summary>The headroom of the signature and the body after it.</summary>
    public Span<byte> ToSign => buffer.AsSpan(0, Signature.Headroom + Length);

    /// <summary>The body; may be decoded in place.</summary>
    public Memory<byte> Body => buffer.AsMemory(Signature.Headroom, Length);

    /// <summary>Bytes of the body.</summary>
    public int Length { get; private set; }

    /// <summary>The second that Slack signed it in.</summary>
    public long Second { get; internal set; }

    /// <summary>When it arrived, as <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Started { get; internal init; }

    /// <summary>Reads the body.</summary>
    /// <returns>False if it is too large.</returns>
    public async Task<bool> Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > Limit)
        {
            return false;
        }

        while (true)
        {
            if (Signature.Headroom + Length == buffer.Length)
            {
                Grow();
            }

            var read = await request.Body.ReadAsync(buffer.AsMemory(Signature.Headroom + Length), request.HttpContext.RequestAborted);
            Length += read;
            if (read == 0 || Length > Limit)
            {
                return Length <= Limit;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
