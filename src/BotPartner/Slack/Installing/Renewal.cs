using System.Collections.Concurrent;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>Renews access tokens before they end. A refresh token can be used once: one call of this process at a time, and among
/// processes the one whose claim on the document was saved.</summary>
public sealed partial class Renewal(Installations installations, OAuthApi oauth, TimeProvider time, ILogger<Renewal> log)
{
    /// <summary>A process that dies with the claim holds it so long; a renewal that failed is tried again after it.</summary>
    private static readonly Duration Claim = Duration.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Lazy<Task<Installation?>>> underWay = new();

    // What Slack has given and the store has not taken yet: without it the installation would be lost.
    private readonly ConcurrentDictionary<string, Installation> unsaved = new();

    /// <summary>The installation with a token that is good for a while, if it can be had; else as it stands.</summary>
    public async Task<Installation> Fresh(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        if (unsaved.TryGetValue(installation.Realm, out var kept) && kept.Installed == installation.Installed)
        {
            return kept;
        }

        // What was read a moment ago may be in hand, or done, by now: it is looked at again.
        if (!installation.Ends(installations.Now))
        {
            return installation;
        }

        var mine = new Lazy<Task<Installation?>>(() => Renew(installation.Realm));
        var running = underWay.GetOrAdd(installation.Realm, mine);
        try
        {
            return await running.Value ?? installation;
        }
        finally
        {
            if (running == mine)
            {
                underWay.TryRemove(installation.Realm, out _);
            }
        }
    }

    private async Task<Installation?> Renew(string realm)
    {
        var now = installations.Now;
        var (claimed, mine) = await installations.Change(
            realm, i => i.ToRenew(now), d => d with { State = d.State with { Renewing = now + Claim } }, CancellationToken.None);
        if (!mine)
        {
            return claimed?.State; // Another process has it in hand, or has done it.
        }

        var held = claimed!.State;
        if (installations.RefreshOf(held) is not { } refresh)
        {
            return held; // Whoever asks for the token will say so.
        }

        var (grant, error) = await oauth.Refresh(refresh, CancellationToken.None);
        if (grant is not null)
        {
            var renewed = installations.With(held, grant);
            return await Save(held, renewed);
        }

        if (error != "invalid_refresh_token")
        {
            // The claim runs out by itself; until then nobody asks again.
            LogFailed(log, realm, error ?? "no answer");
            return held;
        }

        var (lapsed, _) = await installations.Change(
            realm, i => i.Refresh == held.Refresh, d => d with { State = d.State with { Lapsed = now, Renewing = null }, Wake = now }, CancellationToken.None);
        LogLapsed(log, realm);
        return lapsed?.State;
    }

    /// <summary>The old refresh token is void now: the new one is kept until it is saved, whatever the store says.</summary>
    private async Task<Installation?> Save(Installation held, Installation renewed)
    {
        unsaved[held.Realm] = renewed;
        try
        {
            return await Put(held, renewed);
        }
        catch (StoreUnavailableException)
        {
            LogUnsaved(log, held.Realm);
            _ = Insist(held, renewed);
            return renewed;
        }
    }

    private async Task Insist(Installation held, Installation renewed)
    {
        while (unsaved.TryGetValue(held.Realm, out var kept) && kept == renewed && renewed.Expires > installations.Now)
        {
            await Task.Delay(Pause, time);
            try
            {
                await Put(held, renewed);
            }
            catch (StoreUnavailableException)
            {
                // Again in a second.
            }
        }

        unsaved.TryRemove(KeyValuePair.Create(held.Realm, renewed));
    }

    private async Task<Installation?> Put(Installation held, Installation renewed)
    {
        // Installed anew or removed meanwhile: then these tokens are nothing any more.
        var (document, _) = await installations.Change(
            held.Realm,
            i => i.Refresh == held.Refresh,
            d => d with { State = d.State with { Token = renewed.Token, Refresh = renewed.Refresh, Expires = renewed.Expires, Renewing = null, Lapsed = null } },
            CancellationToken.None);
        unsaved.TryRemove(KeyValuePair.Create(held.Realm, renewed));
        return document?.State;
    }

    [LoggerMessage(233, LogLevel.Warning, "The token of {Realm} could not be renewed ({Reason}); again in a minute")]
    private static partial void LogFailed(ILogger log, string realm, string reason);

    [LoggerMessage(234, LogLevel.Error, "The token of {Realm} cannot be renewed any more: its refresh token was used and the answer was lost; install the app there again before the token ends")]
    private static partial void LogLapsed(ILogger log, string realm);

    [LoggerMessage(235, LogLevel.Error, "The renewed token of {Realm} could not be saved yet; it is kept in memory and saved as soon as the store is back")]
    private static partial void LogUnsaved(ILogger log, string realm);
}
