using System.Buffers.Text;
using System.Security.Cryptography;

namespace BotPartner.Core.Documents;

/// <summary>Names one document.</summary>
/// <param name="Partition">What is stored together: a partnership's id, or an identity's own partition. No <c>/ \ ? #</c>, at most 200 bytes.</param>
/// <param name="Id">Unique in the partition; sorts ordinally. The same restrictions.</param>
public sealed record Key(string Partition, string Id)
{
    /// <summary>A short stable stand-in for a name that may hold any characters: 22 letters, digits, <c>-</c> or <c>_</c>.</summary>
    public static string Hash(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name), hash);
        return Base64Url.EncodeToString(hash[..16]);
    }
}
