using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Slack;

/// <summary>Where the app is installed, and by which token it acts there.</summary>
public interface IInstallations
{
    /// <summary>The token that acts in a workspace, or Slack's or our word for why there is none.</summary>
    ValueTask<TokenFound> Token(string team, CancellationToken cancellation);

    /// <summary>Slack would not have a token: remembered, so that it is not offered again.</summary>
    Task Refused(string team, string token, string error, CancellationToken cancellation);

    /// <summary>Something is heard from a workspace.</summary>
    /// <param name="team">Its id.</param>
    /// <param name="enterprise">The organisation, if it installed the app for all its workspaces.</param>
    /// <param name="place">Where, if that is to be told of when the app is removed.</param>
    Task Heard(string team, string? enterprise, Place? place);

    /// <summary>The app was removed from a workspace or organisation; may be told more than once, and late.</summary>
    /// <param name="realm">Its id.</param>
    /// <param name="at">When, by Slack's clock.</param>
    /// <param name="why">A word for the log.</param>
    Task Removed(string realm, Instant at, string why);

    /// <summary>An organisation's installation may act in one of its workspaces, or no longer; may be told more than once, and late.</summary>
    /// <param name="team">The workspace.</param>
    /// <param name="enterprise">The organisation.</param>
    /// <param name="granted">Whether it may.</param>
    /// <param name="at">Since when, by Slack's clock.</param>
    Task Access(string team, string enterprise, bool granted, Instant at);
}

/// <summary>A token, or why there is none.</summary>
/// <param name="Token">The token.</param>
/// <param name="Trouble">Why there is none: a word.</param>
public readonly record struct TokenFound(string? Token, string? Trouble)
{
    /// <summary>The app was removed from there: nothing more will be taken.</summary>
    public const string Uninstalled = "uninstalled";

    /// <summary>The app is not installed there, as far as is known.</summary>
    public const string NotInstalled = "not_installed";

    /// <summary>The keys that the token is encrypted with are not there.</summary>
    public const string Unreadable = "token_unreadable";

    /// <summary>The token is too old, and there is no new one yet.</summary>
    public const string Expired = "token_expired";
}

/// <summary>The one workspace whose token is configured.</summary>
public sealed partial class OneWorkspace(SlackSettings settings, ILogger<OneWorkspace> log) : IInstallations
{
    /// <inheritdoc/>
    public ValueTask<TokenFound> Token(string team, CancellationToken cancellation) =>
        ValueTask.FromResult(string.IsNullOrEmpty(team) ? new TokenFound(null, TokenFound.NotInstalled) : new(settings.BotToken, null));

    /// <inheritdoc/>
    public Task Refused(string team, string token, string error, CancellationToken cancellation)
    {
        LogRefused(log, error);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Heard(string team, string? enterprise, Place? place) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Removed(string realm, Instant at, string why)
    {
        LogRemoved(log, why, realm);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Access(string team, string enterprise, bool granted, Instant at) => Task.CompletedTask;

    [LoggerMessage(220, LogLevel.Warning, "Slack says {Event}: the bot can no longer speak in {Team}")]
    private static partial void LogRemoved(ILogger log, string @event, string team);

    [LoggerMessage(221, LogLevel.Error, "Slack does not take Slack:BotToken: {Reason}")]
    private static partial void LogRefused(ILogger log, string reason);
}
