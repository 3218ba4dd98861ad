using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Files;

/// <summary>Files for people: links to them, and what is shown where there can be none.</summary>
public static class FilesModule
{
    /// <summary>Adds what platforms need to hand over files; once, however often it is asked.</summary>
    /// <exception cref="ConfigurationException"><c>Public:BaseUrl</c> is wrong.</exception>
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(PublicAddress.Read(builder.Configuration));
        builder.Services.TryAddSingleton<LinkKey>();
        builder.Services.TryAddSingleton<FileLinks>();
        builder.Services.TryAddSingleton<Handover>();
    }

    /// <summary>Maps <c>GET /records/{token}</c>. Without a public address nobody was given a link.</summary>
    public static void MapFiles(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<PublicAddress>().BaseUrl is not null)
        {
            app.MapGet(FileLinks.Path + "{token}", (RequestDelegate)ActivatorUtilities.CreateInstance<FilesEndpoint>(app.Services).Handle);
        }
    }
}
