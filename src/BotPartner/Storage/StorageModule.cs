using BotPartner.Core.Documents;
using BotPartner.Storage.Sqlite;

namespace BotPartner.Storage;

/// <summary>Chooses the store.</summary>
public static class StorageModule
{
    private const string DefaultPath = "data/botpartner.db";

    /// <summary>Registers <see cref="IDocuments"/> and <see cref="IArchive"/> as <c>Storage</c> configures it.</summary>
    /// <exception cref="ConfigurationException">It cannot be used as configured.</exception>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration["Storage:Provider"] ?? "Sqlite";
        if (!provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConfigurationException("Storage:Provider", $"must be Sqlite, not '{provider}'");
        }

        var path = builder.Configuration["Storage:Sqlite:Path"] is { Length: > 0 } configured ? configured : DefaultPath;
        var options = new SqliteOptions(Path.GetFullPath(path, builder.Environment.ContentRootPath));

        // Found out now, before anything has started, so that the start ends with one clear line.
        StoreFile.Hold(options.Path).Dispose();
        builder.Services.AddSingleton(services => SqliteDocuments.Open(
            options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SqliteDocuments>>()));
        builder.Services.AddSingleton<IDocuments>(services => services.GetRequiredService<SqliteDocuments>());
        builder.Services.AddSingleton<IArchive>(services => services.GetRequiredService<SqliteDocuments>());
        return builder;
    }
}
