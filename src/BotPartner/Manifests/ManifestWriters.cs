using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Manifests;

/// <summary>Puts the writers of manifests together, with the bot's own features: no settings, no store, no network.</summary>
internal static class ManifestWriters
{
    /// <summary>The writers, and the features they ask; disposed of by whoever asks for them.</summary>
    /// <param name="documents">What the features would work with.</param>
    public static ServiceProvider Build(IDocuments documents)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IIds, RandomIds>();
        services.AddSingleton(documents);
        services.AddSingleton<DueSignal>();
        services.AddSingleton<Change>();
        services.AddFeatures();
        services.AddSingleton<Menu>();
        services.AddSingleton<TeamsManifest>();
        services.AddSingleton<TeamsPackage>();
        services.AddSingleton<SlackManifest>();
        return services.BuildServiceProvider();
    }
}
