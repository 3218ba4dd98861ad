using BotPartner.Core.Documents;
using BotPartner.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BotPartner.Tests.Storage;

public sealed class StorageModuleSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_folder_is_made_and_the_store_is_ready()
    {
        var path = folder.File("deep/er/bot.db");
        await using var app = Builder($"--Storage:Sqlite:Path={path}").AddStorage().Build();
        Assert.NotNull(app.Services.GetRequiredService<IDocuments>());
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void An_unknown_provider_is_refused() => Refused("Storage:Provider", "--Storage:Provider=Paper");

    [Fact]
    public void A_path_below_a_file_is_refused()
    {
        File.WriteAllText(folder.File("plain"), "");
        Refused("Storage:Sqlite:Path", $"--Storage:Sqlite:Path={folder.File("plain/bot.db")}");
    }

    [Fact]
    public void A_path_that_is_a_folder_is_refused() => Refused("Storage:Sqlite:Path", $"--Storage:Sqlite:Path={folder.Path}");

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(folder.File("bot.db"), new string('?', 5000));
        using var app = (IDisposable)Builder($"--Storage:Sqlite:Path={folder.File("bot.db")}").AddStorage().Build();
        OneLine("Storage:Sqlite:Path", Assert.Throws<ConfigurationException>(() => ((WebApplication)app).Services.GetRequiredService<IDocuments>()));
    }

    private static void Refused(string setting, params string[] args) =>
        OneLine(setting, Assert.Throws<ConfigurationException>(() => Builder(args).AddStorage()));

    private static void OneLine(string setting, ConfigurationException refused)
    {
        Assert.StartsWith($"Configuration: {setting} ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static WebApplicationBuilder Builder(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<TimeProvider>(new ManualTime());
        return builder;
    }
}
