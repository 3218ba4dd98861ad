using System.Text;

namespace BotPartner.Manifests;

/// <summary><c>BotPartner manifests</c>: writes what is uploaded to Teams and pasted into Slack. It needs no settings, no store and no network.</summary>
public sealed class ManifestsCommand
{
    /// <summary>They are written.</summary>
    public const int Done = 0;

    /// <summary>They could not be written; a line says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood; a line says why.</summary>
    public const int Misused = 2;

    /// <summary>What Teams administrators upload.</summary>
    public const string TeamsFile = "botpartner-teams.zip";

    /// <summary>What is pasted where a Slack app is created.</summary>
    public const string SlackFile = "botpartner-slack.yaml";

    private const string Usage = $"""
        BotPartner manifests --base-url URL [--app-id GUID] [options]

        Writes {TeamsFile}, to be uploaded to Teams, and {SlackFile}, to create the Slack app from.

          --base-url URL      the public https address of the bot
          --app-id GUID       the application (client) id of the bot in Entra; without it there is no Teams package
          --out FOLDER        where to write them; this folder, if it is not given
          --one-workspace     Slack: for one workspace, with the bot token that its page shows (Slack:BotToken)
          --socket-mode       Slack: for one workspace, and a bot without a public address (Slack:AppToken); --base-url is then for Teams alone
          --language LL       Slack: the language of its descriptions, en, fr or es; Teams has all three
          --developer NAME    Teams: who offers the bot, at most 32 characters
          --version X.Y.Z     Teams: raise it with each upload; 1.0.0, if it is not given
          --website-url URL, --privacy-url URL, --terms-url URL
                              Teams: your own pages; the bot’s own below --base-url, if they are not given

        Exit code: 0 written, 1 not to be written, 2 not understood.
        """;

    // Addresses below these belong to everybody; the stores refuse them, a tenant of one's own takes them.
    private static readonly string[] SharedDomains = ["azurewebsites.net", "microsoft.com", "onmicrosoft.com", "ngrok.io", "ngrok.app", "ngrok-free.app", "devtunnels.ms", "trycloudflare.com", "loca.lt"];

    private readonly string[] words;

    private ManifestsCommand(string[] words) => this.words = words;

    /// <summary>The command that a command line begins with; null if it is another.</summary>
    public static ManifestsCommand? Of(string[] args) => args is [var verb, ..] && verb.Equals("manifests", StringComparison.OrdinalIgnoreCase) ? new(args[1..]) : null;

    /// <summary>Does it.</summary>
    /// <param name="say">Where the result goes: a line for each file.</param>
    /// <param name="tell">Where it goes what is wrong.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(TextWriter say, TextWriter tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(tell);
        if (words is ["--help" or "-h" or "help"])
        {
            await say.WriteLineAsync(Usage);
            return Done;
        }

        var (line, problem) = CommandLine.Read(words);
        if (line is null)
        {
            await tell.WriteLineAsync($"{problem} (BotPartner manifests --help tells more)");
            return Misused;
        }

        try
        {
            await Write(line, say, tell, cancellation);
            return Done;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await tell.WriteLineAsync($"They cannot be written: {wrong.Message.ReplaceLineEndings(" ")}");
            return Failed;
        }
    }

    private static async Task Write(CommandLine line, TextWriter say, TextWriter tell, CancellationToken cancellation)
    {
        await using var writers = ManifestWriters.Build(new NoDocuments());
        var (settings, folder) = (line.Settings, Path.GetFullPath(line.Folder));
        Directory.CreateDirectory(folder);
        if (settings.AppId is not null)
        {
            var file = Path.Combine(folder, TeamsFile);
            await File.WriteAllBytesAsync(file, writers.GetRequiredService<TeamsPackage>().Zip(settings), cancellation);
            await say.WriteLineAsync($"Teams: {file}");
            if (SharedDomains.FirstOrDefault(d => settings.BaseUrl!.IdnHost.EndsWith(d, StringComparison.OrdinalIgnoreCase)) is { } shared)
            {
                await tell.WriteLineAsync($"Good for your own tenant; the store takes no address below {shared}.");
            }
        }
        else
        {
            await tell.WriteLineAsync("No Teams package: there is no --app-id.");
        }

        var slack = Path.Combine(folder, SlackFile);
        await File.WriteAllTextAsync(slack, Readable.Yaml(writers.GetRequiredService<SlackManifest>().Write(settings)), new UTF8Encoding(false), cancellation);
        await say.WriteLineAsync($"Slack: {slack}");
    }
}
