using System.Security.Cryptography;
using System.Text;

namespace BotPartner.Files;

/// <summary>The key that links are signed with. It is derived from the secrets that the bot has anyway, so that there is none to invent
/// or to keep, and every process of the bot has the same. Where a secret is replaced, links given before stop working.</summary>
public sealed class LinkKey
{
    private const int Length = 32;
    private static readonly string[] Names = ["Slack:SigningSecret", "Slack:BotToken", "Teams:ClientSecret"];
    private readonly byte[] key;

    /// <summary>Derives the key.</summary>
    public LinkKey(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var secrets = Names.Select(name => configuration[name]?.Trim() ?? "").ToArray();

        // A bot without any secret (a managed identity) signs with a key of this process: its links work until it stops.
        key = secrets.All(s => s.Length == 0)
            ? RandomNumberGenerator.GetBytes(Length)
            : HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(string.Join('\n', secrets)), Length, info: "botpartner.links/1"u8.ToArray());
    }

    /// <summary>The signature of some bytes: 32.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(key, bytes);
}
