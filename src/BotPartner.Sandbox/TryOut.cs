using System.Globalization;
using System.Net;
using BotPartner.Sandbox.Rehearsal;

namespace BotPartner.Sandbox;

/// <summary>The try-out command: a rehearsal room, told of on the console and shown in the browser.</summary>
internal static class TryOut
{
    private const string DefaultUrl = "http://localhost:3980";
    private static readonly string[] Flags = ["--public", "--empty", "--no-browser"];
    private static readonly string[] Valued = ["--url", "--data", "--partners"];
    private static readonly string Usage = string.Join(Environment.NewLine, [
        "A rehearsal room for BotPartner: Teams and Slack, simulated, in your browser.",
        $"  --url ADDRESS     where the room is found (default {DefaultUrl})",
        "  --public          others may reach it, and act as anybody",
        "  --data FOLDER     keep the room there, and go on with what is there",
        "  --empty           no partnership yet",
        $"  --partners N      how many partners, {Cast.Fewest} to {Cast.Most}",
        "  --no-browser      do not open a browser",
        "  --help            show this",
    ]);

    /// <summary><c>--url http://localhost:3980</c>, <c>--public</c> (listen where others can reach it), <c>--data folder</c> (keep the room,
    /// and go on with what is there), <c>--empty</c> (no partnership yet), <c>--partners 6…60</c>, <c>--no-browser</c>.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h" or "-?"))
        {
            await Console.Out.WriteLineAsync(Usage);
            return 0;
        }

        if (Wrong(args) is { } wrong)
        {
            return await Refuse($"{wrong} See --help.");
        }

        var settings = new ConfigurationBuilder().AddCommandLine([.. args.Except(Flags)]).Build();
        var url = settings["url"] ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
        {
            return await Refuse($"--url must be an http address such as {DefaultUrl}.");
        }

        if (address is { Host: "localhost", Port: 0 })
        {
            return await Refuse("A free port can only be taken at an address: say --url http://127.0.0.1:0.");
        }

        if (!args.Contains("--public") && !IsLoopback(address))
        {
            return await Refuse($"{url} could be reached by others: anybody could act as anybody. Add --public if that is meant.");
        }

        var partners = args.Contains("--empty") ? 0 : Cast.Fewest;
        if (settings["partners"] is { } wish && !(int.TryParse(wish, out partners) && partners is >= Cast.Fewest and <= Cast.Most))
        {
            return await Refuse($"--partners must be a number from {Cast.Fewest} to {Cast.Most}.");
        }

        var temporary = settings["data"] is null ? Directory.CreateTempSubdirectory("botpartner-sandbox-") : null;
        var data = Directory.CreateDirectory(settings["data"] ?? temporary!.FullName);
        try
        {
            await Run(new()
            {
                Url = url,
                Public = args.Contains("--public"),
                Store = Path.Combine(data.FullName, "botpartner.db"),
                Memory = temporary is null ? Path.Combine(data.FullName, "services.json") : null,
                Partners = partners,
                Seed = (ulong)TimeProvider.System.GetTimestamp(),
            }, browse: !args.Contains("--no-browser"));
            return 0;
        }
        catch (Exception cannot) when (cannot is ConfigurationException or IOException)
        {
            // An IOException: somebody else listens there.
            return await Refuse(cannot.Message);
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static async Task Run(RehearsalOptions options, bool browse)
    {
        var found = options.Memory is { } memory && (File.Exists(memory) || File.Exists(options.Store));
        await Console.Out.WriteLineAsync(found ? "The room goes on with what is there …" : options.Partners > 0 ? "The rehearsal partnership is being founded …" : "The room is being opened …");
        await using var room = await RehearsalRoom.Open(options);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"BotPartner rehearsal room: {room.Url}  (Ctrl+C ends it)"));
        if (browse)
        {
            Browser.Show(room.Url);
        }

        await room.Ended();
    }

    // What cannot be understood among the options; null if all can.
    private static string? Wrong(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, given) = args[i].Split('=', 2) is [var before, _] ? (before, true) : (args[i], false);
            if (Flags.Contains(args[i]))
            {
                continue;
            }

            if (!Valued.Contains(name))
            {
                return $"{args[i]} is not an option.";
            }

            if (!given && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
            {
                return $"{name} needs a value.";
            }
        }

        return null;
    }

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
