using BotPartner.Telemetry;
using BotPartner.Tests.Storage;
using BotPartner.Tests.Stories;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotPartner.Tests.Telemetry;

public sealed class LogLevelsSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Settings => Path.Combine(folder.Path, "appsettings.json");

    [Fact]
    public async Task What_is_logged_follows_the_settings_file_while_the_bot_runs_and_nothing_else_does()
    {
        await using var bot = Bot();
        var (log, levels) = (bot.Services.GetRequiredService<ILoggerFactory>().CreateLogger("BotPartner.Workers.Books"), Levels(bot));
        Assert.False(log.IsEnabled(LogLevel.Debug));
        Write("""{ "Logging": { "LogLevel": { "BotPartner": "Debug" } }, "Public": { "Contact": "new@example.org" } }""");
        levels.Look();
        Assert.True(log.IsEnabled(LogLevel.Debug));
        Assert.False(bot.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Information));
        Assert.Null(bot.Configuration["Public:Contact"]);
        Write("{ }");
        levels.Look();
        Assert.False(log.IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_changes_nothing_and_is_said()
    {
        var told = new LoggedErrors(LogLevel.Trace);
        await using var bot = Bot(b => b.Logging.AddProvider(told));
        var (log, levels) = (bot.Services.GetRequiredService<ILoggerFactory>().CreateLogger("BotPartner"), Levels(bot));
        Write("""{ "Logging": { "LogLevel": { "Default": "Debug" } } }""");
        levels.Look();
        Write("""{ "Logging": """);
        levels.Look();
        Assert.True(log.IsEnabled(LogLevel.Debug));
        Assert.Single(told.Lines, l => l.Contains("what is logged follows them", StringComparison.Ordinal));
        Assert.Single(told.Lines, l => l.Contains("cannot be read", StringComparison.Ordinal));
        levels.Look();
        Assert.Single(told.Lines, l => l.Contains("cannot be read", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static LogLevels Levels(WebApplication bot) => bot.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<LogLevels>().Single();

    private WebApplication Bot(Action<WebApplicationBuilder>? adjust = null) => BotPartner.Bot.Build(
        ["--contentRoot", folder.Path, "--Urls=http://127.0.0.1:0"],
        b =>
        {
            b.Logging.ClearProviders().AddProvider(new LoggedErrors(LogLevel.Trace));
            adjust?.Invoke(b);
        });

    /// <summary>Written later than what was there before, also where the disk's clock is coarse.</summary>
    private void Write(string json)
    {
        var later = File.Exists(Settings) ? File.GetLastWriteTimeUtc(Settings).AddSeconds(2) : new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        File.WriteAllText(Settings, json);
        File.SetLastWriteTimeUtc(Settings, later);
    }
}
