using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BotPartner.Keys;

/// <summary>Encrypts what is stored and must not be readable in the store (ASP.NET Core Data Protection). Its keys lie in a folder of
/// their own: who has the store has nothing without them.</summary>
public sealed class Vault(KeySettings settings, TimeProvider time)
{
    private const string Application = "BotPartner";

    /// <summary>Another process may have made a key that this one has not read: the ring is read again, this often at most.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private IDataProtectionProvider? ring;
    private long? reread;

    /// <summary>Encrypts a text.</summary>
    /// <param name="purpose">What for: it cannot be decrypted for another purpose.</param>
    /// <param name="text">The secret.</param>
    public string Protect(string purpose, string text) => Ring().CreateProtector(purpose).Protect(text);

    /// <summary>Decrypts; null if it was not encrypted for this purpose with a key that is still there.</summary>
    public string? Unprotect(string purpose, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Try(Ring(), purpose, text) ?? (Reread() is { } again ? Try(again, purpose, text) : null);
    }

    private static string? Try(IDataProtectionProvider provider, string purpose, string text)
    {
        try
        {
            return provider.CreateProtector(purpose).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtectionProvider Ring()
    {
        lock (gate)
        {
            return ring ??= Read();
        }
    }

    private IDataProtectionProvider? Reread()
    {
        lock (gate)
        {
            if (reread is { } last && time.GetElapsedTime(last) < Pause)
            {
                return null;
            }

            reread = time.GetTimestamp();
            return ring = Read();
        }
    }

    private IDataProtectionProvider Read()
    {
        settings.MakeFolder();
        return DataProtectionProvider.Create(new DirectoryInfo(settings.Folder), builder =>
        {
            builder.SetApplicationName(Application);
            if (settings.Certificate is { } certificate)
            {
                // To read, too: else a process could not read what it wrote before it was given to the system's own store.
                builder.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            }
        });
    }
}
