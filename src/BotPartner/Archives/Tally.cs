using System.Security.Cryptography;
using BotPartner.Core.Documents;

namespace BotPartner.Archives;

/// <summary>What a file holds so far: its last line says it, so that a file that was cut short or changed is noticed.</summary>
internal sealed class Tally : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many documents.</summary>
    public long Documents { get; private set; }

    /// <summary>How many bytes, the header's too.</summary>
    public long Bytes { get; private set; }

    /// <summary>The last document.</summary>
    public Key? Last { get; private set; }

    /// <summary>The footer that belongs under it.</summary>
    public byte[] Footer => Lines.Footer(Documents, Convert.ToHexStringLower(hash.GetCurrentHash()));

    /// <summary>Counts a piece of the file.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        Bytes += bytes.Length;
    }

    /// <summary>Counts a document; its bytes are added, too.</summary>
    /// <returns>False if it does not come after the one before.</returns>
    public bool Next(Key key)
    {
        if (Last is not null && KeyOrder.Compare(Last, key) >= 0)
        {
            return false;
        }

        Last = key;
        Documents++;
        return true;
    }

    public void Dispose() => hash.Dispose();
}
