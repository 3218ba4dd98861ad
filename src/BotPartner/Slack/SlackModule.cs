using BotPartner.Core.Chat;
using BotPartner.Files;
using BotPartner.Keys;
using BotPartner.Limits;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using BotPartner.Slack.Inbound;
using BotPartner.Slack.Installing;
using BotPartner.Slack.Sockets;

namespace BotPartner.Slack;

/// <summary>Slack, put together.</summary>
public static partial class SlackModule
{
    /// <summary>The platform's word in <see cref="Person.Platform"/> and <see cref="Place.Platform"/>.</summary>
    public const string Platform = "slack";

    /// <summary>Where Slack sends events.</summary>
    public const string EventsPath = "/slack/events";

    /// <summary>Where Slack sends slash commands.</summary>
    public const string CommandsPath = "/slack/commands";

    /// <summary>Where Slack sends what people do with buttons, forms and shortcuts.</summary>
    public const string InteractionsPath = "/slack/interactions";

    /// <summary>Adds Slack if it is configured.</summary>
    /// <exception cref="ConfigurationException">It is configured wrongly.</exception>
    public static void AddSlack(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (SlackSettings.Read(builder.Configuration) is not { } settings)
        {
            return;
        }

        builder.AddFiles();
        builder.AddLimits();
        var services = builder.Services;
        services.AddSingleton(settings);
        if (settings.App is null)
        {
            services.AddSingleton<IInstallations, OneWorkspace>();
        }
        else
        {
            AddInstalling(builder);
        }

        services.AddHttpClient(WebApi.Client, c =>
            {
                c.Timeout = TimeSpan.FromSeconds(10);
                c.MaxResponseContentBufferSize = 1024 * 1024;
            })
            .RemoveAllLoggers() // They would log response URLs, which let whoever holds them speak.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxConnectionsPerServer = 64,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddHttpClient(Uploads.Client, c =>
            {
                c.Timeout = TimeSpan.FromMinutes(1);
                c.MaxResponseContentBufferSize = 64 * 1024;
            })
            .RemoveAllLoggers() // Whoever holds the URL may upload.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) });
        services.AddSingleton<WebApi>();
        services.AddSingleton<PatientApi>();
        services.AddSingleton<ResponseUrls>();
        services.AddSingleton<Self>();
        services.AddSingleton<Profiles>();
        services.AddSingleton<DirectChannels>();
        services.AddSingleton<Channels>();
        services.AddSingleton<BlockKit>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<FileReplies>();
        services.AddSingleton<Outlets>();
        services.AddSingleton<Replies>();
        services.AddSingleton<ISender, SlackSender>();
        services.AddSingleton<Doorway>();
        services.AddSingleton<Intake>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<Inbound.Home>();
        services.AddSingleton<EventsEndpoint>();
        services.AddSingleton<CommandsEndpoint>();
        services.AddSingleton<InteractionsEndpoint>();
        if (settings.AppToken is not null)
        {
            services.AddSingleton<Connections>();
            services.AddSingleton<Frames>();
            services.AddSingleton<Rhythm>();
            services.AddSingleton<SocketMode>();
            services.AddHostedService(s => s.GetRequiredService<SocketMode>());
        }
    }

    /// <summary>Opens the ways in, or says once that Slack is off.</summary>
    public static void MapSlack(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetService<SlackSettings>() is not { } settings)
        {
            LogOff(app.Logger);
            return;
        }

        if (settings.App is not null)
        {
            var install = app.Services.GetRequiredService<InstallEndpoint>();
            app.MapGet(InstallEndpoint.Path, (RequestDelegate)install.Begin);
            app.MapGet(InstallEndpoint.CallbackPath, (RequestDelegate)install.Return);
        }

        if (settings.SigningSecret is null)
        {
            return; // Slack comes over sockets alone; what is not signed is not let in.
        }

        var (doorway, admission) = (app.Services.GetRequiredService<Doorway>(), app.Services.GetRequiredService<Admission>());
        Map<EventsEndpoint>(EventsPath, e => e.Handle);
        Map<CommandsEndpoint>(CommandsPath, e => e.Handle);
        Map<InteractionsEndpoint>(InteractionsPath, e => e.Handle);

        void Map<T>(string path, Func<T, Func<HttpContext, Incoming, Task>> handle)
            where T : notnull
        {
            var handler = handle(app.Services.GetRequiredService<T>());
            app.MapPost(path, admission.Guard(http => doorway.Admit(http, handler)));
        }
    }

    /// <summary>What many workspaces need: people install the app in a browser, tokens are stored.</summary>
    private static void AddInstalling(WebApplicationBuilder builder)
    {
        if (PublicAddress.Read(builder.Configuration).BaseUrl is null)
        {
            throw new ConfigurationException("Public:BaseUrl", "must be set where Slack:ClientId is: the browser of who installs the app comes back there");
        }

        builder.AddKeys();
        var services = builder.Services;
        services.AddSingleton<Installations>();
        services.AddSingleton<OAuthApi>();
        services.AddSingleton<Renewal>();
        services.AddSingleton<ManyWorkspaces>();
        services.AddSingleton<IInstallations>(s => s.GetRequiredService<ManyWorkspaces>());
        services.AddSingleton<States>();
        services.AddSingleton<InstallPages>();
        services.AddSingleton<Installer>();
        services.AddSingleton<Callback>();
        services.AddSingleton<InstallEndpoint>();
        services.AddSingleton<IFeature, Aftermath>();
    }

    [LoggerMessage(200, LogLevel.Information, "Slack is off: neither Slack:SigningSecret nor Slack:AppToken is set")]
    private static partial void LogOff(ILogger log);
}
