using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotPartner.Telemetry;

/// <summary>The settings read a second time, for the log alone: when files change, nothing but what is logged follows them.</summary>
internal sealed class LogSettings(IEnumerable<IConfigurationSource> sources) : IDisposable
{
    private readonly JsonConfigurationSource[] files = [.. sources.OfType<JsonConfigurationSource>().Where(s => s is { FileProvider: not null, Path: not null })];
    private readonly ConfigurationRoot root = new([.. sources.Select(s => s.Build(new ConfigurationBuilder()))]);

    /// <summary>The section <c>Logging</c>.</summary>
    public IConfigurationSection Section => root.GetSection("Logging");

    /// <summary>When each file was last written.</summary>
    public string Stamp => string.Join('|', files.Select(s => s.FileProvider!.GetFileInfo(s.Path!)).Select(f => f.Exists ? $"{f.LastModified.UtcTicks}/{f.Length}" : "-"));

    /// <summary>Has the host's log follow these instead of the settings that are read once.</summary>
    public static void Follow(WebApplicationBuilder builder)
    {
        var settings = new LogSettings([.. builder.Configuration.Sources]);
        builder.Services.RemoveAll<IConfigureOptions<LoggerFilterOptions>>();
        builder.Services.RemoveAll<IOptionsChangeTokenSource<LoggerFilterOptions>>();
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddConfiguration(settings.Section);
        builder.Services.AddSingleton(_ => settings);
        builder.Services.AddHostedService<LogLevels>();
    }

    /// <exception cref="InvalidDataException">A file cannot be read; everything stays as it was.</exception>
    public void Reload() => root.Reload();

    public void Dispose() => root.Dispose();
}

/// <summary>Looks at the files' times now and then: watching them would mean watching the folder that the store writes to many times a second.</summary>
internal sealed partial class LogLevels(LogSettings settings, ILogger<LogLevels> log) : BackgroundService
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private string seen = settings.Stamp;

    /// <summary>Looks once.</summary>
    public void Look()
    {
        try
        {
            var stamp = settings.Stamp;
            if (stamp == seen)
            {
                return;
            }

            seen = stamp;
            settings.Reload();
            LogFollowed(log);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, unreadable.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Files are written by the machine's own time, also where the bot's is moved by hand.
            await Task.Delay(Every, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Look();
        }
    }

    [LoggerMessage(70, LogLevel.Information, "The settings files have changed: what is logged follows them, everything else at the next start")]
    private static partial void LogFollowed(ILogger log);

    [LoggerMessage(71, LogLevel.Warning, "A settings file has changed and cannot be read; what is logged stays as it was: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string reason);
}
