using System.Globalization;
using System.Net;
using BotPartner.Sandbox.Room;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox;

/// <summary>The try-out command: both simulated services, the bot as it is, and a room in the browser.
/// The bot is told of the services by configuration alone.</summary>
internal static class TryOut
{
    private const string DefaultUrl = "http://localhost:3980";

    /// <summary><c>--url http://localhost:3980</c>, <c>--public</c> (listen where others can reach it), <c>--data folder</c> (keep the bot's store).</summary>
    public static async Task<int> Run(string[] args)
    {
        var open = args.Contains("--public");
        var settings = new ConfigurationBuilder().AddCommandLine([.. args.Where(a => a != "--public")]).Build();
        var url = settings["url"] ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
        {
            await Console.Error.WriteLineAsync($"--url must be an http address such as {DefaultUrl}.");
            return 1;
        }

        if (!open && !IsLoopback(address))
        {
            await Console.Error.WriteLineAsync($"{url} could be reached by others: anybody could act as anybody. Add --public if that is meant.");
            return 1;
        }

        var temporary = settings["data"] is null ? Directory.CreateTempSubdirectory("botpartner-sandbox-") : null;
        var data = Directory.CreateDirectory(settings["data"] ?? temporary!.FullName);
        try
        {
            return await Run(url, open, Path.Combine(data.FullName, "botpartner.db"));
        }
        catch (ConfigurationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static async Task<int> Run(string url, bool open, string store)
    {
        var time = TimeProvider.System;
        var seed = (ulong)time.GetTimestamp();
        var log = new WireLog(time);
        await using var teams = await SimulatedTeams.Start(new() { Time = time, Seed = seed, RateLimits = true }, log);
        await using var slack = await SimulatedSlack.Start(new() { Time = time, Seed = seed + 2, RateLimits = true }, log);

        await using var bot = Bot.Build([.. BotArguments(teams, slack, store)]);
        await bot.StartAsync();
        teams.BotUrl = slack.BotUrl = new(bot.Urls.First());

        await using var room = BrowserRoom.Build(url, open, teams, slack, log);
        await room.StartAsync();
        await Settle(teams, slack);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"BotPartner sandbox: {room.Urls.First()}  (Ctrl+C ends it)"));
        await room.WaitForShutdownAsync();
        await bot.StopAsync();
        return 0;
    }

    private static IEnumerable<string> BotArguments(SimulatedTeams teams, SimulatedSlack slack, string store) =>
        teams.Settings.Concat(slack.Settings)
            .Append(new("Storage:Provider", "Sqlite"))
            .Append(new("Storage:Sqlite:Path", store))
            .Append(new("Urls", "http://127.0.0.1:0"))
            .Append(new("Logging:LogLevel:Default", "Warning"))
            .Select(s => $"--{s.Key}={s.Value}");

    // The bot is there when the first person comes in.
    private static async Task Settle(SimulatedTeams teams, SimulatedSlack slack)
    {
        await teams.Anna.Installs(teams.Team);
        foreach (var person in (TeamsPerson[])[teams.Anna, teams.Chidi, teams.Elodie])
        {
            await person.Installs();
        }

        await slack.Bo.Invites(slack.Partnership);
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
