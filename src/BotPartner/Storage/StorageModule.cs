using BotPartner.Core.Documents;
using BotPartner.Limits;
using BotPartner.Storage.Cosmos;
using BotPartner.Storage.Sqlite;
using BotPartner.Telemetry;

namespace BotPartner.Storage;

/// <summary>Chooses the store.</summary>
public static class StorageModule
{
    private const string DefaultPath = "data/botpartner.db";

    /// <summary>Registers <see cref="IDocuments"/> and <see cref="IArchive"/> as <c>Storage</c> configures it.</summary>
    /// <remarks>What only reads sets <c>Create</c> of its section to false.</remarks>
    /// <exception cref="ConfigurationException">It cannot be used as configured.</exception>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration["Storage:Provider"] ?? "Sqlite";
        if (provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            AddSqlite(builder);
        }
        else if (provider.Equals("Cosmos", StringComparison.OrdinalIgnoreCase))
        {
            CosmosModule.Add(builder);
        }
        else
        {
            throw new ConfigurationException("Storage:Provider", $"must be Sqlite or Cosmos, not '{provider}'");
        }

        return builder;
    }

    /// <summary>Where the SQLite file is.</summary>
    /// <exception cref="ConfigurationException">There is none: the store is another.</exception>
    internal static string SqlitePath(WebApplicationBuilder builder) =>
        (builder.Configuration["Storage:Provider"] ?? "Sqlite").Equals("Sqlite", StringComparison.OrdinalIgnoreCase)
            ? Where(builder)
            : throw new ConfigurationException("Storage:Provider", "must be Sqlite for this command: a store in Cosmos DB is backed up by Azure, and \"export\" makes a file of it");

    private static string Where(WebApplicationBuilder builder) => Path.GetFullPath(
        builder.Configuration["Storage:Sqlite:Path"] is { Length: > 0 } configured ? configured : DefaultPath, builder.Environment.ContentRootPath);

    private static void AddSqlite(WebApplicationBuilder builder)
    {
        var options = new SqliteOptions(Where(builder));

        if (builder.Configuration["Storage:Sqlite:Create"] == "false" && !File.Exists(options.Path))
        {
            throw new ConfigurationException("Storage:Sqlite:Path", $"names no store: there is no file '{options.Path}'");
        }

        // Found out now, before anything has started, so that the start ends with one clear line.
        StoreFile.Hold(options.Path).Dispose();
        builder.Services.AddSingleton(services => SqliteDocuments.Open(
            options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SqliteDocuments>>()));
        builder.Services.AddSingleton<IDocuments>(services => services.GetRequiredService<SqliteDocuments>());
        builder.Services.AddSingleton(services => Backlog.Of("saves", services.GetRequiredService<SqliteDocuments>(), w => w.Waiting));
        builder.Services.AddSingleton<IArchive>(services => services.GetRequiredService<SqliteDocuments>());
        builder.Services.AddSingleton(services => new Congestion(() => services.GetRequiredService<SqliteDocuments>().IsBehind));
    }
}
