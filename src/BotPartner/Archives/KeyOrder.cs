using BotPartner.Core.Documents;

namespace BotPartner.Archives;

/// <summary>The order of documents in a file: by partition, then by id, as their UTF-8 bytes sort.</summary>
internal static class KeyOrder
{
    public static int Compare(Key a, Key b) => Compare(a.Partition, b.Partition) is var first and not 0 ? first : Compare(a.Id, b.Id);

    private static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length - b.Length : Weight(a[same]) - Weight(b[same]);
    }

    // Pairs of UTF-16 mean characters beyond U+FFFF.
    private static int Weight(char c) => char.IsSurrogate(c) ? c + char.MaxValue : c;
}
