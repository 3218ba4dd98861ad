using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Slack.Installing;

/// <summary>Many workspaces, each with its own token; what was looked up is remembered for half a minute.</summary>
public sealed partial class ManyWorkspaces(Installations installations, Renewal renewal, ILogger<ManyWorkspaces> log) : IInstallations
{
    private const int Most = 10_000;
    private static readonly Duration Age = Duration.FromSeconds(30);
    private static readonly Duration Again = Duration.FromMinutes(10);
    private readonly ConcurrentDictionary<string, (string Realm, string Token, Instant Until)> known = new();
    private readonly Bounded<bool> noted = new(Most);
    private readonly Bounded<Instant> belonging = new(Most);

    /// <inheritdoc/>
    public async ValueTask<TokenFound> Token(string team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(team);
        var now = installations.Now;
        if (known.TryGetValue(team, out var cached) && cached.Until > now)
        {
            return new(cached.Token, null);
        }

        var document = team.Length == 0 ? null : await installations.In(team, cancellation);
        if (document is not { State.Removed: null })
        {
            known.TryRemove(team, out _);
            return new(null, document is null ? TokenFound.NotInstalled : TokenFound.Uninstalled);
        }

        // Whoever waits may give up; the renewal itself must not be broken off.
        var state = await renewal.Fresh(document.State).WaitAsync(cancellation);
        if (state.Removed is not null)
        {
            return new(null, TokenFound.Uninstalled);
        }

        if (state.Expires <= now)
        {
            return new(null, TokenFound.Expired);
        }

        if (installations.TokenOf(state) is not { } token)
        {
            LogUnreadable(log, state.Realm);
            return new(null, TokenFound.Unreadable);
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        // No longer than until it is to be renewed; one that should have been renewed is looked up each time.
        known[team] = (state.Realm, token, state.Expires is { } end && state.Refresh is not null ? Instant.Min(now + Age, end - Installation.Margin) : now + Age);
        return new(token, null);
    }

    /// <inheritdoc/>
    public async Task Refused(string team, string token, string error, CancellationToken cancellation)
    {
        if (await installations.In(team, cancellation) is not { State: { Removed: null } state } || installations.TokenOf(state) != token)
        {
            known.TryRemove(team, out _);
            return; // It has a newer one.
        }

        if (error == TokenFound.Expired)
        {
            await installations.Change(state.Realm, i => i.Token == state.Token, d => d with { State = d.State with { Expires = installations.Now } }, cancellation);
        }
        else
        {
            await installations.Remove(state.Realm, i => i.Token == state.Token, installations.Now, error);
        }

        Forget(state.Realm);
    }

    /// <inheritdoc/>
    public async Task Heard(string team, string? enterprise, Place? place)
    {
        if (enterprise is not null && enterprise != team && !(belonging.TryGet($"{team}|{enterprise}", out var looked) && looked + Again > installations.Now))
        {
            await installations.Note(team, enterprise);
            belonging.Set($"{team}|{enterprise}", installations.Now);
        }

        if (place is not null && !noted.TryGet(place.Key, out _) && await installations.In(team, CancellationToken.None) is { } installation)
        {
            await installations.Note(installation.State.Realm, place);
            noted.Set(place.Key, true);
        }
    }

    /// <inheritdoc/>
    public async Task Removed(string realm, Instant at, string why)
    {
        await installations.Remove(realm, i => i.Installed <= at, at, why);
        Forget(realm);
    }

    /// <inheritdoc/>
    public async Task Access(string team, string enterprise, bool granted, Instant at)
    {
        await installations.Note(team, enterprise, granted, at);
        known.TryRemove(team, out _);
    }

    /// <summary>The installation was made anew.</summary>
    public void Forget(string realm)
    {
        foreach (var (team, _) in known.Where(k => k.Value.Realm == realm || k.Key == realm).ToArray())
        {
            known.TryRemove(team, out _);
        }
    }

    [LoggerMessage(237, LogLevel.Error, "The stored token of {Realm} cannot be decrypted: the keys in Keys:Folder are not those that it was encrypted with; put them back, or install the app again")]
    private static partial void LogUnreadable(ILogger log, string realm);
}
