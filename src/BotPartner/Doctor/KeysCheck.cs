using BotPartner.Keys;

namespace BotPartner.Doctor;

/// <summary>Whether the keys that stored tokens and tensions are encrypted with are there, and whom they are kept from.</summary>
internal sealed class KeysCheck(WebApplicationBuilder builder)
{
    private const string About = "keys";

    public IReadOnlyList<Finding> Look()
    {
        KeySettings settings;
        try
        {
            settings = KeySettings.Check(builder.Configuration, builder.Environment.ContentRootPath);
        }
        catch (ConfigurationException wrong)
        {
            return [Finding.Of(About, wrong)];
        }

        using var certificate = settings.Certificate;
        return [Folder(settings.Folder), .. Protection(settings)];
    }

    private Finding Folder(string folder)
    {
        var advice = "Put the keys back from their own backup, if the store held anything before: tokens and tensions in it cannot be read without them.";
        if (!Directory.Exists(folder))
        {
            var store = builder.Configuration["Storage:Sqlite:Path"] is { Length: > 0 } path ? path : "data/botpartner.db";
            return File.Exists(Path.GetFullPath(store, builder.Environment.ContentRootPath))
                ? Finding.Warn(About, $"there is a store, but no folder '{folder}'", advice)
                : Finding.Ok(About, $"'{folder}' will be made at the first start");
        }

        try
        {
            var keys = Directory.GetFiles(folder, "key-*.xml");
            foreach (var key in keys)
            {
                File.OpenRead(key).Dispose();
            }

            return keys.Length > 0 ? Finding.Ok(About, $"{keys.Length} in '{folder}'") : Finding.Warn(About, $"there is none in '{folder}' yet", advice);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Finding.Wrong(About, $"'{folder}' cannot be read by this account", "Give the bot's account the right to read and write that folder, and nobody else.");
        }
    }

    private static IEnumerable<Finding> Protection(KeySettings settings)
    {
        if (settings.Certificate is null)
        {
            yield return Finding.Warn(About, "they lie in the clear", "Set Keys:CertificatePath, or let nobody else read that folder; keep its backup apart from the store's.");
        }

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows() && Directory.Exists(settings.Folder) && (File.GetUnixFileMode(settings.Folder) & others) != UnixFileMode.None)
        {
            yield return Finding.Warn(About, "other accounts of this machine may read the folder", $"chmod 700 '{settings.Folder}'");
        }
    }
}
