using System.Globalization;
using System.Net;
using BotPartner.Sandbox.Rehearsal;

namespace BotPartner.Sandbox;

/// <summary>The try-out command: a rehearsal room, told of on the console and shown in the browser.</summary>
internal static class TryOut
{
    private const string DefaultUrl = "http://localhost:3980";
    private static readonly string[] Flags = ["--public", "--empty", "--no-browser"];

    /// <summary><c>--url http://localhost:3980</c>, <c>--public</c> (listen where others can reach it), <c>--data folder</c> (keep the bot's
    /// store), <c>--empty</c> (no partnership yet), <c>--partners 6…60</c>, <c>--no-browser</c>.</summary>
    public static async Task<int> Run(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine([.. args.Except(Flags)]).Build();
        var url = settings["url"] ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
        {
            return await Refuse($"--url must be an http address such as {DefaultUrl}.");
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
            var store = Path.Combine(data.FullName, "botpartner.db");
            await Run(new()
            {
                Url = url,
                Public = args.Contains("--public"),
                Store = store,
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
        await Console.Out.WriteLineAsync(options.Partners > 0 ? "The rehearsal partnership is being founded …" : "The room is being opened …");
        await using var room = await RehearsalRoom.Open(options);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"BotPartner rehearsal room: {room.Url}  (Ctrl+C ends it)"));
        if (browse)
        {
            Browser.Show(room.Url);
        }

        await room.Ended();
    }

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
