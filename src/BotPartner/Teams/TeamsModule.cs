using Azure.Core;
using Azure.Identity;
using BotPartner.Core.Chat;
using BotPartner.Files;
using BotPartner.Limits;
using BotPartner.Teams.Cards;
using BotPartner.Teams.Outbound;
using BotPartner.Teams.Tokens;

namespace BotPartner.Teams;

/// <summary>Microsoft Teams, as a part of the bot.</summary>
public static partial class TeamsModule
{
    /// <summary>The name of the client that all calls to Microsoft go through.</summary>
    public const string HttpClient = "teams";

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds what Teams needs, if the section <c>Teams</c> names an app.</summary>
    /// <exception cref="ConfigurationException">The section is wrong.</exception>
    public static void AddTeams(this WebApplicationBuilder builder)
    {
        if (TeamsSettings.Read(builder.Configuration.GetSection("Teams"), builder.Environment.IsDevelopment()) is not { } settings)
        {
            return;
        }

        builder.AddFiles();
        builder.AddLimits();
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(settings.Hosts);
        services.AddHttpClient(HttpClient, c =>
            {
                c.Timeout = CallTimeout;
                c.MaxResponseContentBufferSize = 4 * 1024 * 1024;
            })
            // A redirect could lead the token away from the allowed hosts.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            // Addresses hold ids of people and conversations.
            .RemoveAllLoggers();
        if (settings.AppType == AppType.UserAssignedMSI)
        {
            services.AddSingleton<TokenCredential>(_ => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(settings.AppId)));
        }
        else
        {
            services.AddSingleton<TokenCredential, SecretCredential>();
        }

        services.AddSingleton<MetadataDocuments>();
        services.AddSingleton<ConnectorKeys>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<Gate>();
        services.AddSingleton<BotToken>();
        services.AddSingleton<Connector>();
        services.AddSingleton<Payloads>();
        services.AddSingleton<Whereabouts>();
        services.AddSingleton<DirectAnswers>();
        services.AddSingleton<Replies>();
        services.AddSingleton<Reception>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<TeamsSender>();
        services.AddSingleton<ISender>(s => s.GetRequiredService<TeamsSender>());
        services.AddSingleton<Whispers>();
    }

    /// <summary>Maps <c>POST /api/messages</c>, if Teams is on.</summary>
    public static void MapTeams(this WebApplication app)
    {
        if (app.Services.GetService<MessagesEndpoint>() is { } endpoint)
        {
            app.MapPost("/api/messages", app.Services.GetRequiredService<Admission>().Guard(endpoint.Handle));
        }
        else
        {
            LogOff(app.Logger);
        }
    }

    [LoggerMessage(104, LogLevel.Information, "Teams is off: Teams:AppId is not set")]
    private static partial void LogOff(ILogger log);
}
