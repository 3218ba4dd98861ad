using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Api;

/// <summary>Who the bot is in a workspace, asked of Slack once (<c>auth.test</c>).</summary>
/// <param name="User">Its user id.</param>
/// <param name="Team">The workspace.</param>
public sealed record Identity(string User, string Team);

/// <summary>Finds out who the bot is: when first needed, once for all who wait, and again only after a failure.</summary>
public sealed class Self(WebApi api)
{
    private readonly Dictionary<string, Task<Identity?>> asked = [];
    private readonly Lock gate = new();

    /// <summary>The bot's identity in a team; null if Slack does not say now.</summary>
    public async Task<Identity?> In(string team)
    {
        Task<Identity?> answer;
        lock (gate)
        {
            if (!asked.TryGetValue(team, out answer!) || (answer.IsCompleted && !(answer.IsCompletedSuccessfully && answer.Result is not null)))
            {
                asked[team] = answer = Ask(team);
            }
        }

        return await answer;
    }

    private async Task<Identity?> Ask(string team) =>
        await api.Call("auth.test", team, "{}"u8.ToArray(), CancellationToken.None) is Answer.Done done
            && done.Body.Words("user_id"u8) is { } user
                ? new(user, done.Body.Words("team_id"u8) ?? team)
                : null;
}
