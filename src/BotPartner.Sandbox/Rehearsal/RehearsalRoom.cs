using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotPartner.Sandbox.Room;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Sandbox.Rehearsal;

/// <summary>The bot as it is, between a simulated Teams and a simulated Slack, and the room in which to see all three.
/// The bot is told of the services by its configuration, and of the time by its host; whoever moves the time asks it whether
/// it is sending. Nothing else reaches into it.</summary>
internal sealed class RehearsalRoom : IAsyncDisposable
{
    // The founding takes minutes of the room's time; it ends about now.
    private static TimeSpan Before(int partners) => partners == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(-5 - (partners / 4));

    // The bot looks for what is due at least this often.
    private static readonly TimeSpan Poll = TimeSpan.FromHours(1);

    // Page, bot and both services share one machine, perhaps a small and busy one: when it stalls, that is not the bot being late.
    private static readonly TimeSpan SlackWaits = TimeSpan.FromSeconds(10);

    private readonly WebApplication bot;
    private readonly WebApplication page;
    private RoomKeeper? keeper;

    private RehearsalRoom(RoomClock clock, SimulatedTeams teams, SimulatedSlack slack, WebApplication bot, WebApplication page) =>
        (Clock, Teams, Slack, this.bot, this.page) = (clock, teams, slack, bot, page);

    /// <summary>Whether it goes on with an earlier run.</summary>
    public bool GoesOn { get; private init; }

    public RoomClock Clock { get; }

    public SimulatedTeams Teams { get; }

    public SimulatedSlack Slack { get; }

    /// <summary>Where the page is.</summary>
    public Uri Url => new(page.Urls.First());

    /// <exception cref="ConfigurationException">The bot cannot run like this.</exception>
    public static Task<RehearsalRoom> Open(RehearsalOptions options, CancellationToken cancellation = default) => Open(options, null, cancellation);

    /// <summary>The same with parts of the bot replaced: for tests.</summary>
    public static async Task<RehearsalRoom> Open(RehearsalOptions options, Action<WebApplicationBuilder>? adjust, CancellationToken cancellation)
    {
        var memory = RoomMemory.Find(options);
        var partners = memory?.Partners ?? options.Partners;
        var time = new ShiftedTime(TimeProvider.System, memory?.Ahead ?? Before(partners));
        var log = new WireLog(time, 1_000);
        var teams = await Known(memory, () => SimulatedTeams.Start(
            new() { Time = time, Seed = options.Seed, RateLimits = true, Url = memory?.TeamsUrl ?? new TeamsOptions().Url }, log, memory?.Teams, cancellation));
        var slack = await SimulatedSlack.Start(new() { Time = time, Seed = options.Seed + 2, RateLimits = true, Patience = SlackWaits }, log, memory?.Slack, cancellation);
        var url = memory?.BotUrl ?? FreeUrl();
        var host = Bot.Build([.. Arguments(teams, slack, options.Store, url)], b =>
        {
            b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            adjust?.Invoke(b);
        });
        var clock = new RoomClock(time, log, () => teams.UnderWay + slack.UnderWay + (Bot.IsSending(host) ? 1 : 0), Poll + TimeSpan.FromSeconds(1));
        var room = new RehearsalRoom(clock, teams, slack, host, BrowserRoom.Build(options with { Partners = partners }, teams, slack, log, clock, Offered.Of(host.Services))) { GoesOn = memory is not null };
        try
        {
            // The page first: if somebody else listens there, it is known at once.
            await room.page.StartAsync(cancellation);
            await host.StartAsync(cancellation);
            teams.BotUrl = slack.BotUrl = new(host.Urls.First());
            if (memory is null)
            {
                await room.Seed(partners, cancellation);
            }

            // Not before it is founded: half a partnership is nothing to go on with.
            room.keeper = options.Memory is null ? null : new(
                options.Memory, () => new(time.Ahead, teams.Url, url, partners, TeamsMemory.Of(teams.World), SlackMemory.Of(slack.Workspace)), teams, slack, clock);
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until somebody ends it.</summary>
    public Task Ended() => page.WaitForShutdownAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Clock.Stop();
        await page.DisposeAsync();
        await bot.StopAsync();
        await bot.DisposeAsync();
        await (keeper?.DisposeAsync() ?? default);
        await Teams.DisposeAsync();
        await Slack.DisposeAsync();
        Clock.Dispose();
    }

    private async Task Seed(int partners, CancellationToken cancellation)
    {
        var opening = new Opening(Teams, Slack, Clock);
        var parts = Cast.Of(Teams, Slack, partners);
        Cast.Guests(Teams, Slack);
        await opening.Arrive(cancellation);
        if (partners > 0)
        {
            await opening.Found(parts, cancellation);
            await Clock.Forward(Clock.Time.Ahead < TimeSpan.Zero ? -Clock.Time.Ahead : TimeSpan.Zero, cancellation);
        }
    }

    private static IEnumerable<string> Arguments(SimulatedTeams teams, SimulatedSlack slack, string store, string url) =>
        teams.Settings.Concat(slack.Settings)
            .Append(new("Storage:Provider", "Sqlite"))
            .Append(new("Storage:Sqlite:Path", store))
            .Append(new("Urls", url))

            // Links to files lead back to this machine.
            .Append(new("Public:BaseUrl", url))

            // Nobody else writes to this store: what is due is announced, and looking for it would only hold up the clock.
            .Append(new("Clock:PollSeconds", Poll.TotalSeconds.ToString(CultureInfo.InvariantCulture)))
            .Append(new("Logging:LogLevel:Default", "Warning"))
            .Select(s => $"--{s.Key}={s.Value}");

    // A room that goes on is where it was: the bot knows Teams by its address.
    private static async Task<SimulatedTeams> Known(RoomMemory? memory, Func<Task<SimulatedTeams>> start)
    {
        try
        {
            return await start();
        }
        catch (IOException taken) when (memory is not null)
        {
            throw new ConfigurationException($"This room’s Teams is at {memory.TeamsUrl}, where somebody else listens. Is the room open already?", taken);
        }
    }

    // The bot must know where it will be reached before it listens.
    private static string FreeUrl()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://{probe.LocalEndpoint}";
    }
}
