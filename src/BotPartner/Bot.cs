using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Tensions;
using BotPartner.Files;
using BotPartner.Keys;
using BotPartner.Limits;
using BotPartner.Manifests;
using BotPartner.Rehearsals;
using BotPartner.Slack;
using BotPartner.Storage;
using BotPartner.Teams;
using BotPartner.Telemetry;
using BotPartner.Workers;
using Microsoft.Extensions.Configuration.Memory;

namespace BotPartner;

/// <summary>Puts the bot together.</summary>
public static class Bot
{
    // Below all other settings. The framework's account of each request, six lines a vote, would cost more than the vote.
    // Nor is it told of each line that is written meanwhile: it would name the paths of links that are given to one person.
    private static MemoryConfigurationSource Defaults => new()
    {
        InitialData =
        [
            new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
            new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "None"),
            new("Logging:Console:FormatterName", LineFormatter.FormatterName),
            new("Logging:Console:FormatterOptions:IncludeScopes", "true"),
            new("Logging:Console:FormatterOptions:UseUtcTimestamp", "true"),
            new("Logging:Console:FormatterOptions:TimestampFormat", "yyyy-MM-ddTHH:mm:ss.fffZ"),
        ],
    };

    /// <summary>The bot, configured and ready to start.</summary>
    /// <param name="args">Command line; also configuration (<c>--Storage:Sqlite:Path=…</c>).</param>
    /// <param name="adjust">Replaces parts: for tests and for the try-out command.</param>
    /// <exception cref="ConfigurationException">It cannot run as configured.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = Begin(args);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = 1024 * 1024;

            // Who sends a body drop by drop holds a turn that others wait for.
            k.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 4 * 1024, gracePeriod: TimeSpan.FromSeconds(5));
        });
        builder.Services.AddSingleton<DueSignal>();
        builder.Services.AddSingleton<Change>();
        builder.Services.AddFeatures();
        builder.AddLimits();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddHostedService(s => s.GetRequiredService<Answers>());
        builder.Services.AddSingleton(s => Backlog.Of("answers", s.GetRequiredService<Answers>(), w => w.Open));
        builder.AddStorage();
        builder.SealDocuments(TensionKinds.Confidential);
        builder.AddTelemetry();
        builder.AddFiles();
        builder.AddTeams();
        builder.AddSlack();
        builder.AddWorkers();
        if (builder.Services.Any(s => s.ImplementationType == typeof(ClockLoop)))
        {
            // Who drives the clock by hand wants nothing to happen by itself.
            builder.Services.AddHostedService<Rehearsal>();
        }

        builder.Services.AddSingleton<StoreProbe>();
        builder.Services.AddSingleton<Health>();
        Stopping.Bound(builder.Services);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseTelemetry();
        app.MapTeams();
        app.MapSlack();
        app.MapFiles();
        app.MapPublicPages();
        Health.Map(app);
        app.SayWarnings();
        return app;
    }

    /// <summary>Whether it is answering somebody or sending something at this moment: for whoever moves its time.</summary>
    public static bool IsSending(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.GetRequiredService<Answers>().Open > 0 || !app.Services.GetRequiredService<Courier>().Quiet.IsCompleted;
    }

    /// <summary>The settings and the time: what the bot and its commands begin with.</summary>
    internal static WebApplicationBuilder Begin(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        // Watching the settings for changes means watching the folder that the store writes to many times a second.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.Configuration.Sources.Insert(0, Defaults);
        builder.AddLog();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IIds, RandomIds>();
        return builder;
    }
}
