using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Storage.Cosmos;

/// <summary>Puts the store together.</summary>
internal static class CosmosModule
{
    /// <summary>Registers <see cref="CosmosDocuments"/>, found usable.</summary>
    /// <exception cref="ConfigurationException">It cannot be used as configured.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var options = CosmosSettings.Read(builder.Configuration);

        // Found out now, before anything has started, so that the start ends with one clear line.
        var container = CosmosStart.Open(options, CancellationToken.None).GetAwaiter().GetResult();
        builder.Services.AddSingleton(services => new CosmosDocuments(
            container, options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IIds>()));
        builder.Services.AddSingleton<IDocuments>(services => services.GetRequiredService<CosmosDocuments>());
        builder.Services.AddSingleton<IArchive>(services => services.GetRequiredService<CosmosDocuments>());
    }
}
