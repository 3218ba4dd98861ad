using System.Text;
using BotPartner.Core.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Stories;

/// <summary>What somebody reads who has the store: the bytes of the file and its log, or all documents.</summary>
internal static class StoreBytes
{
    /// <summary>Everything, as bytes.</summary>
    public static async Task<IReadOnlyList<byte[]>> Of(Stage stage)
    {
        var all = new List<byte[]>();
        if (stage.StoreSettings.TryGetValue("Storage:Sqlite:Path", out var path))
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var copy = new MemoryStream();
                await stream.CopyToAsync(copy);
                all.Add(copy.ToArray());
            }
        }

        await foreach (var entry in stage.Bots[0].Services.GetRequiredService<IArchive>().Read(null, TestContext.Current.CancellationToken))
        {
            all.Add(entry.Body.ToArray());
        }

        return all;
    }

    /// <summary>How many documents there are.</summary>
    public static async Task<int> Documents(Stage stage) =>
        await stage.Bots[0].Services.GetRequiredService<IArchive>().Read(null, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken);

    /// <summary>Whether a text stands somewhere in it: as it is, in UTF-16, or in Base64.</summary>
    public static bool Hold(this IReadOnlyList<byte[]> all, string text)
    {
        var forms = new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text), Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=')[..^1]) };
        return all.Any(bytes => forms.Any(f => bytes.AsSpan().IndexOf(f) >= 0));
    }
}
