using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Files;

/// <summary>What a link turned out to be.</summary>
/// <param name="Source">The file it leads to; null if it is none of ours.</param>
/// <param name="Expired">Whether it was good once.</param>
public sealed record Followed(FileSource? Source, bool Expired);

/// <summary>Links to files, signed and good for an hour. Who has one can read the file, so they are given in private or with what is known anyway.</summary>
public sealed class FileLinks(PublicAddress address, LinkKey key, TimeProvider time)
{
    /// <summary>Where they lead; the token follows.</summary>
    public const string Path = "/records/";

    /// <summary>How long a link is good.</summary>
    public static readonly Duration Life = Duration.FromHours(1);

    private const int MacLength = 32;
    private const int Longest = 1000;

    /// <summary>A link, and until when it is good; null if the bot does not know its public address.</summary>
    public (Uri Link, Instant Until)? To(FileSource source)
    {
        if (address.BaseUrl is not { } root)
        {
            return null;
        }

        var until = Instant.FromUnixTimeSeconds((time.Now() + Life).ToUnixTimeSeconds());
        var claim = Encoding.UTF8.GetBytes($"{until.ToUnixTimeSeconds()} {source.Partnership} {source.What}");
        return (new Uri(root, $"{Path.TrimStart('/')}{Base64Url.EncodeToString([.. key.Sign(claim), .. claim])}"), until);
    }

    /// <summary>Follows a token. Nothing in it is looked at before its signature is found to be ours.</summary>
    public Followed Follow(string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token))
        {
            return new(null, Expired: false);
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= MacLength || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacLength), key.Sign(bytes.AsSpan(MacLength))))
        {
            return new(null, Expired: false);
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(MacLength)).Split(' ') is [var until, var partnership, var what] && long.TryParse(until, out var second)
            ? new(new(partnership, what), time.Now() >= Instant.FromUnixTimeSeconds(second))
            : new(null, Expired: false);
    }
}
