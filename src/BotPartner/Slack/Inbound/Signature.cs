using System.Security.Cryptography;

namespace BotPartner.Slack.Inbound;

/// <summary>Slack's request signature: <c>v0=</c> and the lower-case hex of HMAC-SHA256 over <c>v0:{timestamp}:{raw body}</c>.</summary>
public static class Signature
{
    /// <summary>How far the timestamp may be from now, either way. Exactly so much is still accepted.</summary>
    public const long Window = 300;

    /// <summary>Room needed before the body for what is signed with it.</summary>
    public const int Headroom = 32;

    private const int Length = 3 + (2 * HMACSHA256.HashSizeInBytes);

    /// <summary>The seconds of a timestamp header, or null if it is none or out of the window.</summary>
    public static long? Timely(string? timestamp, DateTimeOffset now) =>
        timestamp is { Length: > 0 and <= 15 }
        && timestamp.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
        && long.Parse(timestamp) is var second
        && Math.Abs(now.ToUnixTimeSeconds() - second) <= Window
            ? second
            : null;

    /// <summary>Whether the signature is that of the body.</summary>
    /// <param name="key">The signing secret.</param>
    /// <param name="timestamp">The header, verbatim; digits only.</param>
    /// <param name="signature">The header, verbatim.</param>
    /// <param name="buffer"><see cref="Headroom"/> bytes to write to, then the raw body: what is signed must lie in one piece.</param>
    public static bool Holds(ReadOnlySpan<byte> key, string timestamp, string? signature, Span<byte> buffer)
    {
        Span<byte> given = stackalloc byte[Length];
        if (signature is not { Length: Length } || !System.Text.Ascii.IsValid(signature))
        {
            return false;
        }

        System.Text.Encoding.ASCII.GetBytes(signature, given);
        var start = Headroom - timestamp.Length - 4;
        "v0:"u8.CopyTo(buffer[start..]);
        System.Text.Encoding.ASCII.GetBytes(timestamp, buffer[(start + 3)..]);
        buffer[Headroom - 1] = (byte)':';

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, buffer[start..], hash);
        Span<byte> expected = stackalloc byte[Length];
        "v0="u8.CopyTo(expected);
        Convert.TryToHexStringLower(hash, expected[3..], out _);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
