namespace BotPartner.Slack;

/// <summary>The bot token of each workspace. There is one workspace now; whoever asks names the team, so that there can be many.</summary>
public sealed class Tokens(SlackSettings settings)
{
    /// <summary>The token that acts in a team; null if the bot is not installed there.</summary>
    public string? For(string team) => team.Length == 0 ? null : settings.BotToken;
}
