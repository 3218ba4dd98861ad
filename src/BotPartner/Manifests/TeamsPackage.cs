using System.IO.Compression;
using System.Text.Json.Nodes;

namespace BotPartner.Manifests;

/// <summary>The Teams app as administrators upload it: a zip with the manifest, its translations and both icons at its root, and nothing else.</summary>
/// <param name="manifest">Writes the manifest.</param>
public sealed class TeamsPackage(TeamsManifest manifest)
{
    /// <summary>All files of the package, in their order.</summary>
    public IEnumerable<(string Name, byte[] Content)> Files(ManifestSettings settings)
    {
        yield return ("manifest.json", Bytes(manifest.Write(settings)));
        foreach (var language in TeamsManifest.Translations)
        {
            yield return ($"{language}.json", Bytes(manifest.Translate(language, settings)));
        }

        yield return (TeamsManifest.ColorIcon, Icon(TeamsManifest.ColorIcon));
        yield return (TeamsManifest.OutlineIcon, Icon(TeamsManifest.OutlineIcon));
    }

    /// <summary>The package: the same bytes for the same settings.</summary>
    public byte[] Zip(ManifestSettings settings)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Files(settings))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // The earliest that a zip knows.
                using var into = entry.Open();
                into.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Bytes(JsonNode json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString(Readable.Json) + "\n");

    private static byte[] Icon(string name)
    {
        using var stream = typeof(TeamsPackage).Assembly.GetManifestResourceStream($"manifests.{name}")
            ?? throw new InvalidOperationException($"the icon {name} is missing from the assembly");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
