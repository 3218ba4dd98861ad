using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.Sandbox;
using BotPartner.Tests.Storage;
using BotPartner.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Stories;

/// <summary>The whole bot between a simulated Teams and a simulated Slack, over real HTTP. Time stands still until a story moves it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly StoreRoom room;
    private readonly Balancer balancer;
    private readonly TemporaryFolder keys = new();
    private IReadOnlyList<WebApplication> bots = [];

    private Stage(StoreRoom room, Balancer balancer, int replicas, ManualTime time, SimulatedTeams teams, SimulatedSlack slack)
    {
        (this.room, this.balancer, Replicas, Time, Teams, Slack) = (room, balancer, replicas, time, teams, slack);
        Teams.BotUrl = Slack.BotUrl = balancer.Url;
    }

    /// <summary>How many processes of the bot there are.</summary>
    public int Replicas { get; }

    public ManualTime Time { get; }

    public SimulatedTeams Teams { get; }

    public SimulatedSlack Slack { get; }

    public LoggedErrors Errors { get; } = new();

    /// <summary>Replaces parts of the bot, from its next start on.</summary>
    public Action<WebApplicationBuilder>? Adjust { get; set; }

    /// <summary>The bot's command line, but for how its clock runs.</summary>
    public string[] Arguments =>
    [
        .. Teams.Settings.Concat(Slack.Settings)
            .Concat(room.Settings)
            .Concat(Installable)
            .Append(new("Urls", "http://127.0.0.1:0"))
            .Select(s => $"--{s.Key}={s.Value}"),
    ];

    /// <summary>The store's file or database name, for who looks into it.</summary>
    public IReadOnlyDictionary<string, string> StoreSettings => room.Settings;

    /// <summary>The processes of the bot.</summary>
    public IReadOnlyList<WebApplication> Bots => bots;

    // Where workspaces install the app, browsers come to the balancer; where there is no file, the keys lie in a folder that all share.
    private IEnumerable<KeyValuePair<string, string>> Installable =>
    [
        .. Slack.Options.OAuth ? [new("Public:BaseUrl", balancer.Url.AbsoluteUri)] : Array.Empty<KeyValuePair<string, string>>(),
        .. room.Settings.ContainsKey("Storage:Sqlite:Path") ? Array.Empty<KeyValuePair<string, string>>() : [new("Keys:Folder", keys.Path)],
    ];

    public static async Task<Stage> Set(
        Store store, Func<TeamsOptions, TeamsOptions>? teams = null, Func<SlackOptions, SlackOptions>? slack = null, ManualTime? time = null)
    {
        var opened = await StoreRoom.Open(store);
        time ??= new ManualTime();
        var log = new WireLog(time);
        var stage = new Stage(
            opened,
            await Balancer.Start(),
            store == Store.Shared ? 2 : 1,
            time,
            await SimulatedTeams.Start((teams ?? (o => o))(new() { Time = time, RateLimits = true }), log),

            // A story moves its time faster than a busy machine answers: that is not a Slack that lost its patience.
            await SimulatedSlack.Start((slack ?? (o => o))(new() { Time = time, RateLimits = true, Patience = TimeSpan.FromMinutes(10) }), log));
        await stage.Start();
        return stage;
    }

    /// <summary>Starts the bot on what its store holds.</summary>
    public async Task Start()
    {
        bots = await Task.WhenAll(Enumerable.Range(0, Replicas).Select(_ => Process()));
        SendTo(bots.Select(b => new Uri(b.Urls.First())));
    }

    /// <summary>Has the platforms' requests go to these processes, in turns.</summary>
    public void SendTo(IEnumerable<Uri> processes) => balancer.To(processes);

    private async Task<WebApplication> Process()
    {
        var bot = Bot.Build([.. Arguments, "--Clock:Loop=false"], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            builder.Logging.ClearProviders().AddProvider(Errors).SetMinimumLevel(LogLevel.Warning);
            Adjust?.Invoke(builder);
        });
        await bot.StartAsync();
        return bot;
    }

    /// <summary>Starts the bot again with a log that tells everything it can.</summary>
    public async Task<LoggedErrors> Verbose()
    {
        var log = new LoggedErrors(LogLevel.Trace);
        Adjust = builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter((_, _) => true);
        await Restart();
        return log;
    }

    /// <summary>Stops the bot as an operator would, and starts it again on the same store.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Stops the bot as an operator would.</summary>
    public async Task Stop()
    {
        await Task.WhenAll(bots.Select(b => b.StopAsync()));
        await Close();
    }

    /// <summary>Lets everything happen that is due at this moment.</summary>
    public async Task Settle()
    {
        var answers = bots.Select(b => b.Services.GetRequiredService<Answers>()).ToArray();
        var clocks = bots.Select(b => b.Services.GetRequiredService<Clock>()).ToArray();
        do
        {
            await Soon.True(() => answers.All(a => a.Open == 0));
        }
        while ((await Task.WhenAll(clocks.Select(c => c.Tick(TestContext.Current.CancellationToken)))).Sum() > 0 || answers.Any(a => a.Open > 0));
    }

    /// <summary>Lets time pass until nobody waits for an answer any more: what is answered may itself wait, for another process or a platform.</summary>
    public async Task Answered()
    {
        var answers = bots.Select(b => b.Services.GetRequiredService<Answers>()).ToArray();
        for (var turn = 0; turn < 400 && answers.Any(a => a.Open > 0); turn++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            Time.Advance(TimeSpan.FromSeconds(0.25));
        }
    }

    /// <summary>Lets seconds pass one by one, with all that happens in each.</summary>
    public async Task Pass(int seconds)
    {
        await Settle();
        for (var i = 0; i < seconds; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Settle();
        }
    }

    /// <summary>Lets a long time pass in which nobody does anything, then all that is due.</summary>
    public async Task Jump(TimeSpan by)
    {
        Time.Advance(by);
        await Settle();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        await balancer.DisposeAsync();
        await Teams.DisposeAsync();
        await Slack.DisposeAsync();
        await room.DisposeAsync();
        keys.Dispose();
    }

    private async Task Close()
    {
        foreach (var bot in bots)
        {
            await bot.DisposeAsync();
        }

        bots = [];
    }
}

/// <summary>What the bot logged, as errors unless more is asked for: in most stories there is none.</summary>
internal sealed class LoggedErrors(LogLevel least = LogLevel.Error) : ILoggerProvider, ILogger
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }

    public void Dispose()
    {
    }
}
