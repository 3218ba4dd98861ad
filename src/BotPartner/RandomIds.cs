using System.Security.Cryptography;
using BotPartner.Core.Chat;

namespace BotPartner;

/// <summary>Ids and codes from the system's cryptographic source.</summary>
public sealed class RandomIds : IIds
{
    /// <inheritdoc/>
    public string Id() => RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 26);

    /// <inheritdoc/>
    public string Code() => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10);
}
