using System.Buffers.Text;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Documents;

/// <summary>The one id that goes from a request to every post that follows from it, and to every log line on the way. It says nothing of who or what.</summary>
public sealed class Correlation
{
    private const int Bytes = 16;
    private static readonly AsyncLocal<Correlation?> Ambient = new();

    private Correlation(string id, bool isRequest) => (Id, IsRequest) = (id, isRequest);

    /// <summary>What is being handled here and now; null outside of all.</summary>
    public static Correlation? Current => Ambient.Value;

    /// <summary>32 hexadecimal digits, as of a trace.</summary>
    public string Id { get; }

    /// <summary>Whether somebody's request is being handled, and not what follows later.</summary>
    public bool IsRequest { get; }

    /// <summary>As it is stored: 22 characters.</summary>
    public string Short => Bits(Id) is { } bits ? Base64Url.EncodeToString(bits) : Id;

    /// <summary>A new one.</summary>
    public static string New(IIds ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Long(Key.Hash(ids.Id()));
    }

    /// <summary>What was stored, as it is told.</summary>
    public static string Long(string stored)
    {
        Span<byte> bits = stackalloc byte[Bytes];
        return stored?.Length == 22 && Base64Url.TryDecodeFromChars(stored, bits, out var written) && written == Bytes
            ? Convert.ToHexStringLower(bits) : stored ?? "";
    }

    /// <summary>From here on, until the scope ends, this is what is being handled.</summary>
    /// <param name="id">Its id; null for nothing that is known.</param>
    /// <param name="isRequest">See <see cref="IsRequest"/>.</param>
    public static IDisposable Begin(string? id, bool isRequest = false)
    {
        var scope = new Scope(Ambient.Value);
        Ambient.Value = id is null ? null : new(id, isRequest);
        return scope;
    }

    /// <summary>The document with what its new posts follow from.</summary>
    internal static Document<T> Stamp<T>(Document<T>? before, Document<T> next)
    {
        if (Current is not { } current || next.Owes.All(p => p.Cause is not null || Stood(before, p)))
        {
            return next;
        }

        var cause = current.Short;
        return next with { Owes = [.. next.Owes.Select(p => p.Cause is not null || Stood(before, p) ? p : p with { Cause = cause })] };
    }

    private static bool Stood<T>(Document<T>? before, Post post) => before?.Owes.Any(o => o.Slot == post.Slot && o.Revision == post.Revision) == true;

    private static byte[]? Bits(string id)
    {
        if (id.Length != 2 * Bytes)
        {
            return null;
        }

        var bits = new byte[Bytes];
        return Convert.FromHexString(id, bits, out _, out var written) == System.Buffers.OperationStatus.Done && written == Bytes ? bits : null;
    }

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    private sealed class Scope(Correlation? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
