using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BotPartner.Keys;

/// <summary>The <c>Keys</c> section of the configuration, checked.</summary>
/// <param name="Folder">Where the keys lie.</param>
/// <param name="Certificate">What they are encrypted with; null: they lie there in the clear.</param>
public sealed record KeySettings(string Folder, X509Certificate2? Certificate)
{
    private const string FolderKey = "Keys:Folder";
    private const string CertificateKey = "Keys:CertificatePath";

    /// <summary>The settings.</summary>
    /// <param name="configuration">Also tells where the store is, beside which the keys lie unless they are put elsewhere.</param>
    /// <param name="root">What relative paths start from.</param>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public static KeySettings Read(IConfiguration configuration, string root)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = Check(configuration, root);
        try
        {
            settings.MakeFolder();
            return settings;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(FolderKey, "must be a folder that the bot may write to");
        }
    }

    /// <summary>The settings, without making the folder.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    internal static KeySettings Check(IConfiguration configuration, string root) => new(Where(configuration, root), Load(configuration, root));

    /// <summary>Makes the folder, for the bot's own user alone.</summary>
    public void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The folder of the keys, which need not be there yet.</summary>
    /// <exception cref="ConfigurationException">It is not said where.</exception>
    internal static string Where(IConfiguration configuration, string root)
    {
        if (configuration[FolderKey]?.Trim() is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder, root);
        }

        if ("Cosmos".Equals(configuration["Storage:Provider"], StringComparison.OrdinalIgnoreCase))
        {
            throw new ConfigurationException(FolderKey, "must be a folder that all processes of the bot share: tokens and tensions in the store are encrypted with the keys in it");
        }

        var store = configuration["Storage:Sqlite:Path"] is { Length: > 0 } path ? path : "data/botpartner.db";
        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(store, root))!, "keys");
    }

    private static X509Certificate2? Load(IConfiguration configuration, string root)
    {
        if (configuration[CertificateKey]?.Trim() is not { Length: > 0 } path)
        {
            return configuration["Keys:CertificatePassword"] is { Length: > 0 }
                ? throw new ConfigurationException(CertificateKey, "must be set where Keys:CertificatePassword is")
                : null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(Path.GetFullPath(path, root), configuration["Keys:CertificatePassword"]);
            return certificate.HasPrivateKey && certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new ConfigurationException(CertificateKey, "must be a PFX file with an RSA certificate and its private key");
        }
        catch (Exception unread) when (unread is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(CertificateKey, "must be a PFX file that can be read with Keys:CertificatePassword");
        }
    }
}
