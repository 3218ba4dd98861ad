using BotPartner.Teams.Inbound;

namespace BotPartner.Teams.Tokens;

/// <summary>Decides who is let in: before the body is read by its token, afterwards by what the two say about each other.</summary>
public sealed partial class Gate(TokenCheck check, TeamsSettings settings, ILogger<Gate> log)
{
    /// <summary>The token's content, or null for 401.</summary>
    public ValueTask<Credential?> Enter(string? authorization, CancellationToken cancellation) =>
        settings.AllowUnauthenticated ? ValueTask.FromResult<Credential?>(Unchecked) : check.Check(authorization, cancellation);

    /// <summary>Whether an activity may be acted on; if not, 403.</summary>
    public bool Admits(Activity activity, Credential credential)
    {
        var wrong = Wrong(activity, credential);
        if (wrong is not null)
        {
            LogForbidden(log, wrong);
        }

        return wrong is null;
    }

    private static Credential Unchecked { get; } = new(null, []);

    private string? Wrong(Activity activity, Credential credential)
    {
        if (!settings.AllowUnauthenticated)
        {
            if (activity.ChannelId is null || !credential.Endorsements.Contains(activity.ChannelId))
            {
                return "the signing key is not endorsed for the channel";
            }

            if (!ServiceHosts.Same(credential.ServiceUrl, activity.ServiceUrl))
            {
                return "the token is for another service URL";
            }
        }

        // Also without tokens: the bot's own would be sent there.
        if (!settings.Hosts.Allows(activity.ServiceUrl))
        {
            return "the service URL is not allowed";
        }

        return Allowed(activity.ChannelData?.Tenant?.Id) && Allowed(activity.Conversation?.TenantId) ? null : "the tenant is not allowed";
    }

    /// <summary>A tenant that is not named is judged by whoever needs it.</summary>
    private bool Allowed(string? tenant) => tenant is null || settings.AllowedTenants?.Contains(tenant) != false;

    [LoggerMessage(102, LogLevel.Warning, "An activity was refused: {Reason}")]
    private static partial void LogForbidden(ILogger log, string reason);
}
