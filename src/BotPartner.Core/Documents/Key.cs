using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BotPartner.Core.Documents;

/// <summary>Names one document.</summary>
/// <param name="Partition">What is stored together: a partnership's id, or an identity's own partition. No <c>/ \ ? #</c>, at most 200 bytes.</param>
/// <param name="Id">Unique in the partition; sorts ordinally. The same restrictions.</param>
public sealed record Key(string Partition, string Id)
{
    private static readonly SearchValues<char> Unfit = SearchValues.Create([.. "/\\?#\u007f", .. Enumerable.Range(0, ' ').Select(c => (char)c)]);
    private const int Longest = 200;

    /// <summary>Whether anything can lie under this name. What comes back through a client may be anything.</summary>
    public bool Fits => IsName(Partition) && IsName(Id);

    private static bool IsName(string part) => part.Length is > 0 and <= Longest
        && (part.Length <= Longest / 3 || Encoding.UTF8.GetByteCount(part) <= Longest)
        && !part.AsSpan().ContainsAny(Unfit);

    /// <summary>A short stable stand-in for a name that may hold any characters: 22 letters, digits, <c>-</c> or <c>_</c>.</summary>
    public static string Hash(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Short(hash);
    }

    /// <summary>The same for what these parts say together, which may be long: it is never put together.</summary>
    public static string Hash(IEnumerable<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new ArrayBufferWriter<byte>(8192);
        foreach (var part in parts)
        {
            Encoding.UTF8.GetBytes(part, bytes);
            if (bytes.FreeCapacity < 1024)
            {
                sha.AppendData(bytes.WrittenSpan);
                bytes.ResetWrittenCount();
            }
        }

        sha.AppendData(bytes.WrittenSpan);
        return Short(sha.GetHashAndReset());
    }

    private static string Short(ReadOnlySpan<byte> hash) => Base64Url.EncodeToString(hash[..16]);
}
