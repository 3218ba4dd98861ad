using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Manifests;

/// <summary>The manifests of a bot that runs, by its own features.</summary>
/// <param name="Slack">Of the Slack app.</param>
/// <param name="Teams">Of the Teams app.</param>
public sealed record BotManifests(JsonObject Slack, JsonObject Teams)
{
    /// <summary>Writes them.</summary>
    /// <param name="bot">The bot's services.</param>
    /// <param name="settings">What they say of the installation.</param>
    public static BotManifests Of(IServiceProvider bot, ManifestSettings settings)
    {
        var texts = bot.GetRequiredService<Texts>();
        var menu = new Menu(bot.GetRequiredService<Router>(), texts);
        return new(new SlackManifest(menu, texts).Write(settings), new TeamsManifest(menu, texts).Write(settings));
    }
}
